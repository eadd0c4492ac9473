using System.Globalization;
using Sintropia.Biology.Interventions;
using Sintropia.Scenarios.Format;
using Sintropia.Scenarios.Provenance;
using Sintropia.Scenarios.Quantities;

namespace Sintropia.Scenarios.Reading;

/// <summary>A section of a scenario, read by its table of keys. A value that does not fit is reported and then missing.</summary>
internal sealed class Section
{
    private readonly ScenarioReading _reading;
    private readonly MapNode _map;
    private readonly Section? _beneath;

    /// <summary>A section.</summary>
    /// <param name="reading">Where problems go.</param>
    /// <param name="table">Its keys.</param>
    /// <param name="node">What stands there.</param>
    /// <param name="path">Where that is.</param>
    /// <param name="subject">What its numbers are about.</param>
    /// <param name="beneath">The preset that shows through where it says nothing.</param>
    public Section(ScenarioReading reading, KeyTable table, Node node, string path, string subject, Section? beneath = null)
    {
        (_reading, Table, Path, Subject, _beneath) = (reading, table, path, subject, beneath);
        reading.Place(path, node);
        if (node is MapNode map) _map = map;
        else
        {
            reading.Wrong(node, path, $"Here {table.Noun} has to stand, a section with some of the keys {Keys()}; it is {node.Kind}");
            IsBroken = true;
            _map = new(node.File, node.Line, node.Column, []);
        }

        foreach (var (key, value) in _map.Entries)
        {
            if (table.Find(key.Text) is null) Unknown(key);
            else if (value is ScalarNode { IsNothing: true }) reading.Wrong(value, At(key.Text), $"'{key.Text}' has no value. Give one, such as '{table.Find(key.Text)!.Example}', or leave the key out");
            reading.Place(At(key.Text), value is ScalarNode ? value : key);
        }

        if (IsBroken) return;
        foreach (var key in table.Keys)
            if (key.Required && !Has(key.Name)) reading.Wrong(path, $"{Capital(table.Noun)} needs '{key.Name}': {char.ToLowerInvariant(key.Description[0])}{key.Description[1..].TrimEnd('.')}. Write for example '{key.Name}: {key.Example}'");
    }

    /// <summary>The same section with another showing through where it says nothing.</summary>
    public Section Over(Section beneath) => new(_reading, Table, _map, Path, Subject, beneath);

    /// <summary>The same section as if some keys did not stand in it. What is wrong with it is not reported again.</summary>
    public Section Without(params string[] keys) => new(this, keys);

    private Section(Section other, string[] without)
    {
        (_reading, Table, Path, Subject, IsBroken) = (other._reading, other.Table, other.Path, other.Subject, other.IsBroken);
        _map = other._map with { Entries = [.. other._map.Entries.Where(e => !without.Contains(e.Key.Text))] };
        _beneath = other._beneath is null ? null : new(other._beneath, without);
    }

    /// <summary>A section of another kind that stands inside this one.</summary>
    public Section Inner(string table, Node node, string path, string subject) => new(_reading, ScenarioFormat.Table(table), node, path, subject);

    /// <summary>The kind of section.</summary>
    public KeyTable Table { get; }

    /// <summary>Where it stands.</summary>
    public string Path { get; }

    /// <summary>What its numbers are about.</summary>
    public string Subject { get; set; }

    /// <summary>Whether it is no section at all, which was reported.</summary>
    public bool IsBroken { get; }

    /// <summary>Where a key of it stands.</summary>
    public string At(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>Whether the section itself, not what is beneath, says something under the key.</summary>
    public bool Says(string key) => _map[key] is not null and not ScalarNode { IsNothing: true };

    /// <summary>Whether it or what is beneath says something under the key.</summary>
    public bool Has(string key) => _map[key] is not null || _beneath?.Has(key) == true;

    /// <summary>The keys that stand in it, in order.</summary>
    public IEnumerable<string> Present => _map.Entries.Select(e => e.Key.Text);

    /// <summary>Reports something about a key, or about the section if it has no such key.</summary>
    public void Wrong(string key, string what, string? nearest = null) => _reading.Wrong(_map[key] ?? _map, At(key), what, nearest);

    /// <summary>Reports something about the section.</summary>
    public void Wrong(string what) => _reading.Wrong(_map, Path, what);

    /// <summary>The one key of a choice that it has, or null, which is reported.</summary>
    public string? TheOne(IReadOnlyList<string> keys)
    {
        var present = keys.Where(Says).ToArray();
        if (present.Length == 1) return present[0];
        if (IsBroken) return null;
        if (present.Length == 0) Wrong($"{Capital(Table.Noun)} needs one of the keys {string.Join(", ", keys)}");
        else Wrong(present[1], $"{Capital(Table.Noun)} has either '{present[0]}' or '{present[1]}', not both. Make two of it, or remove one");
        return null;
    }

    /// <summary>The quantity under a key, in a unit; null if there is none.</summary>
    public double? In(string key, Unit unit) => Quantity(key)?.In(unit);

    /// <summary>The quantity under a key, in the base of its dimension.</summary>
    public double? Base(string key) => Quantity(key)?.Base;

    /// <summary>The quantity under a key.</summary>
    public Quantity? Quantity(string key)
    {
        if (Find(key) is not var (node, owner)) return null;
        var form = Table.Find(key)!.Form switch { QuantityForm quantity => quantity, DoseForm dose => dose.Level, EitherForm { Value: QuantityForm quantity } => quantity, _ => throw new InvalidOperationException($"'{key}' of {Table.Noun} is no quantity.") };
        return owner.Number(node, owner.At(key), form, Subject, What(key));
    }

    /// <summary>A quantity that stands somewhere in the section.</summary>
    /// <param name="node">What stands there.</param>
    /// <param name="path">Where that is.</param>
    /// <param name="form">What it may look like.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="what">Which property of that it is; empty for numbers that are not biology.</param>
    public Quantity? Number(Node node, string path, QuantityForm form, string subject, string what)
    {
        var citation = node is MapNode && Table.Citable ? new Section(_reading, ScenarioFormat.Table("citation"), node, path, subject) : null;
        if (citation?.IsBroken == true) return null;
        var valued = citation is null ? node : citation.Find("value")?.Node;
        if (valued is null) return null;
        if (valued is not ScalarNode { IsNothing: false } scalar)
        {
            if (valued is not ScalarNode) _reading.Wrong(valued, path, $"Here {form.Dimensions[0].Named()} has to stand, such as '{form.Dimensions[0].Example()}'; it is {valued.Kind}");
            return null;
        }

        if (!Quantities.Quantity.TryParse(scalar.Text, form.Dimensions, out var quantity, out var problem, out var nearest))
        {
            _reading.Wrong(scalar, path, problem, nearest);
            return null;
        }

        if (OutOfRange(quantity, form) is { } range)
        {
            _reading.Wrong(scalar, path, $"'{scalar.Text}' cannot be: {range}", quantity.Unit.Dimension == Dimension.Number && form.Dimensions[0] == Dimension.Fraction && quantity.Number is > 1 and <= 100 ? $"{quantity} %" : null);
            return null;
        }

        if (Table.Citable && what.Length > 0) Note(quantity, subject, what, citation);
        return quantity;
    }

    /// <summary>The text under a key.</summary>
    public string? Text(string key) => Scalar(key)?.Text;

    /// <summary>The name under a key; it has to suit tables and files.</summary>
    public string? Name(string key) => Scalar(key) is { } scalar && IsName(scalar, At(key)) ? scalar.Text : null;

    /// <summary>Whether a text can be a name in tables and files; if not, that is reported.</summary>
    public bool IsName(ScalarNode scalar, string path)
    {
        var text = scalar.Text;
        if (text is "NA" or "NULL" or "NaN" or "None" or "nan" or "null")
        {
            _reading.Wrong(scalar, path, $"'{text}' cannot be a name: what reads the tables takes it for a missing value. Give it a name that says what it is");
            return false;
        }

        if (text.Length is > 0 and <= 64 && char.IsLetterOrDigit(text[0]) && text[^1] is not ' ' and not '.' && text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or '+')) return true;
        _reading.Wrong(scalar, path, $"'{text}' cannot be a name: it ends up in tables and file names. Use up to 64 letters, digits, blanks and - _ . +, beginning with a letter or digit", Tamed(text));
        return false;
    }

    /// <summary>The word under a key.</summary>
    public string? Choice(string key)
    {
        if (Scalar(key) is not { } scalar) return null;
        var options = Table.Find(key)!.Form switch { ChoiceForm choice => choice.Options, ChoiceOrFileForm choice => choice.Options, EitherForm { Value: ChoiceForm choice } => choice.Options, _ => throw new InvalidOperationException($"'{key}' of {Table.Noun} is no choice.") };
        return One(scalar, At(key), options);
    }

    /// <summary>true or false.</summary>
    public bool Flag(string key)
    {
        if (Scalar(key) is not { } scalar) return false;
        if (scalar.Text is "true" or "false") return scalar.Text == "true";
        _reading.Wrong(scalar, At(key), $"'{scalar.Text}' is neither true nor false", scalar.Text.ToLowerInvariant() is "yes" or "on" ? "true" : scalar.Text.ToLowerInvariant() is "no" or "off" ? "false" : NearestName.To(scalar.Text, ["true", "false"]));
        return false;
    }

    /// <summary>An interval between repeats, h: 'every 1 h' or '1 h'. Null if there is none or it was reported.</summary>
    public double? Every(string key)
    {
        if (Scalar(key) is not { } scalar) return null;
        var text = scalar.Text.Trim();
        return Hours(scalar, At(key), text.StartsWith("every ", StringComparison.Ordinal) ? text[6..] : text);
    }

    /// <summary>An interval in ticks or hours, of which the other is 0: 'every 4 ticks', '2 h'. Null if there is none or it was reported.</summary>
    public (int Ticks, double Hours)? TicksOrHours(string key)
    {
        if (Scalar(key) is not { } scalar) return null;
        var text = scalar.Text.Trim();
        if (text.StartsWith("every ", StringComparison.Ordinal)) text = text[6..].Trim();
        var number = text.EndsWith(" ticks", StringComparison.Ordinal) ? text[..^6] : text.EndsWith(" tick", StringComparison.Ordinal) ? text[..^5] : null;
        if (number is null) return Hours(scalar, At(key), text) is { } hours ? (0, hours) : null;
        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks > 0) return (ticks, 0);
        _reading.Wrong(scalar, At(key), $"'{scalar.Text}' is no number of ticks. Write a whole number from 1 on, such as 'every 4 ticks'");
        return null;
    }

    /// <summary>How something builds up: 'linear over 12 h', 'exponential over 12 h', 'over 12 h'. The hours are NaN if that was reported.</summary>
    public (RampShape Shape, double Hours) Ramp(string key)
    {
        if (Scalar(key) is not { } scalar) return (RampShape.Step, Has(key) ? double.NaN : 0);
        var cut = scalar.Text.IndexOf("over ", StringComparison.Ordinal);
        var shape = cut < 0 ? null : scalar.Text[..cut].Trim();
        if (shape is "linear" or "exponential" or "")
            return (shape == "exponential" ? RampShape.Exponential : RampShape.Linear, Hours(scalar, At(key), scalar.Text[(cut + 5)..]) ?? double.NaN);
        _reading.Wrong(scalar, At(key), $"'{scalar.Text}' is no ramp. Write 'linear over 12 h' or 'exponential over 12 h'", NearestName.To(shape ?? scalar.Text, ["linear", "exponential"]) is { } near ? $"{near} over {(cut < 0 ? "12 h" : scalar.Text[(cut + 5)..].Trim())}" : null);
        return (RampShape.Step, double.NaN);
    }

    private double? Hours(ScalarNode scalar, string path, string text)
    {
        if (!Quantities.Quantity.TryParse(text, [Dimension.Time], out var quantity, out var problem, out var nearest)) _reading.Wrong(scalar, path, problem, nearest);
        else if (!(quantity.Base > 0)) _reading.Wrong(scalar, path, $"'{scalar.Text}' cannot be: it has to be above 0");
        else return quantity.In(Units.Hour);
        return null;
    }

    /// <summary>The words of a list under a key, or of a single value; null if the key is missing.</summary>
    public IReadOnlyList<string>? Words(string key)
    {
        if (Find(key) is not var (node, owner)) return null;
        var form = ((ListForm)Table.Find(key)!.Form).Item;
        var words = new List<string>();
        var items = node is ListNode list ? list.Items : [node];
        for (var i = 0; i < items.Count; i++)
        {
            var path = node is ListNode ? $"{owner.At(key)}[{i}]" : owner.At(key);
            _reading.Place(path, items[i]);
            if (items[i] is not ScalarNode { IsNothing: false } scalar) _reading.Wrong(items[i], path, $"Here a word has to stand; it is {items[i].Kind}");
            else if (form is ChoiceForm choice ? One(scalar, path, choice.Options) is not null : form is not NameForm || IsName(scalar, path)) words.Add(scalar.Text);
        }

        if (items.Count == 0) _reading.Wrong(node, owner.At(key), $"The list is empty. Write for example '{key}: {Table.Find(key)!.Example}', or leave the key out");
        return words;
    }

    /// <summary>The section under a key; null if the key is missing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="subject">What its numbers are about.</param>
    public Section? Sub(string key, string? subject = null)
    {
        if (Find(key) is not var (node, owner)) return null;
        var table = Table.Find(key)!.Form switch { SectionForm form => form.Table, EitherForm form => form.Section.Table, _ => throw new InvalidOperationException($"'{key}' of {Table.Noun} is no section.") };
        // A law replaces the preset's law; other sections let it show through.
        var beneath = owner == this && _beneath is not null && table is not ("law" or "quiescence" or "hierarchy") ? _beneath.Sub(key, subject) : null;
        return node is ScalarNode { IsNothing: true } ? null : new(_reading, ScenarioFormat.Table(table), node, owner.At(key), subject ?? Subject, beneath);
    }

    /// <summary>What stands under a key, and the section that says it.</summary>
    public (Node Node, Section Owner)? Find(string key) => _map[key] is { } node ? (node, this) : _beneath?.Find(key);

    /// <summary>The sections of a list under a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="subject">What the numbers of one are about, by its position.</param>
    public IEnumerable<Section> Items(string key, Func<int, string> subject) =>
        Find(key) is var (node, owner) ? owner.Items(node, owner.At(key), ((ListForm)Table.Find(key)!.Form).Item, subject) : [];

    /// <summary>The sections of a list.</summary>
    public IEnumerable<Section> Items(Node node, string path, Form item, Func<int, string> subject)
    {
        _reading.Place(path, node);
        if (node is not ListNode list)
        {
            if (node is not ScalarNode { IsNothing: true }) _reading.Wrong(node, path, $"Here a list has to stand, such as '[ {{ … }}, {{ … }} ]' or lines beginning with '- '; it is {node.Kind}");
            yield break;
        }

        for (var i = 0; i < list.Items.Count; i++)
            yield return new(_reading, ScenarioFormat.Table(((SectionForm)item).Table), list.Items[i], $"{path}[{i}]", subject(i));
    }

    /// <summary>The names under a key with what stands at each.</summary>
    public IEnumerable<(string Name, Node Node, string Path)> Named(string key)
    {
        if (Find(key) is not var (node, owner)) yield break;
        if (node is not MapNode map)
        {
            if (node is not ScalarNode { IsNothing: true }) _reading.Wrong(node, owner.At(key), $"Here a section of names has to stand, such as '{Table.Find(key)!.Example}'; it is {node.Kind}");
            yield break;
        }

        foreach (var (name, value) in map.Entries)
        {
            var path = $"{owner.At(key)}.{name.Text}";
            _reading.Place(path, value is ScalarNode ? value : name);
            if (Table.Find(key)!.Form is NamedForm { Names: { } names } ? One(name, path, names) is null : !IsName(name, path)) continue;
            yield return (name.Text, value, path);
        }
    }

    /// <summary>Notes a number in the list of assumptions.</summary>
    private void Note(Quantity quantity, string subject, string what, Section? citation)
    {
        string Cited(string key) => citation?.Text(key) ?? "";
        var status = Cited("status") switch { "sourced" => AssumptionStatus.Sourced, "assumed" => AssumptionStatus.Assumed, _ => AssumptionStatus.Given };
        if (citation?.Find("status") is not null) citation.Choice("status");
        _reading.Assumptions.Add(new(subject, what, quantity.Number.ToString("R", CultureInfo.InvariantCulture), quantity.Unit.Symbol, Cited("spread"), status, Cited("source"), Cited("doi"), Cited("note")));
    }

    private string What(string key) => Table.Find(key) switch { { Noted: false } => "", { Form: EitherForm } => "duration", var known => known!.What };

    private ScalarNode? Scalar(string key)
    {
        if (Find(key) is not var (node, owner) || node is ScalarNode { IsNothing: true }) return null;
        if (node is ScalarNode scalar) return scalar;
        _reading.Wrong(node, owner.At(key), $"Here a single value has to stand, such as '{Table.Find(key)!.Example}'; it is {node.Kind}");
        return null;
    }

    private string? One(ScalarNode scalar, string path, IReadOnlyList<string> options)
    {
        if (options.Contains(scalar.Text)) return scalar.Text;
        _reading.Wrong(scalar, path, $"'{scalar.Text}' is not one of {string.Join(", ", options)}", NearestName.To(scalar.Text, options));
        return null;
    }

    private void Unknown(ScalarNode key)
    {
        var cut = key.Text.Length > 0 && char.IsAsciiDigit(key.Text[0]); // the rest of a number
        var nearest = cut ? null : NearestName.To(key.Text, Table.Keys.Select(k => k.Name));
        var hint = cut
            ? "Between braces a comma ends an entry: write 50000 without it and 1.5 with a point, or quote the value"
            : key.Text == "<<" ? "Scenarios have no merge keys; write the values out" : $"{Capital(Table.Noun)} has the keys {Keys()}";
        _reading.Wrong(key, At(key.Text), $"'{key.Text}' is no key of {Table.Noun}. {hint}", nearest);
    }

    private static string? OutOfRange(Quantity quantity, QuantityForm form)
    {
        var value = quantity.Base;
        if (form.Whole && value != Math.Floor(value)) return "it has to be a whole number";
        var (low, high) = (value < form.Least || (form.Above && value == form.Least), value > form.Most || (form.Below && value == form.Most));
        if (low && form.Least == 0) return form.Above ? "it has to be above 0" : "it cannot be negative";
        if (!low && !high) return null;
        string Bound(double bound) => quantity.Unit.Dimension == Dimension.Fraction ? $"{bound * 100:R} %" : bound.ToString("R", CultureInfo.InvariantCulture) + (form.Dimensions[0] == Dimension.Time ? " h" : "");
        return low ? $"it has to be {(form.Above ? "above" : "at least")} {Bound(form.Least)}" : $"it has to be {(form.Below ? "below" : "at most")} {Bound(form.Most)}";
    }

    private string Keys() => string.Join(", ", Table.Keys.Select(k => k.Name));

    private static string? Tamed(string text)
    {
        var tamed = new string([.. text.Take(64).Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or '+' ? c : '-')]).Trim(' ', '-', '.');
        return tamed.Length > 0 && char.IsLetterOrDigit(tamed[0]) ? tamed : null;
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

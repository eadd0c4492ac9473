using System.Collections.Immutable;
using System.Globalization;
using Sintropia.Biology.Numerics;
using Sintropia.Tensors;
using Sintropia.Tensors.Losses;

namespace Sintropia.Predictors.Gem;

/// <summary>What a model can be told of samples: fields in their order, by group, and their values.</summary>
public sealed class GemVocabulary
{
    private const double Furthest = 6, Least = 1e-6;

    /// <summary>Fields of the published model, in the order of columns.</summary>
    public static ImmutableArray<(string Group, ImmutableArray<string> Fields)> Published { get; } =
    [
        ("biological", ["sex", "cell_line_ontology_id", "cell_type_ontology_id", "disease_ontology_id", "tissue_ontology_id", "sample_type", "age_years", "ethnicity", "race", "genotype", "developmental_stage"]),
        ("technical", ["library_selection", "library_layout", "platform", "study", "modality", "subject_identifier"]),
        ("perturbation", ["perturbation_ontology_id", "perturbation_time", "perturbation_dose", "perturbation_type"]),
    ];

    /// <summary>Mean and deviation of ln of numbers with units, as published.</summary>
    public static IReadOnlyDictionary<string, (double Mean, double Deviation)> Quantities { get; } = new Dictionary<string, (double, double)>(StringComparer.Ordinal) { ["perturbation_dose"] = (2.72226, 3.47478), ["perturbation_time"] = (3.17784, 1.59575) };

    /// <param name="fields">In the order of columns; those of a group stand together.</param>
    /// <exception cref="ArgumentException">A field comes twice, or a quantity has no place for its number.</exception>
    public GemVocabulary(IEnumerable<GemField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Fields = [.. fields];
        if (Fields.Select(f => f.Name).Distinct(StringComparer.Ordinal).Count() != Fields.Length) throw new ArgumentException("A field comes twice. Name each once.", nameof(fields));
        if (Fields.FirstOrDefault(f => f.IsQuantity && !f.Values.Contains(f.Name)) is { } without) throw new ArgumentException($"The field '{without.Name}' is a number with a unit, and its own name is not among its values, where the number goes. Add it.", nameof(fields));
    }

    /// <summary>Fields in the order of columns.</summary>
    public ImmutableArray<GemField> Fields { get; }

    /// <summary>The vocabulary of samples: values that come often enough, sorted.</summary>
    /// <param name="samples">What is known, by field.</param>
    /// <param name="least">How often a value has to come.</param>
    public static GemVocabulary Of(GemTable samples, int least = 1)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return Of(samples.Fields.ToDictionary(field => field, field => (IReadOnlyDictionary<string, long>)samples[field].CountBy(text => text, StringComparer.Ordinal).ToDictionary(t => t.Key, t => (long)t.Value, StringComparer.Ordinal), StringComparer.Ordinal), least);
    }

    /// <summary>The same of texts that were counted, so that samples need not be in memory at once.</summary>
    /// <param name="counted">How many samples have each text, by field.</param>
    /// <param name="least">How often a value has to come.</param>
    /// <exception cref="FormatException">A quantity is not a number and a unit.</exception>
    public static GemVocabulary Of(IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> counted, int least = 1)
    {
        ArgumentNullException.ThrowIfNull(counted);
        return new(
            from @group in Published
            from field in @group.Fields
            let quantity = Quantities.TryGetValue(field, out var known) ? known : ((double Mean, double Deviation)?)null
            let texts = counted.TryGetValue(field, out var all) ? all : new Dictionary<string, long>()
            let values = texts.SelectMany(text => (quantity is null ? Parts(field, text.Key) : Parsed(field, text.Key) is { } parsed ? [parsed.Unit] : []).Select(value => (Value: value, Times: text.Value)))
                .GroupBy(v => v.Value, StringComparer.Ordinal).Where(g => g.Sum(v => v.Times) >= least).Select(g => g.Key)
            select new GemField(field, @group.Group, [.. (quantity is null ? values : values.Append(field)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], quantity?.Mean, quantity?.Deviation));
    }

    /// <summary>The place of each sample's value in a field that samples are classified by; −100, which counts nothing, where it has none, several, or one that is not known.</summary>
    /// <param name="samples">What is known.</param>
    /// <param name="field">A field of texts.</param>
    public int[] Labels(GemTable samples, string field)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var values = Fields.First(f => f.Name == field).Values;
        return [.. samples[field].Select(text => Parts(field, text) is [var only] && values.IndexOf(only) is >= 0 and var place ? place : CrossEntropy.Ignored)];
    }

    /// <summary>How many numbers a group is told.</summary>
    public int Width(string group) => Fields.Where(f => f.Group == group).Sum(f => f.Values.Length);

    /// <summary>Samples as numbers: 1 at each value of a field, several joined by '|'; a unit and the logarithm of the number. Values that are not known leave zeros, as published; <see cref="Unknown"/> names them.</summary>
    /// <param name="samples">What is known.</param>
    /// <param name="group">Which group of it.</param>
    /// <returns>[samples, <see cref="Width"/>]</returns>
    /// <exception cref="FormatException">A quantity is not a number and a unit.</exception>
    public Tensor Encode(GemTable samples, string group)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var width = Width(group);
        if (width == 0) throw new ArgumentException($"The vocabulary has nothing in the group '{group}'.", nameof(group));
        var rows = new float[samples.Count * width];
        var first = 0;
        foreach (var field in Fields.Where(f => f.Group == group))
        {
            var texts = samples[field.Name];
            for (var i = 0; i < texts.Count; i++) Write(field, texts[i], rows.AsSpan(i * width + first, field.Values.Length));
            first += field.Values.Length;
        }

        return Tensor.From([samples.Count, width], rows);
    }

    /// <summary>Values that the model was never told, by field.</summary>
    /// <param name="samples">What is known.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Unknown(GemTable samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return Fields.Select(field => (field.Name, Values: samples[field.Name].SelectMany(text => field.IsQuantity ? Parsed(field.Name, text) is { } q ? [q.Unit] : [] : Parts(field.Name, text)).Distinct(StringComparer.Ordinal).Where(v => !field.Values.Contains(v)).ToList()))
            .Where(f => f.Values.Count > 0).ToDictionary(f => f.Name, f => (IReadOnlyList<string>)f.Values, StringComparer.Ordinal);
    }

    private static void Write(GemField field, string text, Span<float> columns)
    {
        if (!field.IsQuantity)
        {
            foreach (var part in Parts(field.Name, text))
                if (field.Values.IndexOf(part) is >= 0 and var place) columns[place] = 1;
            return;
        }

        if (Parsed(field.Name, text) is not { } quantity) return;
        columns[field.Values.IndexOf(field.Name)] = (float)Math.Clamp((Elementary.Log(quantity.Number + Least) - field.Mean!.Value) / field.Deviation!.Value, -Furthest, Furthest);
        if (field.Values.IndexOf(quantity.Unit) is >= 0 and var unit && quantity.Unit != field.Name) columns[unit] = 1;
    }

    private static string[] Parts(string field, string text)
    {
        if (text.Length == 0) return [];
        if (field == "age_years") return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var years) ? [Math.Round(years, MidpointRounding.ToEven).ToString(CultureInfo.InvariantCulture)] : [text];
        return text.Split('|', StringSplitOptions.RemoveEmptyEntries);
    }

    private static (double Number, string Unit)? Parsed(string field, string text)
    {
        if (text.Length == 0) return null;
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && double.IsFinite(number) ? (number, parts[1])
            : throw new FormatException($"'{text}' of {field} is no number and a unit. Write it as '10 uM' or '24 hour', or leave it empty.");
    }
}

using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Scenarios.Format;
using Sintropia.Scenarios.Quantities;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Sections;

/// <summary>Reads compounds, ligands, genes and properties of the medium.</summary>
/// <param name="reading">Where problems go.</param>
internal sealed class AgentSection(ScenarioReading reading)
{
    private static readonly QuantityForm Production = new(Dimensions.OfLevels, 0);

    /// <summary>A compound, ligand or property of the medium; null if its unit is missing or unknown.</summary>
    public Agent? Read(Section section, string name, AgentKind kind)
    {
        if (Unit(section) is not { } unit) return null;
        var agent = new Agent(name, kind, unit.Symbol)
        {
            Unbound = kind == AgentKind.Environment ? 1 : section.Base("unbound") ?? 1,
            HalfLife = kind == AgentKind.Environment ? double.PositiveInfinity : section.In("half_life", Units.Hour) ?? double.PositiveInfinity,
            Baseline = kind == AgentKind.Compound ? 0 : Level(section, "baseline", unit) ?? 0,
            Effects = Effects(section, "effects", name, unit),
        };
        return kind != AgentKind.Ligand ? agent : agent with { Secretion = Secretion(section, name, unit), Uptake = Uptake(section, name) };
    }

    /// <summary>What losing and gaining a gene does.</summary>
    public (IReadOnlyList<Effect> Loss, IReadOnlyList<Effect> Gain) Gene(Section section, string name) =>
        (Effects(section, "loss", $"{name} loss", null), Effects(section, "gain", $"{name} gain", null));

    /// <summary>A level in the unit of its agent; null if there is none or it was reported.</summary>
    public static double? Level(Section section, string key, Unit unit) => Written(section, key, unit)?.In(unit);

    /// <summary>A level as written, if it can be given in the unit.</summary>
    public static Quantity? Written(Section section, string key, Unit unit)
    {
        if (section.Quantity(key) is not { } level) return null;
        if (level.Unit.Dimension == unit.Dimension) return level;
        section.Wrong(key, level.Unit.Symbol.Length == 0
            ? $"'{level}' has no unit. Write it in {unit}, or another unit of {unit.Dimension.Named()}"
            : $"'{level}' is {level.Unit.Dimension.Named()}, but this agent is measured in {unit}, {unit.Dimension.Named()}. Write it in {unit}");
        return null;
    }

    private static Unit? Unit(Section section)
    {
        if (section.Text("unit") is not { } symbol)
        {
            if (!section.IsBroken && !section.Has("unit") && section.Table.Find("unit") is { Required: false }) section.Wrong($"{section.Subject} needs 'unit', in which tables give its level. Write for example 'unit: uM'");
            return null;
        }

        if (Units.Find(symbol) is { } unit && Dimensions.OfLevels.Contains(unit.Dimension)) return unit;
        section.Wrong("unit", $"'{symbol}' is no unit of a level; known are {string.Join(", ", Units.All.Where(u => Dimensions.OfLevels.Contains(u.Dimension)).Select(u => u.Symbol))}", Units.Nearest(symbol, Dimensions.OfLevels));
        return null;
    }

    private List<Effect> Effects(Section section, string key, string subject, Unit? unit) =>
        [.. section.Items(key, i => $"{subject} effect {i + 1}").Select(item => Effect(item, subject, unit)).OfType<Effect>()];

    private static Effect? Effect(Section section, string agent, Unit? unit)
    {
        if (section.TheOne(section.Table.OneOf) is not { } verb) return null;
        var one = verb is "slows" or "speeds" ? null : section.Choice(verb);
        var phases = verb is "slows" or "speeds" ? section.Words(verb) : null;
        if ((one is null && phases is not { Count: > 0 }) || section.IsBroken) return null;
        section.Subject = $"{agent} {verb} {one ?? string.Join(", ", phases!)}";
        if (section.Says("in") && verb != "harms") section.Wrong("in", $"'in' belongs to 'harms'; the phases that an agent {verb} stand under '{verb}' itself. Remove it");
        if (Response(section, verb, unit) is not { } response) return null;
        Effect? effect = verb switch
        {
            "holds" => new Holding(PhaseWords.Phase(one!), response),
            "slows" or "speeds" => new Slowing(PhaseWords.Set(phases!), response),
            "rests" => new Resting(response),
            _ => Harming(section, one!, response),
        };
        return effect is null ? null : effect with { CellTypes = section.Words("cell_types") ?? [], Requires = section.Name("requires") };
    }

    private static Harming? Harming(Section section, string outcome, Response response)
    {
        var what = PhaseWords.Outcome(outcome);
        if (section.Words("in") is not { } words) return new(what, PhaseWords.Usual(what), response);
        var set = PhaseWords.Set(words);
        if (what == Biology.Death.Outcome.Slippage && (set & ~PhaseSet.M) != 0) section.Wrong("in", "Only a cell in mitosis can slip out of it. Write 'in: M', or leave it out", "M");
        return set == PhaseSet.None ? null : new(what, set, response);
    }

    private static Response? Response(Section section, string verb, Unit? unit)
    {
        var maximum = Maximum(section, verb);
        var ideal = section.Flag("ideal");
        if (unit is null || ideal)
        {
            // Edits have a strength from 0 to 1 instead of a concentration: effects follow it in proportion.
            foreach (var key in (string[])["ec50", "hill", "lack"])
                if (section.Says(key)) section.Wrong(key, ideal ? $"An ideal effect has no curve. Remove '{key}', or 'ideal'" : $"The effect of a gene is proportional to the strength of its edit and has no '{key}'. Remove it and give 'maximum', the effect of a full loss or gain");
            return maximum is { } full ? new Proportional(full) : null;
        }

        if (!section.Has("ec50"))
        {
            section.Wrong($"{section.Subject}, but at which level? Give 'ec50', the level of half the effect, such as 'ec50: {unit.Dimension.Example()}', or 'ideal: true'");
            return null;
        }

        var (half, power) = (Level(section, "ec50", unit), section.Base("hill"));
        if (half is not { } ec50 || maximum is not { } most) return null;
        return section.Flag("lack") ? new Lack(ec50, power ?? 1, most) : new Hill(ec50, power ?? 1, most);
    }

    private static double? Maximum(Section section, string verb)
    {
        if (!section.Has("maximum"))
        {
            if (verb != "harms") return verb == "speeds" ? -1 : 1;
            section.Wrong("An effect that harms needs 'maximum', the greatest hazard. Write for example 'maximum: 0.05 per h'");
            return null;
        }

        if (section.Quantity("maximum") is not { } maximum) return null;
        var wanted = verb == "harms" ? Dimension.Rate : Dimension.Fraction;
        var fits = maximum.Unit.Dimension == wanted || (wanted == Dimension.Fraction && maximum.Unit.Dimension == Dimension.Number);
        if (!fits) section.Wrong("maximum", $"'{maximum}' cannot be the maximum of an effect that {verb}: {wanted.Named()} is needed. Write for example '{wanted.Example()}'");
        else if (verb is "holds" or "rests" or "slows" && maximum.Base > 1) section.Wrong("maximum", $"'{maximum}' cannot be: an effect that {verb} is at most 100 %", maximum.Unit.Dimension == Dimension.Number && maximum.Number <= 100 ? $"{maximum} %" : null);
        else return verb == "speeds" ? -maximum.Base : maximum.Base;
        return null;
    }

    private Dictionary<string, double> Secretion(Section section, string name, Unit unit)
    {
        var rates = new Dictionary<string, double>();
        foreach (var (type, node, path) in section.Named("secretion"))
        {
            // A level per hour and cell: the level first, then the time.
            if (node is not ScalarNode scalar) { reading.Wrong(node, path, $"Here a production has to stand, such as '1e-6 {unit} per h'; it is {node.Kind}"); continue; }
            var text = scalar.Text.Trim();
            if (text.EndsWith(" per cell", StringComparison.Ordinal)) text = text[..^9];
            var cut = text.LastIndexOf(" per ", StringComparison.Ordinal);
            if (cut < 0) { reading.Wrong(node, path, $"'{scalar.Text}' is no production: it needs a level per time. Write for example '1e-6 {unit} per h'"); continue; }
            if (!Quantity.TryParse("1" + text[cut..], [Dimension.Rate], out var rate, out _, out _)) { reading.Wrong(node, path, $"'{scalar.Text}' is no production: '{text[(cut + 1)..]}' is no rate. Write for example '1e-6 {unit} per h'"); continue; }
            if (section.Number(scalar with { Text = text[..cut] }, path, Production, name, $"secretion by {type}, per {rate.Unit.Symbol[4..]} and cell") is not { } level) continue;
            if (level.Unit.Dimension != unit.Dimension) reading.Wrong(node, path, $"'{level}' is {level.Unit.Dimension.Named()}, but this agent is measured in {unit}. Write it in {unit} per h");
            else rates[type] = level.In(unit) * rate.Base;
        }

        return rates;
    }

    private static Dictionary<string, double> Uptake(Section section, string name)
    {
        var rates = new Dictionary<string, double>();
        foreach (var (type, node, path) in section.Named("uptake"))
            if (section.Number(node, path, new([Dimension.Rate], 0), name, $"uptake by {type}, per cell") is { } rate) rates[type] = rate.Base;
        return rates;
    }
}

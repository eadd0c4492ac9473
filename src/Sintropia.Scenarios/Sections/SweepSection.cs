using System.Globalization;
using Sintropia.Scenarios.Format;
using Sintropia.Scenarios.Quantities;
using Sintropia.Scenarios.Reading;
using Sintropia.Scenarios.Sweeps;

namespace Sintropia.Scenarios.Sections;

/// <summary>Reads what a sweep is to change, and how.</summary>
internal static class SweepSection
{
    private static readonly IReadOnlyList<Dimension> AnyDimension = Enum.GetValues<Dimension>();

    /// <summary>Reads a sweep; what is wrong is reported.</summary>
    public static SweepSpecification Read(Section section)
    {
        var design = section.Choice("design") is { } word ? (SweepDesign)Array.IndexOf(SweepFormat.Designs, word) : SweepDesign.Grid;
        var parameters = new List<SweepParameter>();
        foreach (var (name, node, path) in section.Named("parameters"))
        {
            var own = section.Inner("sweep_parameter", node, path, name);
            if (own.IsBroken) continue;
            if (parameters.Any(p => p.Name == name) || SweepSpecification.Columns.Contains(name)) own.Wrong($"'{name}' is the name of a column that every sweep has. Give the parameter another");
            if (Parameter(own, name, design) is { } parameter) parameters.Add(parameter);
        }

        if (section.Find("parameters")?.Node is MapNode { Entries.Count: 0 }) section.Wrong("parameters", "A sweep without parameters has nothing to change. Name one");
        var sampled = design is not (SweepDesign.Grid or SweepDesign.List);
        if (sampled && !section.Has("samples")) section.Wrong($"A sweep of the design '{SweepFormat.Designs[(int)design]}' needs 'samples': how many. Write for example 'samples: 128'");
        if (!sampled && section.Has("samples")) section.Wrong("samples", $"A {SweepFormat.Designs[(int)design]} takes every value that is named, so 'samples' says nothing. Leave it out, or choose a design that draws");
        var levels = (int)(section.Base("levels") ?? 4);
        if (levels % 2 != 0) section.Wrong("levels", $"{levels} levels are odd, and steps between them would favour some. Give an even number, such as 4");
        if (design == SweepDesign.List && parameters.Select(p => p.Count).Distinct().Count() > 1)
            section.Wrong("parameters", $"A list takes the first values together, then the second, and so on; here are {string.Join(", ", parameters.Select(p => $"{p.Count} of {p.Name}"))}. Give every parameter as many");
        return new()
        {
            Name = section.Text("name")?.Trim(),
            Design = design,
            Samples = (int)(section.Base("samples") ?? 0),
            Levels = levels,
            Seed = Seed(section),
            OwnSeeds = section.Choice("seeds") == "own",
            Parameters = parameters,
        };
    }

    private static SweepParameter? Parameter(Section section, string name, SweepDesign design)
    {
        var at = section.Words("at") ?? [];
        var values = section.Has("values") ? section.Words("values") : null;
        if (section.Has("values") == (section.Has("from") || section.Has("to")))
        {
            section.Wrong("A parameter has either 'values', or a range with 'from' and 'to'. Write for example 'values: [0 uM, 1 uM]' or 'from: 0.1 uM, to: 10 uM'");
            return null;
        }

        if (values is not null)
        {
            foreach (var key in (string[])["steps", "scale", "whole"])
                if (section.Has(key)) section.Wrong(key, $"'{key}' is of a range, and this parameter has 'values'. Leave one of the two out");
            return values.Count == 0 ? null : new(name, at, values, null);
        }

        return Range(section, design) is { } range ? new(name, at, [], range) : null;
    }

    private static SweepRange? Range(Section section, SweepDesign design)
    {
        var (from, to) = (End(section, "from"), End(section, "to"));
        if (from is not { } low || to is not { } high) return null;
        if (low.Unit != high.Unit)
        {
            section.Wrong("to", $"A range from '{low}' to '{high}' has two units, so it is not clear in which its values are written. Write both in one");
            return null;
        }

        var (logarithmic, steps) = (section.Choice("scale") == "log", (int)(section.Base("steps") ?? 0));
        if (!(high.Number > low.Number)) section.Wrong("to", $"A range from '{low}' to '{high}' holds nothing. Let it end above where it begins");
        else if (logarithmic && !(low.Number > 0)) section.Wrong("from", $"'{low}' has no logarithm. Begin a range of 'scale: log' above 0");
        else if (design is SweepDesign.Grid or SweepDesign.List && steps == 0) section.Wrong("In a grid or list a range needs 'steps': how many values of it to take. Write for example 'steps: 5'");
        else if (design is not (SweepDesign.Grid or SweepDesign.List) && steps != 0) section.Wrong("steps", "'steps' is for grids and lists; other designs draw from the range. Leave it out");
        else return new(low.Number, high.Number, low.Unit.Symbol, steps, logarithmic, section.Flag("whole"));
        return null;
    }

    private static Quantity? End(Section section, string key)
    {
        if (section.Text(key) is not { } text)
        {
            section.Wrong($"A range needs '{key}'. Write for example '{key}: {section.Table.Find(key)!.Example}'");
            return null;
        }

        if (Quantity.TryParse(text, AnyDimension, out var quantity, out var problem, out var nearest)) return quantity;
        section.Wrong(key, problem, nearest);
        return null;
    }

    private static ulong? Seed(Section section)
    {
        if (section.Text("seed") is not { } text) return null;
        if (ulong.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)) return seed;
        section.Wrong("seed", $"'{text}' is no seed. Write a whole number from 0 to {ulong.MaxValue}");
        return null;
    }
}

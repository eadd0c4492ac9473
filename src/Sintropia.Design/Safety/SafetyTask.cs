using System.Globalization;
using System.Text.RegularExpressions;
using Sintropia.Design.Tasks;
using Sintropia.Design.Trials;
using Sintropia.Training.Configuration;

namespace Sintropia.Design.Safety;

/// <summary>A candidate whose safety is asked about: at which dose it does what it is for, and at which it harms.</summary>
public sealed partial record SafetyTask
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The scenario's file: the candidate is a compound of it.</summary>
    public required string Scenario { get; init; }

    /// <summary>The condition that gives the candidate.</summary>
    public required string Treated { get; init; }

    /// <summary>The condition that shares refer to.</summary>
    public required string Untreated { get; init; }

    /// <summary>Doses that are searched.</summary>
    public required DoseRange Dose { get; init; }

    /// <summary>What is asked about: organs that may be harmed, and the benefit if there is one.</summary>
    public required IReadOnlyList<OrganEndpoint> Endpoints { get; init; }

    /// <summary>Variants, besides the candidate as the scenario has it.</summary>
    public IReadOnlyList<CandidateVariant> Variants { get; init; } = [];

    /// <summary>Replicates: each with cells and draws of its own, the same for all doses and variants. Default: 8.</summary>
    public int Replicates { get; init; } = 8;

    /// <summary>The bisection ends when the logarithm of the dose is known to this. Default: 0.01.</summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>Confidence of intervals over replicates. Default: 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Reads a task.</summary>
    /// <exception cref="DesignException">It cannot be used; the message names lines.</exception>
    public static SafetyTask Load(string path) => TaskFile.Load(path, (node, folder) => Read(node, folder, Path.GetFileNameWithoutExtension(path)));

    /// <summary>Reads a text.</summary>
    /// <exception cref="DesignException">It cannot be used; the message names lines.</exception>
    public static SafetyTask Parse(string text, string file, string folder) => TaskFile.Parse(text, file, folder, (node, at) => Read(node, at, Path.GetFileNameWithoutExtension(file)));

    private static SafetyTask Read(ConfigurationNode node, string folder, string file)
    {
        var organs = node.Section("organs");
        var endpoints = organs.Names.Select(name => Endpoint(organs.Section(name), name, false)).ToList();
        if (node.Has("benefit")) endpoints.Add(Endpoint(node.Section("benefit"), "benefit", true));
        if (endpoints.Count == 0) node.Wrong("organs", "Nothing is asked about. Name 'organs' that may be harmed, such as 'organs: { marrow: { tissue: marrow, left: 50 % } }', or a 'benefit'.");
        var variants = node.Section("variants");
        return new()
        {
            Name = node.Text("name") ?? file,
            Scenario = TaskFile.At(folder, node.Text("scenario", required: true)) ?? "",
            Treated = node.Text("treated", required: true) ?? "",
            Untreated = node.Text("untreated", required: true) ?? "",
            Dose = Doses(node.Section("dose", required: true)),
            Endpoints = endpoints,
            Variants = [.. variants.Names.Select(name => Variant(variants.Section(name), name))],
            Replicates = node.Whole("replicates", 8, 2, 10_000),
            Tolerance = node.Number("tolerance", 0.01, 1e-6, 0.5),
            Confidence = node.Number("confidence", 0.95, 0.5, 0.9999),
        };
    }

    private static OrganEndpoint Endpoint(ConfigurationNode node, string name, bool isBenefit)
    {
        var text = node.Text("left") ?? "50 %";
        var share = text.EndsWith('%') && double.TryParse(text[..^1].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) ? percent / 100 : double.NaN;
        if (!(share is > 0 and < 1)) node.Wrong("left", $"'{text}' is no share of the untreated between 0 and 100 %. Write for example 'left: 50 %'.");
        return new(Readout.Read(node, name, "of"), share, isBenefit);
    }

    private static CandidateVariant Variant(ConfigurationNode node, string name)
    {
        var values = node.Names.ToDictionary(place => place, place => node.Text(place) ?? "");
        if (values.Count == 0) node.Wrong("", $"The variant '{name}' changes nothing. Write what it changes by its place in the scenario, as 'compounds.x.effects[0].ec50: 20 nM'.");
        return new(name, values);
    }

    private static DoseRange Doses(ConfigurationNode node)
    {
        string at = node.Text("at", required: true) ?? "", from = node.Text("from", required: true) ?? "", to = node.Text("to", required: true) ?? "";
        Match low = Form().Match(from), high = Form().Match(to);
        if (low.Success && high.Success && low.Groups["rest"].Value == high.Groups["rest"].Value
            && double.Parse(low.Groups["number"].Value, CultureInfo.InvariantCulture) is > 0 and var least && double.Parse(high.Groups["number"].Value, CultureInfo.InvariantCulture) is var most && most > least)
            return new(at, least, most, low.Groups["rest"].Value);
        if (from.Length > 0 && to.Length > 0) node.Wrong("from", $"'{from}' to '{to}' is no range of doses. Both begin with a number above 0, the second with the greater one, and end alike: 'from: 1 mg iv', 'to: 1000 mg iv'.");
        return new(at, 1, 2, "");
    }

    [GeneratedRegex(@"^(?<number>\d+(\.\d*)?([eE][+-]?\d{1,3})?|\.\d+)\s*(?<rest>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

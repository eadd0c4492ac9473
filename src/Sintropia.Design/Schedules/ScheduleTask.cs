using System.Globalization;
using Sintropia.Design.Tasks;
using Sintropia.Design.Trials;
using Sintropia.Scenarios.Quantities;
using Sintropia.Training.Configuration;

namespace Sintropia.Design.Schedules;

/// <summary>A schedule that is sought: what is given, what is to come of it, and what may not.</summary>
public sealed record ScheduleTask
{
    /// <summary>Most candidates of a race.</summary>
    public const int MostCandidates = 4000;

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The scenario's file.</summary>
    public required string Scenario { get; init; }

    /// <summary>The condition whose interventions are moved.</summary>
    public required string Treated { get; init; }

    /// <summary>The condition that shares of the untreated refer to; null where there are none.</summary>
    public string? Untreated { get; init; }

    /// <summary>Onset of what is given first, h.</summary>
    public double Begin { get; init; }

    /// <summary>What is given, at least one thing.</summary>
    public required IReadOnlyList<ScheduledAgent> Agents { get; init; }

    /// <summary>Orders that are tried; all where empty.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Orders { get; init; } = [];

    /// <summary>Gaps that are tried.</summary>
    public GapRange Gaps { get; init; } = new(0, 0, 1, 1);

    /// <summary>What is to be small or great.</summary>
    public required Readout Goal { get; init; }

    /// <summary>Whether it is to be great.</summary>
    public bool IsMost { get; init; }

    /// <summary>What may not happen.</summary>
    public IReadOnlyList<ToxicityLimit> Limits { get; init; } = [];

    /// <summary>When races end.</summary>
    public RaceOptions Race { get; init; } = new();

    /// <summary>Reads a task.</summary>
    /// <exception cref="DesignException">It cannot be used; the message names lines.</exception>
    public static ScheduleTask Load(string path) => TaskFile.Load(path, (node, folder) => Read(node, folder, Path.GetFileNameWithoutExtension(path)));

    /// <summary>Reads a text.</summary>
    /// <exception cref="DesignException">It cannot be used; the message names lines.</exception>
    public static ScheduleTask Parse(string text, string file, string folder) => TaskFile.Parse(text, file, folder, (node, at) => Read(node, at, Path.GetFileNameWithoutExtension(file)));

    private static ScheduleTask Read(ConfigurationNode node, string folder, string file)
    {
        var give = node.Section("give", required: true);
        var agents = give.Names.Select(name => Agent(give.Section(name), name)).ToArray();
        if (agents.Length == 0) node.Wrong("give", "'give' names nothing. Write for example 'give: { blocker: { intervention: 0, dose: [1 uM] } }'.");
        var orders = node.Texts("orders").Where(o => o != "any").Select(o => (IReadOnlyList<string>)[.. o.Split("then", StringSplitOptions.TrimEntries)]).ToArray();
        foreach (var order in orders)
            if (!order.Order(StringComparer.Ordinal).SequenceEqual(agents.Select(a => a.Name).Order(StringComparer.Ordinal))) node.Wrong("orders", $"'{string.Join(" then ", order)}' is no order of {string.Join(", ", agents.Select(a => a.Name))}. Write each once, as '{string.Join(" then ", agents.Select(a => a.Name))}'.");
        var (goal, isMost) = Aim(node.Section("goal", required: true));
        var limits = node.Section("limits");
        var untreated = node.Text("untreated");
        var kept = limits.Names.Select(name => Limit(limits.Section(name), name, untreated)).OfType<ToxicityLimit>().ToArray();
        var replicates = node.Section("replicates");
        var first = replicates.Whole("first", 4, 2, 10_000);
        return new()
        {
            Name = node.Text("name") ?? file,
            Scenario = TaskFile.At(folder, node.Text("scenario", required: true)) ?? "",
            Treated = node.Text("treated", required: true) ?? "",
            Untreated = untreated,
            Begin = Hours(node, "begin") ?? 0,
            Agents = agents,
            Orders = orders,
            Gaps = Gap(node, agents.Length),
            Goal = goal,
            IsMost = isMost,
            Limits = kept,
            Race = new() { Confidence = node.Number("confidence", 0.95, 0.5, 0.9999), Indifference = node.Number("indifference", 0.01, 0, 1), First = first, Most = replicates.Whole("most", Math.Max(64, first), first, 100_000) },
        };
    }

    private static ScheduledAgent Agent(ConfigurationNode node, string name)
    {
        IReadOnlyList<string> pulses = node.Texts("for"), courses = node.Texts("lasts");
        var key = courses.Count > 0 ? "lasts" : "for";
        if (pulses.Count > 0 && courses.Count > 0) node.Wrong("lasts", $"'{name}' has both 'for', how long one dose acts, and 'lasts', how long a course of doses does. Keep the one that is sought; the other stands in the scenario.");
        var times = courses.Count > 0 ? courses : pulses;
        foreach (var time in times)
            if (!Quantity.TryParse(time, [Dimension.Time], out _, out var problem, out _)) node.Wrong(key, problem + ".");
        return new(name, node.Whole("intervention", 0, 0, 10_000), node.Texts("dose"), times, courses.Count > 0);
    }

    private static (Readout, bool) Aim(ConfigurationNode node)
    {
        var isMost = node.Has("most");
        if (isMost == node.Has("least")) node.Wrong("most", "'goal' has to say either 'least' or 'most', and of what: 'least: living' or 'most: deaths'.");
        return (Readout.Read(node, "goal", isMost ? "most" : "least"), isMost);
    }

    private static ToxicityLimit? Limit(ConfigurationNode node, string name, string? untreated)
    {
        var readout = Readout.Read(node, name, "of");
        var isLeast = node.Has("at_least");
        if (isLeast == node.Has("at_most")) node.Wrong("at_least", $"The limit '{name}' has to say either 'at_least' or 'at_most'.");
        var key = isLeast ? "at_least" : "at_most";
        var text = node.Text(key) ?? "";
        var share = text.EndsWith('%');
        if (!double.TryParse(share ? text[..^1].Trim() : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) || !(bound >= 0))
        {
            node.Wrong(key, $"'{text}' is no bound. Write a number of cells, or a share of the untreated as '60 %'.");
            return null;
        }

        if (share && untreated is null) node.Wrong(key, $"'{text}' is a share of the untreated, and the task names no condition 'untreated'. Add it.");
        return new(readout, share ? bound / 100 : bound, isLeast, share);
    }

    private static GapRange Gap(ConfigurationNode node, int agents)
    {
        var gap = node.Section("gap", required: agents > 1);
        double from = Hours(gap, "from") ?? 0, to = Hours(gap, "to") ?? from, step = Hours(gap, "step") ?? Math.Max(to - from, 1), finest = Hours(gap, "refine_to") ?? step;
        if (!(to >= from)) gap.Wrong("to", "A range of gaps ends where it begins, or later. Write 'from: 0 h, to: 24 h, step: 1 h'.");
        else if (!(step > 0) || !(finest > 0) || finest > step) gap.Wrong("step", "'step' has to be above 0, and 'refine_to' above 0 and no greater than it.");
        else return new(from, to, step, finest);
        return new(0, 0, 1, 1);
    }

    private static double? Hours(ConfigurationNode node, string key)
    {
        if (node.Text(key) is not { } text) return null;
        if (Quantity.TryParse(text, [Dimension.Time], out var quantity, out var problem, out _)) return quantity.Base;
        node.Wrong(key, problem + ".");
        return null;
    }
}

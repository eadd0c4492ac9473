using System.Globalization;
using Sintropia.Design.Trials;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Quantities;

namespace Sintropia.Design.Schedules;

/// <summary>The candidates of a task, and what each writes into the scenario.</summary>
internal sealed class ScheduleGrid
{
    private readonly ScheduleTask _task;
    private readonly double[] _standing; // how long each acts where the task does not say, h

    public ScheduleGrid(ScheduleTask task, TrialScenario scenario)
    {
        _task = task;
        scenario.Needs(task.Treated, "treated");
        if (task.Untreated is { } untreated) scenario.Needs(untreated, "untreated");
        var interventions = scenario.Scenario.Conditions.First(c => c.Name == task.Treated).Interventions;
        _standing = [.. task.Agents.Select(a => Lasts(a, interventions[scenario.CommonInterventions + a.Intervention], scenario.File))];
    }

    /// <summary>Where values are written.</summary>
    public static IReadOnlyList<string> Places(ScheduleTask task) =>
    [
        .. task.Agents.SelectMany(a => (string[])[$"conditions.{task.Treated}[{a.Intervention}].from", .. a.Doses.Count > 0 ? [$"conditions.{task.Treated}[{a.Intervention}].dose"] : (string[])[], .. a.Times.Count > 0 ? [$"conditions.{task.Treated}[{a.Intervention}].{(a.IsCourse ? "until" : "for")}"] : (string[])[]]),
    ];

    /// <summary>What a candidate writes there.</summary>
    public IReadOnlyList<string> Values(ScheduleCandidate candidate) =>
    [
        .. _task.Agents.SelectMany((a, i) => (string[])[Hours(candidate.Onsets[i]), .. a.Doses.Count > 0 ? [candidate.Doses[i]] : (string[])[], .. a.Times.Count > 0 ? [a.IsCourse ? Hours(candidate.Onsets[i] + Quantity.Parse(candidate.Times[i], Dimension.Time).Base) : candidate.Times[i]] : (string[])[]]),
    ];

    /// <summary>Candidates with some gaps in all orders and with all doses.</summary>
    public IEnumerable<ScheduleCandidate> With(IReadOnlyList<double> gaps)
    {
        var agents = _task.Agents;
        foreach (var order in _task.Orders.Count > 0 ? _task.Orders : [.. Permutations([.. agents.Select(a => a.Name)])])
            foreach (var spaced in Products([.. Enumerable.Repeat(gaps, agents.Count - 1)]))
                foreach (var doses in Products([.. agents.Select(a => OrStanding(a.Doses))]))
                    foreach (var times in Products([.. agents.Select(a => OrStanding(a.Times))])) yield return Placed(order, spaced, doses, times);
    }

    /// <summary>A candidate with other gaps.</summary>
    public ScheduleCandidate With(ScheduleCandidate candidate, IReadOnlyList<double> gaps) => Placed(candidate.Order, gaps, candidate.Doses, candidate.Times);

    private ScheduleCandidate Placed(IReadOnlyList<string> order, IReadOnlyList<double> gaps, IReadOnlyList<string> doses, IReadOnlyList<string> times)
    {
        var onsets = new double[_task.Agents.Count];
        var at = _task.Begin;
        for (var i = 0; i < order.Count; i++)
        {
            var agent = _task.Agents.ToList().FindIndex(a => a.Name == order[i]);
            onsets[agent] = Math.Round(at, 9);
            at += (times[agent].Length > 0 ? Quantity.Parse(times[agent], Dimension.Time).Base : _standing[agent]) + (i < gaps.Count ? gaps[i] : 0);
        }

        return new(order, gaps, doses, times, onsets);
    }

    private static string Hours(double time) => Math.Round(time, 9).ToString("R", CultureInfo.InvariantCulture) + " h";

    private double Lasts(ScheduledAgent agent, ScenarioIntervention given, string file)
    {
        if (agent.IsCourse) return 0; // the task says
        if (given.Schedule.Every > 0 || double.IsFinite(given.Schedule.Until)) throw new DesignException($"{file}: '{agent.Name}', {given.Text}, repeats or ends at a given time, and a schedule moves its onset alone. Say how long the course is, as 'lasts: 5 d', or write it once, with 'for' in place of 'until' and 'every'.");
        if (double.IsFinite(given.Schedule.For)) return given.Schedule.For;
        if (given.Route is not null || given.Kind == InterventionKind.Radiation || _task.Agents.Count == 1) return 0; // at once
        throw new DesignException($"{file}: '{agent.Name}', {given.Text}, acts to the end of the run, so nothing comes after it. Write how long it acts, as 'for: 6 h'.");
    }

    private static IReadOnlyList<string> OrStanding(IReadOnlyList<string> values) => values.Count > 0 ? values : [""];

    private static IEnumerable<IReadOnlyList<string>> Permutations(IReadOnlyList<string> names) => names.Count == 0
        ? [[]]
        : names.SelectMany((name, i) => Permutations([.. names.Where((_, j) => j != i)]).Select(rest => (IReadOnlyList<string>)[name, .. rest]));

    private static IEnumerable<IReadOnlyList<T>> Products<T>(IReadOnlyList<IReadOnlyList<T>> lists) => lists.Count == 0
        ? [[]]
        : lists[0].SelectMany(first => Products([.. lists.Skip(1)]).Select(rest => (IReadOnlyList<T>)[first, .. rest]));
}

using System.Globalization;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Schedules;

/// <summary>What the search for a schedule came to.</summary>
/// <param name="Task">What was sought.</param>
/// <param name="Candidates">All candidates that lived, in the order of <see cref="Race"/>'s numbers.</param>
/// <param name="Race">The last race, of the finest gaps.</param>
/// <param name="Coarse">Candidates of earlier races that were dropped there: with what standing, and by how much they were behind.</param>
/// <param name="Trials">Replicates that were lived through in all.</param>
public sealed record ScheduleOutcome(ScheduleTask Task, IReadOnlyList<ScheduleCandidate> Candidates, RaceResult Race, IReadOnlyList<(ScheduleCandidate Candidate, RaceEntry Entry)> Coarse, int Trials)
{
    /// <summary>The best schedule that was found; null where none keeps the limits.</summary>
    public ScheduleCandidate? Best => Race.Leader is { } leader ? Candidates[leader.Candidate] : null;

    /// <summary>All candidates, those that may be the best first.</summary>
    public IEnumerable<(ScheduleCandidate Candidate, RaceEntry Entry)> All => Race.Entries.Select(e => (Candidates[e.Candidate], e)).Concat(Coarse);

    /// <summary>Least and greatest gap of the leader's order among those that may be the best, h; NaN without gaps.</summary>
    public (double Low, double High) GapsLeft
    {
        get
        {
            var gaps = Best is { } best ? Race.Left.Select(e => Candidates[e.Candidate]).Where(c => c.Order.SequenceEqual(best.Order)).SelectMany(c => c.Gaps).ToArray() : [];
            return gaps.Length > 0 ? (gaps.Min(), gaps.Max()) : (double.NaN, double.NaN);
        }
    }

    /// <summary>The answer in sentences, and how sure it is.</summary>
    public IReadOnlyList<string> Answer()
    {
        var confidence = Number(100 * Task.Race.Confidence);
        switch (Race.End)
        {
            case RaceEnd.NoneKeepsLimits:
                return [$"No schedule keeps the limits: each of {Race.Entries.Count + Coarse.Count} surely breaks one, with {confidence} % confidence over all of them. {Nearest()}"];
            case RaceEnd.LimitsUndecided:
                return [$"Whether any schedule keeps the limits cannot be told after {Race.Entries.Max(e => e.Replicates)} replicates: {Race.Left.Count} of {Race.Entries.Count} neither surely keep nor surely break them. {Nearest()} Take more replicates, more cells, or another limit."];
        }

        var leader = Race.Leader!;
        var answer = new List<string> { $"Best: {Best!.Words}. {Goal(leader.Cost)}, mean of {leader.Replicates} replicates." };
        var level = Race.Left.Where(e => e.Candidate != leader.Candidate).ToArray();
        answer.Add(Race.End switch
        {
            RaceEnd.OneLeft => $"All other candidates of the last race are surely worse or break a limit, with {confidence} % confidence over all comparisons and looks.",
            RaceEnd.Indifferent => $"{level.Length} more are within {Number(100 * Task.Race.Indifference)} % of it, surely; all others are surely worse or break a limit ({confidence} % confidence over all comparisons and looks).",
            _ => $"It cannot be told apart from {level.Length} others after {leader.Replicates} replicates: the best is one of these {level.Length + 1} with {confidence} % confidence, and nothing more is known.",
        });
        if (level.Length > 0 && Best.Gaps.Count > 0) answer.Add($"In this order the gaps that are left go from {Number(GapsLeft.Low)} to {Number(GapsLeft.High)} h.");
        if (Orders() is { } orders) answer.Add(orders);
        if (Task.Gaps.Races > 1) answer.Add("Finer gaps were only tried beside those that the coarser race left: a peak narrower than its step would have been missed.");
        return answer;
    }

    /// <summary>What else could be given first, and how much worse the best of it is.</summary>
    private string? Orders()
    {
        var others = All.Where(a => !a.Candidate.Order.SequenceEqual(Best!.Order)).GroupBy(a => string.Join(", then ", a.Candidate.Order)).ToArray();
        if (others.Length == 0) return null;
        if (Race.Left.Any(e => !Candidates[e.Candidate].Order.SequenceEqual(Best!.Order))) return "The order cannot be told: schedules of another order are among those that are left.";
        return "The order is sure: " + string.Join("; ", others.Select(o => o.Where(a => a.Entry.Standing == Standing.Worse).Select(a => (double?)a.Entry.Cost).Min() is { } cost ? $"the best of {o.Key} comes to {Goal(cost)}" : $"all of {o.Key} break a limit")) + ".";
    }

    private string Nearest()
    {
        if (Task.Limits.Count == 0) return "";
        var (candidate, entry) = All.MaxBy(a => a.Entry.Margins.Min(m => m.Estimate));
        return $"Nearest comes {candidate.Words}: {string.Join("; ", Task.Limits.Select((l, i) => $"{l.Words}, room {Percent(l, entry.Margins[i])}"))}.";
    }

    private static string Percent(ToxicityLimit limit, Interval margin) => limit.OfUntreated ? $"{Number(100 * margin.Estimate)} percentage points ({Number(100 * margin.Low)} to {Number(100 * margin.High)})" : $"{Number(margin.Estimate)} ({Number(margin.Low)} to {Number(margin.High)})";

    private string Goal(double cost) => $"{Number(Task.IsMost ? -cost : cost)} {Task.Goal.Words}";

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

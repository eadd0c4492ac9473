using Sintropia.Reports.Payload;
using Sintropia.Reports.Reading;

namespace Sintropia.Reports.Summaries;

/// <summary>Growth rate, doubling time, GR value, fold and deaths of every condition and population.</summary>
internal static class GrowthSummary
{
    /// <summary>Before the first thing that sets a condition apart all conditions grow alike; counting those hours would dilute the effect.</summary>
    public static double WindowStart(RunDescription run, string control, double[] times)
    {
        if (times.Length == 0) return 0;
        var onsets = run.Interventions.Where(entry => entry.Condition != control).Select(entry => entry.FromH).Where(from => from > times[0]);
        var onset = onsets.DefaultIfEmpty(times[0]).Min();
        // The last record not after the onset: records need not fall on it.
        var at = times.Last(time => time <= onset);
        return at < times[^1] ? at : times[0];
    }

    public static GrowthMetrics Of(
        CountTable counts, CountTable events, CloneGroups groups, IReadOnlyList<string> conditions, string control, IReadOnlyList<Population> populations, double from, double to)
    {
        var rows = new List<GrowthRow>();
        foreach (var condition in conditions)
            for (var p = 0; p < populations.Count; p++)
                rows.Add(Row(counts, events, groups, condition, control, populations[p], p, from, to));
        return new(from, to, groups.Count, rows);
    }

    private static GrowthRow Row(
        CountTable counts, CountTable events, CloneGroups groups, string condition, string control, Population population, int index, double from, double to)
    {
        var start = counts.Times.Length > 0 ? counts.Times[0] : 0;
        double? Living(string of, double time) => counts.Mean(of, population, Phases.Living, time);
        double? Event(IEnumerable<string> kinds) => events.Times.Length > 0 ? events.Mean(condition, population, kinds, events.Times[^1]) : null;

        var (rate, gr) = Rates(Living, groups, condition, control, population, from, to);
        var (first, last) = (Living(condition, start), Living(condition, to));
        var (divisions, deaths) = (Event(["divisions"]), Event(Phases.Deaths));
        var fractions = Phases.Living
            .Select(phase => (phase, share: last > 0 ? (counts.Mean(condition, population, [phase], to) ?? 0) / last.Value : 0))
            .Where(entry => entry.share > 0).ToDictionary(entry => entry.phase, entry => entry.share);
        return new(condition, index, rate, GrowthStatistics.Doubling(rate), gr, first, last, first > 0 ? last / first : null,
            divisions, deaths, divisions + deaths > 0 ? deaths / (divisions + deaths) : null, fractions);
    }

    private static (Estimate Rate, Estimate Gr) Rates(
        Func<string, double, double?> living, CloneGroups groups, string condition, string control, Population population, double from, double to)
    {
        double RateOf(string of) => GrowthStatistics.Rate(living(of, from) ?? 0, living(of, to) ?? 0, to - from);
        var mine = groups.Of(condition, population);
        var theirs = groups.Of(control, population);
        var rates = Without(mine, to - from);
        var controlRates = Without(theirs, to - from);
        var rate = GrowthStatistics.JackKnife(RateOf(condition), rates);
        if (condition == control) return (rate, new(rate.Value is null ? null : 1));

        // Relative to a control that may not grow at all, inhibition of growth means nothing.
        if (GrowthStatistics.JackKnife(RateOf(control), controlRates) is not { Value: > 0, Low: null or > 0 }) return (rate, new(null));

        // The same group is left out of both, because paired conditions share the fate of a clone. The ratio of rates is
        // nearer to normal than GR is, so its interval is the one that is bent.
        var ratio = GrowthStatistics.JackKnife(RateOf(condition) / RateOf(control), [.. rates.Zip(controlRates, (a, b) => a / b)]);
        static double? Bent(double? ratio) => ratio is { } r ? GrowthStatistics.Gr(r, 1) : null;
        return (rate, new(Bent(ratio.Value), Bent(ratio.Low), Bent(ratio.High)));
    }

    /// <summary>The rate with each group of clones left out.</summary>
    private static double[] Without((double First, double Last)[] groups, double hours)
    {
        var (first, last) = (groups.Sum(group => group.First), groups.Sum(group => group.Last));
        return Array.ConvertAll(groups, group => GrowthStatistics.Rate(first - group.First, last - group.Last, hours));
    }
}

using Sintropia.Reports.Payload;
using Sintropia.Reports.Reading;

namespace Sintropia.Reports.Summaries;

/// <summary>A run directory as the value that the page shows.</summary>
internal static class RunSummary
{
    public static ReportPayload Read(string directory, ReportOptions options)
    {
        var notices = new List<string>();
        var run = RunJson.Read(directory);
        var counts = CountTable.Read(directory, "timeseries.csv", "phase", notices);
        var events = CountTable.Read(directory, "events.csv", "event", notices);
        if (counts.Times.Length == 0) notices.Add("timeseries.csv is absent or empty: the run has recorded no cells yet.");
        if (run.Status != "completed") notices.Add($"The run is not completed ({run.Status}): this report shows what had been recorded.");

        // Conditions in the order of the scenario, then any that only the tables know.
        string[] conditions = [.. run.Conditions.Union(counts.Conditions)];
        var control = conditions.FirstOrDefault(name => name == "control") ?? conditions.FirstOrDefault() ?? "";
        var populations = Populations(counts);
        var times = Thinning.Evenly(counts.Times, options.MaximumPoints);

        var from = GrowthSummary.WindowStart(run, control, counts.Times);
        var to = counts.Times.Length > 0 ? counts.Times[^1] : 0;
        var groups = CloneGroups.Read(directory, from, to, notices);
        var metrics = GrowthSummary.Of(counts, events, groups, conditions, control, populations, from, to);
        return new(run, control, RunInWords.Of(run, metrics, control), notices, populations, times,
            [.. Each(conditions, populations, (condition, p) => Curve(counts, condition, p, populations[p], times))],
            [.. Each(conditions, populations, (condition, p) => Composition(counts, condition, p, populations[p], times))],
            ExposureTable.Read(directory, options.MaximumPoints, notices), metrics,
            PairedTable.Read(directory, options.MaximumPoints, notices),
            [.. Each(conditions, populations, (condition, p) => Events(events, condition, p, populations[p], times)).SelectMany(course => course)],
            LineageSummary.Read(directory, conditions, control, options, notices), ExpressionSummary.Read(directory, conditions, options, notices),
            $"sintropia run scenario.yaml --seed {run.Seed}",
            ExposureTable.Organs(directory, options.MaximumPoints, notices));
    }

    private static IEnumerable<T> Each<T>(string[] conditions, IReadOnlyList<Population> populations, Func<string, int, T> take) =>
        conditions.SelectMany(condition => Enumerable.Range(0, populations.Count).Select(p => take(condition, p)));

    private static IReadOnlyList<Population> Populations(CountTable counts)
    {
        var places = counts.Places;
        var manyTissues = places.Select(place => (place.Organ, place.Tissue)).Distinct().Count() > 1;
        var manyOrgans = places.Select(place => place.Organ).Distinct().Count() > 1;
        string Label((string Organ, string Tissue, string CellType) place) =>
            place.CellType + (manyTissues ? $" in {place.Tissue}" : "") + (manyOrgans ? $", {place.Organ}" : "");
        var each = places.Select(place => new Population(Label(place), place.Organ, place.Tissue, place.CellType));
        return places.Count == 1 ? [.. each] : [new Population("all cells", null, null, null), .. each];
    }

    private static GrowthCurve Curve(CountTable counts, string condition, int index, Population population, double[] times)
    {
        var replicates = counts.Replicates(condition);
        var living = times.Select(time => replicates.Select(replicate => counts.At(condition, replicate, population, Phases.Living, time)).OfType<double>().ToArray()).ToArray();
        double?[] Of(Func<double[], double> take) => Array.ConvertAll(living, values => values.Length > 0 ? take(values) : (double?)null);
        return new(condition, index, Of(values => values.Average()), Of(values => values.Min()), Of(values => values.Max()));
    }

    private static PhaseComposition Composition(CountTable counts, string condition, int index, Population population, double[] times)
    {
        // A phase that this version does not know is shown last rather than lost.
        var phases = Phases.Living.Concat(Phases.Dead).Union(counts.Labels).Where(counts.Labels.Contains);
        return new(condition, index, [.. phases.Select(phase => new PhaseCourse(phase, Array.ConvertAll(times, time => counts.Mean(condition, population, [phase], time))))]);
    }

    private static IEnumerable<EventCourse> Events(CountTable events, string condition, int index, Population population, double[] times) =>
        events.Labels.Select(kind => new EventCourse(condition, index, kind, Array.ConvertAll(times, time => events.Mean(condition, population, [kind], time))));
}

using Sintropia.Evaluation.DoseResponse;
using Sintropia.Evaluation.Growth;

namespace Sintropia.Evaluation.Assays;

/// <summary>From measurements to curves, one for each drug and kind of cells.</summary>
public static class DoseAssay
{
    /// <summary>Reads a table and fits its curves.</summary>
    /// <param name="table">Rows.</param>
    /// <param name="options">Columns and metric.</param>
    /// <exception cref="AssayTableException">A column is missing, or nothing is left to draw.</exception>
    public static IReadOnlyList<DoseSeries> Of(AssayTable table, AssayOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Metric != AssayMetric.Response) return Of(Courses(table, options), options, Matched(options), table.File);
        double[] doses = table.Numbers(options.Dose, "--dose", 0), responses = table.Numbers(options.Response, "--response");
        var labels = options.By.Select(b => table.Texts(b, "--by")).ToArray();
        var untreated = options.Control is null ? doses.Select(d => d == 0).ToArray() : table.Fulfilling(options.Control, "--control");
        var curve = options.Curve ?? DoseResponseOptions.Viability;
        var rows = Enumerable.Range(0, table.Rows).GroupBy(i => new Labels([.. labels.Select(l => l[i])]));
        return Fitted(rows.Select(group => (group.Key.Values, Points: group.Where(i => !untreated[i] || curve.Zero is null)
            .Select(i => new DosePoint(untreated[i] ? 0 : doses[i], options.Inhibition ? 1 - responses[i] / options.Scale : responses[i] / options.Scale)).ToArray(), double.NaN)), curve, table.File);
    }

    /// <summary>Fits curves through courses of counts, as they come from a run or a film.</summary>
    /// <param name="courses">Treated and untreated wells.</param>
    /// <param name="options">Metric and times; columns do not matter.</param>
    /// <param name="matched">Whether a label has to agree between a curve and its controls, one each; null for all.</param>
    /// <param name="file">What to call the source in messages.</param>
    /// <exception cref="AssayTableException">There is no control, or no time that all wells have.</exception>
    public static IReadOnlyList<DoseSeries> Of(IReadOnlyList<CountCourse> courses, AssayOptions options, IReadOnlyList<bool>? matched = null, string file = "courses")
    {
        ArgumentNullException.ThrowIfNull(courses);
        ArgumentNullException.ThrowIfNull(options);
        if (courses.Count == 0) throw new AssayTableException(file, 0, "There are no counts.");
        Labels Key(CountCourse c) => new([.. c.Labels.Where((_, i) => matched is null || matched[i])]);
        var controls = courses.Where(c => c.IsControl).GroupBy(Key).ToDictionary(g => g.Key, g => g.ToArray());
        if (controls.Count == 0) throw new AssayTableException(file, 0, "No row is a control: none has dose 0. Say which rows are untreated with --control, for example --control 'drug == DMSO'.");
        var from = options.FromHours ?? courses.Max(c => c.Hours[0]);
        var at = options.AtHours ?? courses.Min(c => c.Hours[^1]);
        if (options.Metric != AssayMetric.DipRate && !(at > from))
            throw new AssayTableException(file, 0, FormattableString.Invariant($"There is no time from {from} to {at} h that all wells have. Give the start with --from and the time to read responses with --at."));

        var series = courses.Where(c => !c.IsControl).GroupBy(c => new Labels([.. c.Labels]));
        return Fitted(series.Select(group =>
        {
            var reference = new CourseReference(controls.GetValueOrDefault(Key(group.First()), []), from, at, options);
            return (group.Key.Values, group.Select(c => new DosePoint(c.Dose, reference.Response(c))).ToArray(), reference.Control);
        }), options.Curve ?? AssayOptions.CurveOf(options.Metric), file);
    }

    /// <summary>Courses of a table, one a well, or one a dose where no column names wells.</summary>
    public static IReadOnlyList<CountCourse> Courses(AssayTable table, AssayOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        double[] doses = table.Numbers(options.Dose, "--dose", 0), times = table.Numbers(options.Time, "--time"), counts = table.Numbers(options.Count, "--count", 0);
        var labels = options.By.Select(b => table.Texts(b, "--by")).ToArray();
        var wells = options.Well is { } well ? table.Texts(well, "--well") : null;
        var untreated = options.Control is null ? [.. doses.Select(d => d == 0)] : table.Fulfilling(options.Control, "--control");
        return [.. Enumerable.Range(0, table.Rows).Where(i => double.IsFinite(times[i]) && double.IsFinite(doses[i]))
            .GroupBy(i => (Key: new Labels([.. labels.Select(l => l[i])]), Dose: doses[i], Well: wells?[i] ?? "", Untreated: untreated[i]))
            .Select(g => (g.Key, Points: g.GroupBy(i => times[i]).OrderBy(t => t.Key).Select(t => (Hours: t.Key * options.HoursPerUnit, Count: t.Average(i => counts[i]))).ToArray()))
            .Select(c => new CountCourse(c.Key.Key.Values, c.Key.Dose, c.Key.Untreated, [.. c.Points.Select(p => p.Hours)], [.. c.Points.Select(p => p.Count)]))];
    }

    private static bool[] Matched(AssayOptions options) => [.. options.By.Select(b => options.Control is null || !options.Control.Conditions.Any(c => c.Column == b))];

    private static IReadOnlyList<DoseSeries> Fitted(IEnumerable<(string[] Labels, DosePoint[] Points, double Control)> groups, DoseResponseOptions curve, string file)
    {
        var all = groups.Where(g => g.Points.Any(p => p.Dose > 0)).OrderBy(g => string.Join('\0', g.Labels), StringComparer.Ordinal).ToArray();
        if (all.Length == 0) throw new AssayTableException(file, 0, "No row has a dose above 0.");
        var series = new DoseSeries[all.Length];
        Parallel.For(0, all.Length, i =>
        {
            var (labels, points, control) = all[i];
            var unusable = new Dictionary<string, int>();
            if (points.Count(p => !double.IsFinite(p.Response)) is var missing and > 0) unusable["no response: a count is missing or 0, or the control does not grow"] = missing;
            if (points.Count(p => !double.IsFinite(p.Dose)) is var doseless and > 0) unusable["no dose"] = doseless;
            series[i] = new(labels, points, DoseResponseFit.Of(points, curve), control, unusable);
        });
        return series;
    }

    /// <summary>Labels as a key: equal where all are.</summary>
    private sealed class Labels(string[] values) : IEquatable<Labels>
    {
        public string[] Values => values;

        public bool Equals(Labels? other) => other is not null && values.AsSpan().SequenceEqual(other.Values);

        public override bool Equals(object? obj) => Equals(obj as Labels);

        public override int GetHashCode() => values.Aggregate(17, (hash, value) => HashCode.Combine(hash, value));
    }

    /// <summary>What the controls of a curve did, and responses held against it.</summary>
    private sealed class CourseReference(CountCourse[] controls, double from, double at, AssayOptions options)
    {
        /// <summary>Mean over control wells, of those that tell.</summary>
        public double Control { get; } = Mean(controls.Select(c => options.Metric switch
        {
            AssayMetric.DipRate => DipRate.OfAll(c.Hours, c.Counts).DoublingsPerHour,
            AssayMetric.GrowthRateInhibition or AssayMetric.PercentGrowth => c.LogAt(at) - c.LogAt(from),
            _ => Math.Pow(2, c.LogAt(at)),
        }));

        public double Response(CountCourse course) => options.Metric switch
        {
            AssayMetric.DipRate => Control > 0 ? DipRate.Of(course.Hours, course.Counts).DoublingsPerHour / Control : double.NaN,
            AssayMetric.GrowthRateInhibition => Control > 0 ? GrowthRateInhibition.FromRates(course.LogAt(at) - course.LogAt(from), Control) : double.NaN,
            AssayMetric.PercentGrowth => Control > 0 ? PercentGrowth.Value(1, Math.Pow(2, course.LogAt(at) - course.LogAt(from)), Math.Pow(2, Control)) / 100 : double.NaN,
            _ => Control > 0 ? Math.Pow(2, course.LogAt(at)) / Control : double.NaN,
        };

        private static double Mean(IEnumerable<double> values) => values.Where(double.IsFinite).ToArray() is { Length: > 0 } some ? some.Average() : double.NaN;
    }
}

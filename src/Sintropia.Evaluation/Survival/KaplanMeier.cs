namespace Sintropia.Evaluation.Survival;

/// <summary>
/// The product-limit estimate of P(duration &gt; t) from durations some of which were cut short. Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452.
/// </summary>
/// <remarks>
/// Durations that end and durations censored at one time: the endings count first. With delayed entry the early risk set may be small; if it empties, the curve stays at 0 for good
/// (Klein and Moeschberger 2003, §4.6), so look at <see cref="KaplanMeierStep.AtRisk"/> before trusting it.
/// </remarks>
public sealed class KaplanMeier
{
    private readonly double[] _ends; // ascending
    private readonly double[] _lateEntries; // ascending

    private KaplanMeier(KaplanMeierStep[] steps, double[] ends, double[] lateEntries)
    {
        (_ends, _lateEntries) = (ends, lateEntries);
        Steps = steps;
        Events = steps.Sum(s => s.Events);
    }

    /// <summary>The curve's steps, in ascending time: one per distinct time at which a duration ended or was censored.</summary>
    public IReadOnlyList<KaplanMeierStep> Steps { get; }

    /// <summary>How many durations went in.</summary>
    public int Count => _ends.Length;

    /// <summary>How many of them were seen to end.</summary>
    public int Events { get; }

    /// <summary>The longest time under observation, h. The curve says nothing after it, unless it has reached 0.</summary>
    public double LastHours => Steps[^1].Hours;

    /// <summary>Whether every duration is known to have ended by <see cref="LastHours"/>.</summary>
    public bool ReachesZero => Steps[^1].Survival == 0;

    /// <summary>Estimates the curve.</summary>
    /// <exception cref="ArgumentException">There is no duration, or one is negative, not finite, or not longer than its entry.</exception>
    public static KaplanMeier Of(IEnumerable<CensoredDuration> durations)
    {
        ArgumentNullException.ThrowIfNull(durations);
        var sorted = durations.ToArray();
        if (sorted.Length == 0)
            throw new ArgumentException("There is no duration to estimate a survival curve from. Check the filter and the column map: did any cell match?", nameof(durations));
        foreach (var d in sorted) Check(d);
        Array.Sort(sorted, (a, b) => a.Hours.CompareTo(b.Hours));

        var entries = sorted.Select(d => Math.Max(0, d.EntryHours)).Where(e => e > 0).ToArray();
        Array.Sort(entries);

        var steps = new List<KaplanMeierStep>();
        int entered = sorted.Length - entries.Length, left = 0, nextEntry = 0;
        double survival = 1, greenwood = 0, previous = 0;
        for (int first = 0, next; first < sorted.Length; first = next)
        {
            var time = sorted[first].Hours;
            var exposure = (entered - left) * (time - previous);
            for (; nextEntry < entries.Length && entries[nextEntry] < time; nextEntry++, entered++) exposure += time - entries[nextEntry];

            int atRisk = entered - left, events = 0;
            for (next = first; next < sorted.Length && sorted[next].Hours == time; next++)
                if (sorted[next].Ended) events++;

            if (events > 0)
            {
                survival = events == atRisk ? 0 : survival * (atRisk - events) / atRisk;
                greenwood += events == atRisk ? 0 : events / ((double)atRisk * (atRisk - events));
            }

            steps.Add(new(time, survival, atRisk, events, next - first - events, exposure, survival * survival * greenwood));
            left = next;
            previous = time;
        }

        return new([.. steps], [.. sorted.Select(d => d.Hours)], entries);
    }

    /// <summary>Durations under observation just before a time: entered earlier, and not ended or censored before it.</summary>
    public int AtRisk(double hours) => Count - Below(_ends, hours) - (_lateEntries.Length - Below(_lateEntries, hours));

    /// <summary>S(t) = P(duration &gt; t); right-continuous, 1 before the first ending, and flat after the last observation.</summary>
    public double Survival(double hours) => StepAt(hours) is { } i and >= 0 ? Steps[i].Survival : 1;

    /// <summary>Greenwood's standard error of S(t). Greenwood 1926.</summary>
    public double StandardError(double hours) => StepAt(hours) is { } i and >= 0 ? Math.Sqrt(Steps[i].Variance) : 0;

    /// <summary>The shortest time by which a share <paramref name="probability"/> of durations has ended, h; +∞ where the curve never falls that far.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
    public double Quantile(double probability)
    {
        if (!(probability >= 0 && probability <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, $"A share of {probability} cannot have ended. Give one from 0 to 1; 0.5 is the median.");
        if (probability == 0) return 0;
        foreach (var step in Steps)
            if (step.Survival <= 1 - probability + 1e-12) return step.Hours; // a product of fractions that should be 1/2 may miss it by a rounding
        return double.PositiveInfinity;
    }

    /// <summary>Mean of min(duration, horizon): the area under the curve up to the horizon, h.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative, or lies where nothing was observed.</exception>
    public double RestrictedMean(double horizon)
    {
        CheckHorizon(horizon);
        double area = 0, since = 0, survival = 1;
        foreach (var step in Steps)
        {
            if (step.Hours >= horizon) break;
            area += survival * (step.Hours - since);
            (since, survival) = (step.Hours, step.Survival);
        }

        return area + survival * (horizon - since);
    }

    /// <summary>Standard error of <see cref="RestrictedMean"/>: √Σ A(tᵢ)² dᵢ/(nᵢ(nᵢ − dᵢ)), with A(t) the area from t to the horizon. Klein and
    /// Moeschberger 2003, eq. 4.5.3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative, or lies where nothing was observed.</exception>
    public double RestrictedMeanStandardError(double horizon)
    {
        CheckHorizon(horizon);
        double variance = 0, area = 0, until = horizon;
        foreach (var step in Steps.Where(s => s.Hours < horizon).Reverse())
        {
            area += step.Survival * (until - step.Hours);
            until = step.Hours;
            if (step.AtRisk > step.Events) variance += area * area * step.Events / ((double)step.AtRisk * (step.AtRisk - step.Events));
        }

        return Math.Sqrt(variance);
    }

    /// <summary>sup |S₁ − S₂| where both curves are supported: up to the earlier of the two last observations (a curve that reached 0 is known for good).</summary>
    public double Distance(KaplanMeier other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var until = Math.Min(SupportedUntil, other.SupportedUntil);
        double distance = 0, mine = 1, theirs = 1;
        int i = 0, j = 0;
        while (true)
        {
            var time = Math.Min(i < Steps.Count ? Steps[i].Hours : double.PositiveInfinity, j < other.Steps.Count ? other.Steps[j].Hours : double.PositiveInfinity);
            if (time > until || double.IsPositiveInfinity(time)) return distance;
            if (i < Steps.Count && Steps[i].Hours == time) mine = Steps[i++].Survival;
            if (j < other.Steps.Count && other.Steps[j].Hours == time) theirs = other.Steps[j++].Survival;
            distance = Math.Max(distance, Math.Abs(mine - theirs));
        }
    }

    private double SupportedUntil => ReachesZero ? double.PositiveInfinity : LastHours;

    /// <summary>Index of the last step at or before a time; −1 before the first.</summary>
    private int StepAt(double hours)
    {
        int low = 0, high = Steps.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Steps[middle].Hours <= hours) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    /// <summary>How many ascending values lie below a limit.</summary>
    private static int Below(double[] ascending, double limit)
    {
        int low = 0, high = ascending.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ascending[middle] < limit) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private void CheckHorizon(double horizon)
    {
        if (!(horizon >= 0 && horizon <= SupportedUntil && double.IsFinite(horizon)))
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon,
                $"The curve is not known at {horizon} h: the longest observation is {LastHours} h and was censored. Give a horizon up to it.");
    }

    private static void Check(CensoredDuration d)
    {
        if (!(d.Hours >= 0 && double.IsFinite(d.Hours)))
            throw new ArgumentException($"A duration of {d.Hours} h cannot be. Give hours from 0; check the time unit and the order of the start and end columns.");
        if (!(d.EntryHours >= 0 && (d.EntryHours == 0 || d.EntryHours < d.Hours)))
            throw new ArgumentException($"A duration of {d.Hours} h cannot have come under observation at {d.EntryHours} h. The entry must come before the end.");
    }
}

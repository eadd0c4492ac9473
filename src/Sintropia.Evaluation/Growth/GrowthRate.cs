namespace Sintropia.Evaluation.Growth;

/// <summary>An exponential growth rate read off counts: ln N(t) = intercept + rate·t.</summary>
/// <param name="PerHour">λ, per hour; negative for a shrinking population.</param>
/// <param name="StandardError">Of λ from the scatter about the line, per hour; NaN for two points. Counts of one culture are not independent in time: for an honest error use
/// replicates or a jack-knife over clones.</param>
/// <param name="Intercept">ln N at time 0.</param>
public readonly record struct GrowthRate(double PerHour, double StandardError, double Intercept)
{
    /// <summary>ln 2/λ, h; +∞ without growth, negative (a halving time) for a shrinking population.</summary>
    public double DoublingHours => PerHour == 0 ? double.PositiveInfinity : Math.Log(2) / PerHour;

    /// <summary>Doublings per hour: the slope of log2 N. Once the response is stable, the drug-induced proliferation (DIP) rate of Harris et al. 2016,
    /// doi:10.1038/nmeth.3852.</summary>
    public double DoublingsPerHour => PerHour / Math.Log(2);

    /// <summary>From a first and a last count: ln(N₁/N₀)/(t₁ − t₀), per hour.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is not positive, or the times do not ascend.</exception>
    public static double Between(double firstHours, double firstCount, double lastHours, double lastCount)
    {
        if (!(lastHours > firstHours))
            throw new ArgumentOutOfRangeException(nameof(lastHours), lastHours, $"Growth from {firstHours} h to {lastHours} h has no rate. Give two times in ascending order.");
        CheckCount(firstCount, firstHours);
        CheckCount(lastCount, lastHours);
        return Math.Log(lastCount / firstCount) / (lastHours - firstHours);
    }

    /// <summary>Least squares of ln count against time over the counts inside a window.</summary>
    /// <param name="hours">Times, h; shape [points].</param>
    /// <param name="counts">Cells, &gt; 0 inside the window; shape [points].</param>
    /// <param name="fromHours">Start of the window, h, included.</param>
    /// <param name="untilHours">End of the window, h, included.</param>
    /// <exception cref="ArgumentException">The lengths differ, or fewer than two different times lie in the window.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count in the window is not positive.</exception>
    public static GrowthRate LogLinear(IReadOnlyList<double> hours, IReadOnlyList<double> counts,
        double fromHours = double.NegativeInfinity, double untilHours = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(hours);
        ArgumentNullException.ThrowIfNull(counts);
        if (hours.Count != counts.Count)
            throw new ArgumentException($"{hours.Count} times do not match {counts.Count} counts. Give one count per time.", nameof(counts));

        var inside = Enumerable.Range(0, hours.Count).Where(i => hours[i] >= fromHours && hours[i] <= untilHours).ToArray();
        foreach (var i in inside) CheckCount(counts[i], hours[i]);
        if (inside.Select(i => hours[i]).Distinct().Count() < 2)
            throw new ArgumentException(
                $"From {fromHours} h to {untilHours} h there are counts at fewer than two times, so growth has no rate. Widen the window or record more often.", nameof(hours));

        double n = inside.Length, meanTime = inside.Average(i => hours[i]), meanLog = inside.Average(i => Math.Log(counts[i]));
        var timeSquares = inside.Sum(i => (hours[i] - meanTime) * (hours[i] - meanTime));
        var slope = inside.Sum(i => (hours[i] - meanTime) * (Math.Log(counts[i]) - meanLog)) / timeSquares;
        var intercept = meanLog - slope * meanTime;
        var residual = inside.Sum(i => Math.Pow(Math.Log(counts[i]) - intercept - slope * hours[i], 2));
        return new(slope, n > 2 ? Math.Sqrt(residual / (n - 2) / timeSquares) : double.NaN, intercept);
    }

    private static void CheckCount(double count, double hours)
    {
        if (!(count > 0 && double.IsFinite(count)))
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A count of {count} at {hours} h has no logarithm. End the window before the population dies out.");
    }
}

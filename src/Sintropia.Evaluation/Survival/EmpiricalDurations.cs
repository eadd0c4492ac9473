namespace Sintropia.Evaluation.Survival;

/// <summary>
/// An inverse cumulative distribution as a table, for drawing durations as they were measured: draw u in [0, 1), find it in <see cref="Probability"/>, interpolate
/// <see cref="Hours"/> linearly.
/// </summary>
/// <remarks>
/// <para>Inside the observed support it is the Kaplan–Meier curve. Where the longest durations were censored the curve ends above 0; from the last observation on the table
/// follows an exponential with the hazard of the last part of the data (endings ÷ hours under observation after the time by which all but the last quarter of endings had
/// come). That part is an assumption; <see cref="TailProbability"/> says how much of the distribution rests on it.</para>
/// <para>Durations read off frames come in multiples of the frame. With a frame given, each multiple's share is spread evenly from the midpoint to the multiple before up to
/// the midpoint to the one
/// after (at the two ends: half a frame), which makes durations continuous and leaves the mean where it was as long as neighbouring multiples occur; without, durations
/// repeat the measured values.</para>
/// </remarks>
public sealed class EmpiricalDurations
{
    // The exponential is laid down at survivals falling by 2^(−1/8), where a chord is off by < 0.1 % of the mean, for 16 halvings.
    private const int TailPointsPerHalving = 8;
    private const int TailHalvings = 16;
    private const double Ln2 = 0.6931471805599453;

    private EmpiricalDurations(double[] probability, double[] hours, double tailProbability, double? tailHazard) =>
        (Probability, Hours, TailProbability, TailHazard) = (probability, hours, tailProbability, tailHazard);

    /// <summary>Cumulative probabilities, strictly ascending from 0 to 1; shape [points].</summary>
    public IReadOnlyList<double> Probability { get; }

    /// <summary>Durations in hours at <see cref="Probability"/>, never descending; shape [points].</summary>
    public IReadOnlyList<double> Hours { get; }

    /// <summary>Share of the distribution that lies beyond the last observation and follows the assumed exponential; 0 when the curve reached 0.</summary>
    public double TailProbability { get; }

    /// <summary>Hazard of that exponential, per hour; null when there is no such part.</summary>
    public double? TailHazard { get; }

    /// <summary>Mean of the durations drawn from the table, h.</summary>
    public double Mean => Enumerable.Range(1, Hours.Count - 1).Sum(i => (Probability[i] - Probability[i - 1]) * 0.5 * (Hours[i] + Hours[i - 1]));

    /// <summary>The duration at a cumulative probability, h.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
    public double Quantile(double probability)
    {
        if (!(probability >= 0 && probability <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, $"A cumulative probability of {probability} does not exist. Give one from 0 to 1.");
        int low = 0, high = Probability.Count - 1;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Probability[middle] <= probability) low = middle;
            else high = middle;
        }

        var share = (probability - Probability[low]) / (Probability[high] - Probability[low]);
        return Hours[low] + share * (Hours[high] - Hours[low]);
    }

    /// <summary>Builds the table of a curve.</summary>
    /// <param name="curve">The survival of the durations.</param>
    /// <param name="frameHours">Time between frames, h; 0 keeps the measured values as they are.</param>
    /// <exception cref="ArgumentException">No duration was seen to end.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The frame is negative or not finite.</exception>
    public static EmpiricalDurations From(KaplanMeier curve, double frameHours = 0)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (!(frameHours >= 0 && double.IsFinite(frameHours)))
            throw new ArgumentOutOfRangeException(nameof(frameHours), frameHours,
                $"Frames cannot be {frameHours} h apart. Give the time between frames, 0.5 for 30 min, or 0 for exact times.");
        if (curve.Events == 0)
            throw new ArgumentException($"None of the {curve.Count} durations was seen to end, so nothing can be said about how long they last. " +
                "Use a longer recording, another phase, or a parametric law.", nameof(curve));

        var jumps = curve.Steps.Where(s => s.Events > 0).Select(s => (s.Hours, Below: 1 - s.Survival)).ToArray();
        var points = new Points();
        for (var i = 0; i < jumps.Length; i++)
        {
            var (low, high) = frameHours == 0 ? (jumps[i].Hours, jumps[i].Hours) : (
                i == 0 ? Math.Max(0, jumps[i].Hours - frameHours / 2) : 0.5 * (jumps[i - 1].Hours + jumps[i].Hours),
                i == jumps.Length - 1 ? jumps[i].Hours + frameHours / 2 : 0.5 * (jumps[i].Hours + jumps[i + 1].Hours));
            points.Add(i == 0 ? 0 : jumps[i - 1].Below, low);
            points.Add(jumps[i].Below, high);
        }

        var rest = curve.Steps[^1].Survival;
        if (rest == 0) return new(points.Probability, points.Hours, 0, null);
        var hazard = LateHazard(curve);
        AddExponential(points, Math.Max(curve.LastHours, points.LastHours), rest, hazard);
        return new(points.Probability, points.Hours, rest, hazard);
    }

    /// <summary>Endings per hour under observation, after the time by which all but the last quarter of the endings had come.</summary>
    private static double LateHazard(KaplanMeier curve)
    {
        var times = curve.Steps.Where(s => s.Events > 0).ToArray();
        var since = 0.0;
        var left = curve.Events;
        foreach (var step in times[..^1]) // at least the last time of endings stays in the part
        {
            if (left <= 0.25 * curve.Events) break;
            since = step.Hours;
            left -= step.Events;
        }

        var late = curve.Steps.Where(s => s.Hours > since).ToArray();
        return late.Length > 0 && late.Sum(s => s.ExposureHours) is > 0 and var exposure
            ? late.Sum(s => s.Events) / exposure
            : throw new ArgumentException("All durations that ended have length 0, so no hazard follows for those that were censored. Check the time columns.", nameof(curve));
    }

    private static void AddExponential(Points points, double since, double rest, double hazard)
    {
        points.Add(1 - rest, since);
        for (var i = 1; i <= TailHalvings * TailPointsPerHalving; i++)
        {
            var halvings = (double)i / TailPointsPerHalving;
            points.Add(1 - rest * Halved(i), since + halvings * Ln2 / hazard);
        }

        // The last, straight piece ends 2/hazard further on, so that its mean is that of the exponential it stands for.
        points.Add(1, points.LastHours + 2 / hazard);
    }

    /// <summary>2^(−i/8) from roots alone: a simulation draws from these numbers, so they have to be the same on every machine.</summary>
    private static double Halved(int i)
    {
        var (quarter, eighth) = (Math.Sqrt(Math.Sqrt(0.5)), Math.Sqrt(Math.Sqrt(Math.Sqrt(0.5))));
        var part = 1.0;
        if ((i & 1) != 0) part *= eighth;
        if ((i & 2) != 0) part *= quarter;
        if ((i & 4) != 0) part *= Math.Sqrt(0.5);
        return Math.ScaleB(part, -(i / TailPointsPerHalving));
    }

    private sealed class Points
    {
        private readonly List<double> _probability = [];
        private readonly List<double> _hours = [];

        public double[] Probability => [.. _probability];

        public double[] Hours => [.. _hours];

        public double LastHours => _hours[^1];

        public void Add(double probability, double hours)
        {
            if (_probability.Count > 0 && probability <= _probability[^1])
            {
                if (hours <= _hours[^1]) return;

                // A gap: no duration lies between. One step of the floating-point scale keeps the table a function of probability.
                probability = Math.BitIncrement(_probability[^1]);
                if (probability > 1) return;
            }

            _probability.Add(probability);
            _hours.Add(hours);
        }
    }
}

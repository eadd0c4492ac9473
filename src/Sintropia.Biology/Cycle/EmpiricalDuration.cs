namespace Sintropia.Biology.Cycle;

/// <summary>Durations as measured: an inverse distribution given at points and joined by straight lines.</summary>
public sealed record EmpiricalDuration : DurationLaw
{
    private readonly double[] _probabilities;
    private readonly double[] _hours;

    /// <summary>A law from a table.</summary>
    /// <param name="probabilities">Ascending from 0 to 1; shape [points].</param>
    /// <param name="hours">The duration that this fraction of cells does not exceed, ascending; shape [points].</param>
    /// <exception cref="ArgumentException">The table is too short, not ascending, or does not span 0 to 1.</exception>
    public EmpiricalDuration(IReadOnlyList<double> probabilities, IReadOnlyList<double> hours)
    {
        if (probabilities.Count != hours.Count || hours.Count < 2)
            throw new ArgumentException($"An empirical duration needs two columns of one length ≥ 2; it got {probabilities.Count} probabilities and {hours.Count} durations.");
        if (probabilities[0] != 0 || probabilities[^1] != 1 || !(hours[0] >= 0) || !double.IsFinite(hours[^1]))
            throw new ArgumentException($"An empirical duration must run from probability 0 to 1 with durations ≥ 0; it runs from {probabilities[0]} ({hours[0]} h) to {probabilities[^1]} ({hours[^1]} h).");
        for (var i = 1; i < hours.Count; i++)
            if (!(hours[i] >= hours[i - 1] && probabilities[i] > probabilities[i - 1]))
                throw new ArgumentException($"An empirical duration must ascend, but point {i} is ({probabilities[i]}, {hours[i]} h) after ({probabilities[i - 1]}, {hours[i - 1]} h). Sort the table and merge equal probabilities.");
        _probabilities = [.. probabilities];
        _hours = [.. hours];
        for (var i = 1; i < _hours.Length; i++) Mean += (_probabilities[i] - _probabilities[i - 1]) * (_hours[i] + _hours[i - 1]) / 2;
        Positive(Mean, "mean");
    }

    /// <inheritdoc/>
    public override double Mean { get; }

    /// <summary>The points, as (probability, hours).</summary>
    public IEnumerable<(double Probability, double Hours)> Points => _probabilities.Zip(_hours);

    /// <inheritdoc/>
    public override double Survival(double hours)
    {
        if (hours < _hours[0]) return 1;
        if (hours >= _hours[^1]) return 0;
        var after = Above(_hours, hours);
        var span = _hours[after] - _hours[after - 1];
        return 1 - (_probabilities[after - 1] + (_probabilities[after] - _probabilities[after - 1]) * (hours - _hours[after - 1]) / span);
    }

    /// <inheritdoc/>
    /// <remarks>Exact for the straight lines: between two points the duration is uniform.</remarks>
    public override double Laplace(double rate)
    {
        var sum = 0.0;
        for (var i = 1; i < _hours.Length; i++)
        {
            var span = (_hours[i] - _hours[i - 1]) * rate;
            var middle = Exp(-rate * (_hours[i] + _hours[i - 1]) / 2);
            // sinh(x)/x of half the span, by its series where the quotient would cancel.
            var half = span / 2;
            var spread = half is > -1e-4 and < 1e-4 ? 1 + half * half / 6 : (Exp(half) - Exp(-half)) / span;
            sum += (_probabilities[i] - _probabilities[i - 1]) * middle * spread;
        }

        return sum;
    }

    /// <inheritdoc/>
    public override double Quantile(double probability)
    {
        if (probability <= 0) return _hours[0];
        if (probability >= 1) return _hours[^1];
        var after = Above(_probabilities, probability);
        var share = (probability - _probabilities[after - 1]) / (_probabilities[after] - _probabilities[after - 1]);
        return _hours[after - 1] + (_hours[after] - _hours[after - 1]) * share;
    }

    /// <summary>Two empirical laws are equal when their tables are.</summary>
    public bool Equals(EmpiricalDuration? other) => other is not null && _probabilities.AsSpan().SequenceEqual(other._probabilities) && _hours.AsSpan().SequenceEqual(other._hours);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_hours.Length, Mean);

    /// <summary>Index of the first entry above a value that lies inside the table.</summary>
    private static int Above(double[] ascending, double value)
    {
        int low = 0, high = ascending.Length - 1;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (ascending[middle] <= value) low = middle;
            else high = middle;
        }

        return high;
    }
}

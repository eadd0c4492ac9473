namespace Sintropia.Evaluation.Combinations;

/// <summary>No interaction means that what survives one drug meets the other as if it had not. Bliss 1939, doi:10.1111/j.1744-7348.1939.tb06990.x.</summary>
public static class BlissIndependence
{
    /// <summary>1 − (1 − y₁)(1 − y₂).</summary>
    /// <param name="first">Effect of the first drug alone, as a share of 1.</param>
    /// <param name="second">Effect of the second drug alone.</param>
    public static double Expected(double first, double second) => first + second - first * second;

    /// <summary>1 − Π(1 − yᵢ), of any number of drugs.</summary>
    public static double Expected(IEnumerable<double> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        return 1 - effects.Aggregate(1.0, (left, effect) => left * (1 - effect));
    }
}

namespace Sintropia.Sweeps.Sensitivity;

/// <summary>An estimate with the interval that its bootstrap resamples leave.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Low">The 2.5 % quantile of the resamples.</param>
/// <param name="High">The 97.5 % quantile.</param>
public readonly record struct Bounds(double Estimate, double Low, double High)
{
    /// <summary>The bounds that resamples give.</summary>
    internal static Bounds Of(double estimate, double[] resamples)
    {
        var sorted = resamples.Where(double.IsFinite).Order().ToArray();
        return sorted.Length == 0 ? new(estimate, double.NaN, double.NaN) : new(estimate, Quantile(sorted, 0.025), Quantile(sorted, 0.975));
    }

    private static double Quantile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }
}

using Sintropia.Biology.Numerics;

namespace Sintropia.Data.GroundTruth;

/// <summary>Counts of molecules: mean m, variance m + dispersion·m².</summary>
internal static class NegativeBinomial
{
    private const int Most = 10_000_000;

    /// <summary>The least count that is not exceeded with at least the probability given: inversion by adding up probabilities, each from the one before.</summary>
    /// <remarks>A cell and gene have one uniform, so a greater mean never gives a smaller count, whatever else differs.</remarks>
    public static int Quantile(double mean, double dispersion, double uniform)
    {
        if (!(mean > 0)) return 0;
        var size = 1 / dispersion;
        var share = mean / (mean + size);
        var p = Elementary.Exp(-size * Elementary.Log1p(mean * dispersion));
        var (sum, count) = (p, 0);
        while (sum < uniform && count < Most)
        {
            p *= (count + size) / (count + 1) * share;
            count++;
            sum += p;
            if (p < 1e-17 && count > mean) break; // what is left of the tail no longer changes the sum
        }

        return count;
    }
}

using Sintropia.Biology.Chance;
using Sintropia.Biology.Numerics;
using Sintropia.Predictors.Gem;

namespace Sintropia.Training.Samples;

/// <summary>Counts that are drawn from the likelihood of a GEM model, not its mean. A draw is a function of seed, sample and gene.</summary>
internal static class CountDraws
{
    // Binomial draws of a larger variance are rounded normal ones, whose quantiles differ by less than a count and a half.
    private const double LargeVariance = 100;
    private const int MostCounted = 10_000_000;

    /// <summary>Draws in place.</summary>
    /// <param name="model">Whose likelihood.</param>
    /// <param name="modality">The modality.</param>
    /// <param name="counts">Mean counts, [samples, genes]; get what is drawn.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="first">Number of the first sample among all.</param>
    public static void Draw(GemModel model, string modality, float[] counts, ulong seed, long first)
    {
        var options = model.Network.Options;
        var scatter = options.Likelihood == GemLikelihood.Compositional ? [] : model.Network.Scatter(modality).ToArray();
        var genes = model.GenesOf(modality).Length;
        for (var at = 0; at < counts.Length; at += genes)
        {
            var row = counts.AsSpan(at, genes);
            var sample = (ulong)(first + at / genes);
            if (options.Likelihood == GemLikelihood.Compositional) Multinomial(row, seed, sample);
            else if (options.Likelihood == GemLikelihood.NegativeBinomial)
                for (var gene = 0; gene < genes; gene++) row[gene] = NegativeBinomial(row[gene], Elementary.Exp(-scatter[scatter.Length == 1 ? 0 : gene]), Uniform(seed, sample, gene));
            else LogNormal(row, scatter, seed, sample);
        }
    }

    // Binomials of what is left of the total, gene by gene.
    private static void Multinomial(Span<float> row, ulong seed, ulong sample)
    {
        double left = Math.Round(Total(row)), share = Total(row);
        for (var gene = 0; gene < row.Length; gene++)
        {
            var mean = row[gene];
            row[gene] = share > 0 ? (float)Binomial(left, Math.Min(1, mean / share), Uniform(seed, sample, gene)) : 0;
            (left, share) = (left - row[gene], share - mean);
        }
    }

    private static double Binomial(double n, double p, double uniform)
    {
        if (n <= 0 || p <= 0) return 0;
        if (p > 0.5) return n - Binomial(n, 1 - p, 1 - uniform);
        var variance = n * p * (1 - p);
        if (variance > LargeVariance) return Math.Clamp(Math.Round(n * p + Math.Sqrt(variance) * Normal.Quantile(uniform)), 0, n);
        var chance = Elementary.Exp(n * Elementary.Log1p(-p));
        var (sum, count) = (chance, 0.0);
        while (sum < uniform && count < n)
        {
            chance *= (n - count) / (count + 1) * p / (1 - p);
            count++;
            sum += chance;
            if (chance < 1e-17 && count > n * p) break;
        }

        return count;
    }

    private static float NegativeBinomial(double mean, double dispersion, double uniform)
    {
        if (!(mean > 0)) return 0;
        var size = 1 / dispersion;
        var chance = Elementary.Exp(-size * Elementary.Log1p(mean * dispersion));
        var (sum, count) = (chance, 0);
        while (sum < uniform && count < MostCounted)
        {
            chance *= (count + size) / (count + 1) * (mean / (mean + size));
            count++;
            sum += chance;
            if (chance < 1e-17 && count > mean) break;
        }

        return count;
    }

    private static void LogNormal(Span<float> row, float[] logVariances, ulong seed, ulong sample)
    {
        var total = Total(row);
        if (!(total > 0)) return;
        var sum = 0.0;
        for (var gene = 0; gene < row.Length; gene++)
        {
            var drawn = Elementary.Log1p(1e6 * row[gene] / total) + Elementary.Exp(0.5 * logVariances[logVariances.Length == 1 ? 0 : gene]) * Normal.Quantile(Uniform(seed, sample, gene));
            row[gene] = (float)Math.Max(0, Elementary.Expm1(drawn));
            sum += row[gene];
        }

        for (var gene = 0; gene < row.Length; gene++) row[gene] = sum > 0 ? (float)Math.Round(row[gene] / sum * total) : 0;
    }

    private static double Total(ReadOnlySpan<float> row)
    {
        var sum = 0.0;
        foreach (var value in row) sum += value;
        return sum;
    }

    private static double Uniform(ulong seed, ulong sample, int gene) => ((Philox.Encrypt(new(1UL << 40 | (uint)gene, sample), seed).Low >> 11) + 0.5) * (1.0 / (1UL << 53));
}

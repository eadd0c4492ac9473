using MathNet.Numerics.LinearAlgebra;
using Sintropia.Calibration.Problems;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Calibration.Posteriors;

/// <summary>The last generation as a posterior: as it was sampled, and adjusted for what is left of the tolerance.</summary>
/// <param name="Parameters">What was sought.</param>
/// <param name="Sampled">Values as sampled; shape [particles][parameters].</param>
/// <param name="Adjusted">Values moved along a local-linear regression to where the distance is 0; shape [particles][parameters].</param>
/// <param name="Weights">Weights of the sampled; shape [particles].</param>
/// <param name="AdjustedWeights">Weights of the adjusted, nearer ones counting more; shape [particles].</param>
/// <param name="IsAdjusted">Whether there were particles enough to adjust; if not, both are the same.</param>
public sealed record Posterior(
    IReadOnlyList<CalibratedParameter> Parameters, IReadOnlyList<double[]> Sampled, IReadOnlyList<double[]> Adjusted, IReadOnlyList<double> Weights, IReadOnlyList<double> AdjustedWeights, bool IsAdjusted)
{
    private const double Edge = 1e-6;

    /// <summary>The posterior of a state.</summary>
    /// <param name="state">Generations; the last is taken.</param>
    /// <param name="parameters">What was sought.</param>
    /// <param name="measured">What was measured.</param>
    /// <param name="scales">What measurements are divided by.</param>
    /// <remarks>Beaumont, Zhang and Balding 2002, doi:10.1093/genetics/162.4.2025: Epanechnikov's weights over the distance; on the logit of the share between the bounds, so that nothing leaves them.</remarks>
    public static Posterior Of(SamplingState state, IReadOnlyList<CalibratedParameter> parameters, IReadOnlyList<double> measured, IReadOnlyList<double> scales)
    {
        ArgumentNullException.ThrowIfNull(state);
        var particles = state.Generations[^1].Particles;
        var sampled = particles.Select(p => Values(parameters, p.Shares)).ToArray();
        double[] weights = [.. particles.Select(p => p.Weight)];
        var width = particles.Max(p => p.Distance) * (1 + 1e-9);
        double[] local = [.. particles.Select(p => p.Weight * Math.Max(0, 1 - Math.Pow(p.Distance / width, 2)))];
        var total = local.Sum();
        if (particles.Count < 3 * (measured.Count + 2) || !(total > 0)) return new(parameters, sampled, sampled, weights, weights, false);
        for (var i = 0; i < local.Length; i++) local[i] /= total;

        var x = Matrix<double>.Build.Dense(particles.Count, measured.Count + 1, (i, j) => j == 0 ? 1 : (particles[i].Simulated[j - 1] - measured[j - 1]) / scales[j - 1]);
        var y = Matrix<double>.Build.Dense(particles.Count, parameters.Count, (i, k) => Logit(particles[i].Shares[k]));
        var weighted = Matrix<double>.Build.Dense(particles.Count, measured.Count + 1, (i, j) => local[i] * x[i, j]);
        var normal = weighted.TransposeThisAndMultiply(x);
        for (var j = 1; j <= measured.Count; j++) normal[j, j] += 1e-6 * (normal[j, j] + 1e-9); // measurements that all simulations share
        var slopes = normal.Solve(weighted.TransposeThisAndMultiply(y));
        var adjusted = particles.Select((p, i) => Values(parameters, [.. p.Shares.Select((_, k) =>
        {
            var moved = y[i, k];
            for (var j = 1; j <= measured.Count; j++) moved -= x[i, j] * slopes[j, k];
            return 1 / (1 + Math.Exp(-moved));
        })])).ToArray();
        return new(parameters, sampled, adjusted, weights, local, true);
    }

    /// <summary>The middle of the adjusted posterior of a parameter, with its interval.</summary>
    /// <param name="parameter">Its number.</param>
    /// <param name="confidence">Probability between the ends.</param>
    public Interval Interval(int parameter, double confidence = 0.95) => Of(Adjusted, AdjustedWeights, parameter, confidence);

    /// <summary>The same of the posterior as it was sampled.</summary>
    /// <param name="parameter">Its number.</param>
    /// <param name="confidence">Probability between the ends.</param>
    public Interval SampledInterval(int parameter, double confidence = 0.95) => Of(Sampled, Weights, parameter, confidence);

    /// <summary>A quantile of weighted values.</summary>
    public static double Quantile(IEnumerable<(double Value, double Weight)> values, double probability)
    {
        var sorted = values.OrderBy(v => v.Value).ToArray();
        double goal = probability * sorted.Sum(v => v.Weight), sum = 0, before = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            // The weight of a value lies half on each side of it.
            var here = sum + sorted[i].Weight / 2;
            if (here >= goal) return i == 0 ? sorted[0].Value : sorted[i - 1].Value + (sorted[i].Value - sorted[i - 1].Value) * (goal - before) / (here - before);
            (before, sum) = (here, sum + sorted[i].Weight);
        }

        return sorted[^1].Value;
    }

    private static Interval Of(IReadOnlyList<double[]> values, IReadOnlyList<double> weights, int parameter, double confidence)
    {
        var pairs = values.Zip(weights, (v, w) => (v[parameter], w)).ToArray();
        return new(Quantile(pairs, 0.5), Quantile(pairs, (1 - confidence) / 2), Quantile(pairs, (1 + confidence) / 2));
    }

    private static double[] Values(IReadOnlyList<CalibratedParameter> parameters, double[] shares) => [.. parameters.Select((p, k) => p.At(shares[k]))];

    private static double Logit(double share)
    {
        var inside = Math.Clamp(share, Edge, 1 - Edge);
        return Math.Log(inside / (1 - inside));
    }
}

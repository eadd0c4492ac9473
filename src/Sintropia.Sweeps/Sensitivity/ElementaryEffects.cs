using Sintropia.Sweeps.Sampling;

namespace Sintropia.Sweeps.Sensitivity;

/// <summary>What steps of one parameter do to an outcome, over walks of <see cref="MorrisSample"/>; per whole range of the parameter.</summary>
/// <param name="Mean">μ: the mean effect; those of opposite signs cancel.</param>
/// <param name="Absolute">μ*: the mean of their absolute values, doi:10.1016/j.envsoft.2006.10.004: how much the parameter matters.</param>
/// <param name="Spread">σ: their standard deviation: how much its effect depends on where it is and on the others.</param>
public readonly record struct ElementaryEffects(Bounds Mean, Bounds Absolute, Bounds Spread)
{
    /// <summary>Estimates the effects.</summary>
    /// <param name="points">The points; shape [walks × (dimensions + 1)][dimensions].</param>
    /// <param name="outcomes">Outcomes of the points; a walk with one that is not finite is left out.</param>
    /// <param name="resamples">Bootstrap resamples of the walks.</param>
    /// <param name="seed">Seed of these.</param>
    /// <returns>One for each parameter.</returns>
    public static ElementaryEffects[] Of(IReadOnlyList<double[]> points, IReadOnlyList<double> outcomes, int resamples = 1000, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(outcomes);
        var dimensions = points[0].Length;
        var width = dimensions + 1;
        if (outcomes.Count != points.Count || points.Count % width != 0) throw new ArgumentException($"{outcomes.Count} outcomes of {points.Count} points are no walks of {width}. Give all points of a sample, in order, and their outcomes.", nameof(outcomes));
        var walks = Enumerable.Range(0, points.Count / width).Select(w => Walk(points, outcomes, w * width, dimensions)).Where(walk => walk.All(double.IsFinite)).ToArray();
        var draws = new UnitDraws(seed);
        return [.. Enumerable.Range(0, dimensions).Select(k =>
        {
            var effects = walks.Select(walk => walk[k]).ToArray();
            var drawn = Enumerable.Range(0, resamples).Select(b => Estimate([.. effects.Select((_, i) => effects[draws.Below(effects.Length, (ulong)b, (ulong)i)])])).ToArray();
            var (mean, absolute, spread) = Estimate(effects);
            return new ElementaryEffects(Bounds.Of(mean, [.. drawn.Select(d => d.Mean)]), Bounds.Of(absolute, [.. drawn.Select(d => d.Absolute)]), Bounds.Of(spread, [.. drawn.Select(d => d.Spread)]));
        })];
    }

    private static double[] Walk(IReadOnlyList<double[]> points, IReadOnlyList<double> outcomes, int first, int dimensions)
    {
        var effects = new double[dimensions];
        for (var step = first; step < first + dimensions; step++)
        {
            var changed = Enumerable.Range(0, dimensions).Single(k => points[step][k] != points[step + 1][k]);
            effects[changed] = (outcomes[step + 1] - outcomes[step]) / (points[step + 1][changed] - points[step][changed]);
        }

        return effects;
    }

    private static (double Mean, double Absolute, double Spread) Estimate(double[] effects)
    {
        if (effects.Length == 0) return (double.NaN, double.NaN, double.NaN);
        var mean = effects.Average();
        return (mean, effects.Average(Math.Abs), effects.Length < 2 ? double.NaN : Math.Sqrt(effects.Sum(e => (e - mean) * (e - mean)) / (effects.Length - 1)));
    }
}

using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Baselines;

/// <summary>B7: every cell moves by the mean effect of the training perturbations whose features are the most alike by cosine, weighted by likeness or equally.</summary>
/// <remarks>Without features of what is asked for it answers with the mean effect of all, and so does it where no neighbour is alike at all.</remarks>
public sealed class NearestNeighbours : Baseline
{
    private readonly FeatureTable _features;
    private readonly (double[] Vector, double[] Effect)[] _known;
    private readonly double[] _mean;
    private readonly int _neighbours;
    private readonly bool _weighted;

    /// <summary>Keeps the training perturbations that have features.</summary>
    /// <param name="table">Training data.</param>
    /// <param name="features">Of perturbations; of those done together the sum.</param>
    /// <param name="neighbours">How many. Default: 5.</param>
    /// <param name="weighted">Whether by likeness. Default: yes.</param>
    public NearestNeighbours(EffectTable table, FeatureTable features, int neighbours = 5, bool weighted = true) : base(table)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (neighbours < 1) throw new ArgumentOutOfRangeException(nameof(neighbours), neighbours, $"A mean of {neighbours} neighbours cannot be taken. Give 1 or more.");
        (_features, _neighbours, _weighted, _mean) = (features, neighbours, weighted, table.MeanEffect());
        _known = [.. table.Perturbations.Select(p => (Parts: Treatment.Parts(p, table.Control).ToArray(), Effect: table.Effect(p)!)).Where(p => p.Parts.All(features.Vectors.ContainsKey)).Select(p => (features.Sum(p.Parts.Select(n => (n, 1.0)))!, p.Effect))];
    }

    /// <inheritdoc/>
    public override string Name => "nearest neighbours";

    private protected override void Move(Treatment treatment, Span<float> cells) => Add(Effect(treatment), Math.Min(1, treatment.Strength), cells);

    internal double[] Effect(Treatment treatment)
    {
        if (_features.Sum(treatment.Doses.Where(d => d.Level > 0).Select(d => (d.Perturbation, 1.0))) is not { } asked) return _mean;
        var near = _known.Select(k => (k.Effect, Likeness: Cosine(asked, k.Vector))).OrderByDescending(k => k.Likeness).Take(_neighbours).ToArray();
        double Weight(double likeness) => _weighted ? Math.Max(0, likeness) : 1;
        var all = near.Sum(n => Weight(n.Likeness));
        return all > 0 ? [.. Enumerable.Range(0, _mean.Length).Select(g => near.Sum(n => Weight(n.Likeness) * n.Effect[g]) / all)] : _mean;
    }

    private static double Cosine(double[] x, double[] y)
    {
        double xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < x.Length; i++) (xy, xx, yy) = (xy + x[i] * y[i], xx + x[i] * x[i], yy + y[i] * y[i]);
        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : 0;
    }
}

using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Perturbations;

/// <summary>Figures of mean changes of perturbations: how strong, where to, which genes, and whether they can be told apart; as the bio-JEPA project takes them.</summary>
/// <remarks>Effects are [perturbations][genes], real and predicted in one order.</remarks>
public sealed class EffectScores
{
    private static readonly double[] s_bins = [0, 0.25, 0.5, 1, 1.5, 2, double.PositiveInfinity];

    private readonly IReadOnlyList<IReadOnlyList<double>> _real, _predicted;

    /// <summary>Effects beside each other.</summary>
    /// <param name="real">Truth.</param>
    /// <param name="predicted">Prediction.</param>
    /// <exception cref="ArgumentException">They are of other numbers of perturbations or genes.</exception>
    public EffectScores(IReadOnlyList<IReadOnlyList<double>> real, IReadOnlyList<IReadOnlyList<double>> predicted)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(predicted);
        if (real.Count == 0 || real.Count != predicted.Count || real.Zip(predicted).Any(p => p.First.Count != p.Second.Count))
            throw new ArgumentException($"{real.Count} real effects cannot be compared with {predicted.Count} predicted ones. Give one of each per perturbation, over the same genes.");
        (_real, _predicted) = (real, predicted);
    }

    /// <summary>The mean effects of pairs of cells.</summary>
    public static EffectScores Of(CellChanges changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return new(changes.Means((before, after, _) => (double)after - before), changes.Means((_, _, predicted) => predicted));
    }

    /// <summary>Edges of the bins of <see cref="ErrorsBySize"/>: from each to below the next.</summary>
    public static IReadOnlyList<double> Bins => s_bins;

    /// <summary>Pearson's correlation over perturbations of the lengths of effects.</summary>
    public double StrengthCorrelation => Correlation.Pearson(Lengths(_real), Lengths(_predicted));

    /// <summary>Spearman's correlation over perturbations of the lengths of effects.</summary>
    public double StrengthRankCorrelation => Correlation.Spearman(Lengths(_real), Lengths(_predicted));

    /// <summary>Mean absolute error over all genes of all perturbations whose real effect is of a size; NaN for a bin without any.</summary>
    public double[] ErrorsBySize()
    {
        var (sums, counts) = (new double[s_bins.Length - 1], new int[s_bins.Length - 1]);
        foreach (var (real, predicted) in All())
        {
            var bin = Array.FindLastIndex(s_bins, edge => Math.Abs(real) >= edge);
            sums[bin] += Math.Abs(real - predicted);
            counts[bin]++;
        }

        return [.. sums.Zip(counts, (sum, count) => sum / count)];
    }

    /// <summary>Share of all genes of all perturbations that go up, down or neither as predicted.</summary>
    /// <param name="threshold">Up is above it, down below its negative.</param>
    public double DirectionAccuracy(double threshold = 0.25)
    {
        return All().Average(pair => Direction(pair.Real) == Direction(pair.Predicted) ? 1.0 : 0);

        int Direction(double x) => x > threshold ? 1 : x < -threshold ? -1 : 0;
    }

    /// <summary>Share of the most changed predicted genes that are among as many most changed real ones, for each perturbation.</summary>
    /// <param name="top">How many genes.</param>
    public double[] Precision(int top) => [.. Hits(top).Select(hits => hits.Count(h => h) / (double)top)];

    /// <summary>The same with the first places counting more: Σ hit/log₂(place + 1), over what hits throughout would give.</summary>
    /// <param name="top">How many genes.</param>
    public double[] Gain(int top)
    {
        var whole = Enumerable.Range(2, top).Sum(place => 1 / Math.Log2(place));
        return [.. Hits(top).Select(hits => hits.Select((hit, i) => hit ? 1 / Math.Log2(i + 2) : 0).Sum() / whole)];
    }

    /// <summary>Hits among the most changed genes that chance alone would give.</summary>
    /// <param name="top">How many genes.</param>
    public double ExpectedHits(int top) => (double)top * top / _real[0].Count;

    /// <summary>For each real effect, the place of its own prediction among all by the cosine of their angle: 1 where it is the nearest. An effect of length 0 has a cosine of 0 with everything.</summary>
    /// <param name="sharesTies">Whether predictions that are as near count half each. As published they do not count, so that a prediction which is the same for all is first everywhere: show the other beside it.</param>
    public double[] RetrievalRanks(bool sharesTies = false)
    {
        double[] real = Lengths(_real), predicted = Lengths(_predicted);
        var ranks = new double[_real.Count];
        Parallel.For(0, ranks.Length, p =>
        {
            var cosines = Enumerable.Range(0, ranks.Length).Select(j => Dot(_real[p], _predicted[j]) / Math.Max(real[p] * predicted[j], double.Epsilon)).ToArray();
            ranks[p] = 1 + cosines.Count(cosine => cosine > cosines[p]) + (sharesTies ? 0.5 * (cosines.Count(cosine => cosine == cosines[p]) - 1) : 0);
        });
        return ranks;
    }

    private IEnumerable<bool[]> Hits(int top)
    {
        if (top < 1 || top > _real[0].Count) throw new ArgumentOutOfRangeException(nameof(top), top, $"Of {_real[0].Count} genes, {top} cannot be the most changed. Ask for 1 up to all.");
        return _real.Zip(_predicted, (real, predicted) =>
        {
            var truth = CellChangeScores.Largest(real.Count, gene => real[gene], top).ToHashSet();
            return CellChangeScores.Largest(predicted.Count, gene => predicted[gene], top).Select(truth.Contains).ToArray();
        });
    }

    private IEnumerable<(double Real, double Predicted)> All() => _real.Zip(_predicted).SelectMany(p => p.First.Zip(p.Second));

    private static double[] Lengths(IReadOnlyList<IReadOnlyList<double>> effects) => [.. effects.Select(e => Math.Sqrt(Dot(e, e)))];

    private static double Dot(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Count; i++) sum += x[i] * y[i];
        return sum;
    }
}

using System.Collections.Immutable;
using Sintropia.Biology.Numerics;
using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.Scores;

/// <summary>Says the phase of cells after having seen cells whose phase is known: linear discriminants over standardised genes, with a covariance that is drawn towards the identity.</summary>
/// <remarks>Friedman 1989, doi:10.1080/01621459.1989.10478752. How far it is drawn is chosen within the training cells by leaving out one group after the other, so a held-out donor takes no part in it.</remarks>
public sealed class PhaseDiscriminant
{
    private const int Classes = 3;

    private readonly StandardisedGenes _genes;
    private readonly double[] _weights; // [classes, genes]
    private readonly double[] _offsets; // [classes]

    private PhaseDiscriminant(StandardisedGenes genes, double[] weights, double[] offsets, double shrinkage, int cells)
    {
        (_genes, _weights, _offsets, Shrinkage, TrainedOn) = (genes, weights, offsets, shrinkage, cells);
    }

    /// <summary>What was added to the covariance's diagonal, in variances of a gene.</summary>
    public double Shrinkage { get; }

    /// <summary>How many cells it learned from.</summary>
    public int TrainedOn { get; }

    /// <summary>The genes that it asks for.</summary>
    public GenePanel Panel => _genes.Panel;

    /// <summary>Learns from cells whose phase is known.</summary>
    /// <param name="matrix">[cells, genes], log-normalised; at most 4,000 genes.</param>
    /// <param name="panel">Its genes.</param>
    /// <param name="phases">The phase of each cell; each phase has at least two cells.</param>
    /// <param name="groups">The donor or batch of each cell, which are left out in turn to choose the shrinkage; null for five groups that take turns.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a phase lacks cells, a value is not finite, or there are too many genes.</exception>
    public static PhaseDiscriminant Train(CellMatrix matrix, GenePanel panel, IReadOnlyList<CyclePhase> phases, IReadOnlyList<string>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(phases);
        if (phases.Count != matrix.Rows) throw new ArgumentException($"{phases.Count} phases do not label {matrix.Rows} cells.", nameof(phases));
        for (var c = 0; c < Classes; c++)
        {
            if (phases.Count(p => p == (CyclePhase)c) is var cells and < 2)
                throw new ArgumentException($"{cells} cells are in {(CyclePhase)c}, too few to learn from. Give labelled cells of all three phases.", nameof(phases));
        }

        int[] labels = [.. phases.Select(p => (int)p)];
        var shrinkage = Shrinkages.Choose(Shrinkages.Folds(groups, matrix.Rows), (training, held, candidates) =>
        {
            var inner = StandardisedGenes.Of(matrix, panel, training);
            int[] known = [.. training.Select(r => labels[r])];
            if (known.Distinct().Count() < Classes) return null;
            var (centred, means, priors) = Centred(inner.Values(matrix, panel, training), known, inner.Count);
            var spread = Symmetric.Moments(centred, known.Length, inner.Count);
            var asked = inner.Values(matrix, panel, held);
            return [.. candidates.Select(candidate =>
            {
                var (weights, offsets) = Solve(spread, means, priors, candidate, inner.Count);
                var wrong = 0;
                for (var i = 0; i < held.Length; i++)
                    if (Best(Scores(asked.AsSpan(i * inner.Count, inner.Count), weights, offsets)) != labels[held[i]])
                        wrong++;
                return (double)wrong;
            })];
        });

        int[] all = [.. Enumerable.Range(0, matrix.Rows)];
        var genes = StandardisedGenes.Of(matrix, panel, all);
        var (rest, centres, shares) = Centred(genes.Values(matrix, panel, all), labels, genes.Count);
        var (w, o) = Solve(Symmetric.Moments(rest, matrix.Rows, genes.Count), centres, shares, shrinkage, genes.Count);
        return new(genes, w, o, shrinkage, matrix.Rows);
    }

    /// <summary>The phase of cells that were not seen.</summary>
    /// <param name="matrix">[cells, genes], normalised as those learned from.</param>
    /// <param name="panel">Its genes; it has all of <see cref="Panel"/>, in any order.</param>
    /// <exception cref="ArgumentException">A gene is missing, or a value is not finite.</exception>
    public PhasePrediction Predict(CellMatrix matrix, GenePanel panel)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int[] all = [.. Enumerable.Range(0, matrix.Rows)];
        var values = _genes.Values(matrix, panel, all);
        var (phases, chances) = (new CyclePhase[matrix.Rows], new double[matrix.Rows * Classes]);
        for (var cell = 0; cell < all.Length; cell++)
        {
            var scores = Scores(values.AsSpan(cell * _genes.Count, _genes.Count), _weights, _offsets);
            phases[cell] = (CyclePhase)Best(scores);
            var top = scores.Max();
            var sum = 0.0;
            for (var c = 0; c < Classes; c++) sum += scores[c] = Elementary.Exp(scores[c] - top);
            for (var c = 0; c < Classes; c++) chances[cell * Classes + c] = scores[c] / sum;
        }

        return new(ImmutableArray.Create(phases), chances);
    }

    private static (double[] Centred, double[] Means, double[] Priors) Centred(double[] values, int[] labels, int genes)
    {
        var (means, counts) = (new double[Classes * genes], new double[Classes]);
        for (var i = 0; i < labels.Length; i++)
        {
            counts[labels[i]]++;
            for (var g = 0; g < genes; g++) means[labels[i] * genes + g] += values[i * genes + g];
        }

        for (var c = 0; c < Classes; c++)
        for (var g = 0; g < genes; g++)
            means[c * genes + g] /= counts[c];

        var centred = (double[])values.Clone();
        for (var i = 0; i < labels.Length; i++)
        for (var g = 0; g < genes; g++)
            centred[i * genes + g] -= means[labels[i] * genes + g];
        return (centred, means, Array.ConvertAll(counts, n => Elementary.Log(n / labels.Length)));
    }

    private static (double[] Weights, double[] Offsets) Solve(double[] spread, double[] means, double[] priors, double shrinkage, int genes)
    {
        var (weights, offsets) = (Symmetric.Solve(spread, shrinkage, means, Classes, genes), (double[])priors.Clone());
        for (var c = 0; c < Classes; c++)
        for (var g = 0; g < genes; g++)
            offsets[c] -= 0.5 * weights[c * genes + g] * means[c * genes + g];
        return (weights, offsets);
    }

    private static double[] Scores(ReadOnlySpan<double> cell, double[] weights, double[] offsets)
    {
        var scores = (double[])offsets.Clone();
        for (var c = 0; c < Classes; c++)
        for (var g = 0; g < cell.Length; g++)
            scores[c] += weights[c * cell.Length + g] * cell[g];
        return scores;
    }

    private static int Best(double[] scores) => Array.IndexOf(scores, scores.Max());
}

using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.Scores;

/// <summary>Says where on the circle of the cycle cells are, after having seen cells whose angle is known: ridge regression of its cosine and sine on standardised genes.</summary>
/// <remarks>The penalty is chosen within the training cells by leaving out one group after the other.</remarks>
public sealed class CyclePositions
{
    private readonly StandardisedGenes _genes;
    private readonly double[] _weights; // [2, genes]
    private readonly (double Cosine, double Sine) _mean;

    private CyclePositions(StandardisedGenes genes, double[] weights, (double, double) mean, double shrinkage)
    {
        (_genes, _weights, _mean, Shrinkage) = (genes, weights, mean, shrinkage);
    }

    /// <summary>What was added to the covariance's diagonal, in variances of a gene.</summary>
    public double Shrinkage { get; }

    /// <summary>The genes that it asks for.</summary>
    public GenePanel Panel => _genes.Panel;

    /// <summary>Learns from cells whose angle is known.</summary>
    /// <param name="matrix">[cells, genes], log-normalised; at most 4,000 genes.</param>
    /// <param name="panel">Its genes.</param>
    /// <param name="angles">The angle of each cell, radians.</param>
    /// <param name="groups">The donor or batch of each cell; null for five groups that take turns.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, there are fewer than 3 cells, a value is not finite, or there are too many genes.</exception>
    public static CyclePositions Train(CellMatrix matrix, GenePanel panel, IReadOnlyList<double> angles, IReadOnlyList<string>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(angles);
        if (angles.Count != matrix.Rows || matrix.Rows < 3) throw new ArgumentException($"{angles.Count} angles for {matrix.Rows} cells: give one each, of at least 3 cells.", nameof(angles));
        if (angles.Any(a => !double.IsFinite(a))) throw new ArgumentException("An angle is not finite. Leave out cells whose position is unknown.", nameof(angles));

        var shrinkage = Shrinkages.Choose(Shrinkages.Folds(groups, matrix.Rows), (training, held, candidates) =>
        {
            if (training.Length < 3) return null;
            var genes = StandardisedGenes.Of(matrix, panel, training);
            var (spread, towards, mean) = Moments(genes, matrix, panel, angles, training);
            var asked = genes.Values(matrix, panel, held);
            return [.. candidates.Select(candidate =>
            {
                var weights = Symmetric.Solve(spread, candidate, towards, 2, genes.Count);
                var error = 0.0;
                for (var i = 0; i < held.Length; i++) error += Apart(Angle(asked.AsSpan(i * genes.Count, genes.Count), weights, mean), angles[held[i]]);
                return error;
            })];
        });

        int[] all = [.. Enumerable.Range(0, matrix.Rows)];
        var found = StandardisedGenes.Of(matrix, panel, all);
        var (moments, along, centre) = Moments(found, matrix, panel, angles, all);
        return new(found, Symmetric.Solve(moments, shrinkage, along, 2, found.Count), centre, shrinkage);
    }

    /// <summary>How far apart two angles are, from 0 to π.</summary>
    public static double Apart(double a, double b)
    {
        var apart = Math.Abs(a - b) % (2 * Math.PI);
        return Math.Min(apart, 2 * Math.PI - apart);
    }

    /// <summary>The angle of cells that were not seen, radians from 0 to 2π.</summary>
    /// <param name="matrix">[cells, genes], normalised as those learned from.</param>
    /// <param name="panel">Its genes; it has all of <see cref="Panel"/>, in any order.</param>
    public double[] Predict(CellMatrix matrix, GenePanel panel)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var values = _genes.Values(matrix, panel, [.. Enumerable.Range(0, matrix.Rows)]);
        var angles = new double[matrix.Rows];
        for (var cell = 0; cell < angles.Length; cell++) angles[cell] = Angle(values.AsSpan(cell * _genes.Count, _genes.Count), _weights, _mean);
        return angles;
    }

    private static (double[] Spread, double[] Towards, (double, double) Mean) Moments(StandardisedGenes genes, CellMatrix matrix, GenePanel panel, IReadOnlyList<double> angles, int[] rows)
    {
        var values = genes.Values(matrix, panel, rows);
        var (cosine, sine) = (rows.Average(r => Math.Cos(angles[r])), rows.Average(r => Math.Sin(angles[r])));
        var towards = new double[2 * genes.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var (x, y) = ((Math.Cos(angles[rows[i]]) - cosine) / rows.Length, (Math.Sin(angles[rows[i]]) - sine) / rows.Length);
            for (var g = 0; g < genes.Count; g++)
            {
                towards[g] += x * values[i * genes.Count + g];
                towards[genes.Count + g] += y * values[i * genes.Count + g];
            }
        }

        return (Symmetric.Moments(values, rows.Length, genes.Count), towards, (cosine, sine));
    }

    private static double Angle(ReadOnlySpan<double> cell, double[] weights, (double Cosine, double Sine) mean)
    {
        var (x, y) = mean;
        for (var g = 0; g < cell.Length; g++)
        {
            x += weights[g] * cell[g];
            y += weights[cell.Length + g] * cell[g];
        }

        var angle = Math.Atan2(y, x);
        return angle < 0 ? angle + 2 * Math.PI : angle;
    }
}

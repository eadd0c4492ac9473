using System.Collections.Immutable;
using System.Runtime.Intrinsics;

namespace Sintropia.Evaluation.Perturbations;

/// <summary>Mean expression of each perturbation and of the control, and what perturbations change: the difference from the control of the same data.</summary>
public sealed class Pseudobulks
{
    private readonly double[][] _means, _effects;

    private Pseudobulks(PerturbationCells cells)
    {
        (Names, Genes) = (cells.Names, cells.Genes);
        string[] groups = [cells.Control, .. cells.Names];
        var means = new double[groups.Length][];
        Parallel.For(0, groups.Length, g => means[g] = Mean(cells, groups[g])); // each by itself, so that threads change no bit
        (Control, _means) = (means[0], means[1..]);
        _effects = [.. _means.Select(mean => mean.Zip(Control, (m, c) => m - c).ToArray())];
    }

    /// <summary>Perturbations, sorted by code.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The panel.</summary>
    public ImmutableArray<string> Genes { get; }

    /// <summary>The mean of the control; [genes].</summary>
    public IReadOnlyList<double> Control { get; }

    /// <summary>The means of the perturbations; [perturbations][genes].</summary>
    public IReadOnlyList<IReadOnlyList<double>> Means => _means;

    /// <summary>Means less that of the control; [perturbations][genes].</summary>
    public IReadOnlyList<IReadOnlyList<double>> Effects => _effects;

    /// <summary>Those of cells; means are taken in double, in the order of the cells.</summary>
    public static Pseudobulks Of(PerturbationCells cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return new(cells);
    }

    /// <summary>Effects without copying.</summary>
    internal double[] Effect(int perturbation) => _effects[perturbation];

    private static double[] Mean(PerturbationCells cells, string name)
    {
        var sums = new double[cells.Genes.Length];
        var group = cells.Cells(name);
        foreach (var cell in group)
        {
            var row = cells.Row(cell);
            var gene = 0;
            // Every gene has a sum of its own, which grows cell by cell: side by side they keep their bits.
            for (; gene <= row.Length - Vector256<float>.Count; gene += Vector256<float>.Count)
            {
                var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(in row[gene]));
                (Vector256.LoadUnsafe(in sums[gene]) + low).StoreUnsafe(ref sums[gene]);
                (Vector256.LoadUnsafe(in sums[gene + Vector256<double>.Count]) + high).StoreUnsafe(ref sums[gene + Vector256<double>.Count]);
            }

            for (; gene < sums.Length; gene++) sums[gene] += row[gene];
        }

        for (var gene = 0; gene < sums.Length; gene++) sums[gene] /= group.Length;
        return sums;
    }
}

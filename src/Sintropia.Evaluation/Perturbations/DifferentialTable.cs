using System.Buffers;
using System.Collections.Immutable;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Perturbations;

/// <summary>Each gene of each perturbation tested against the controls. Rows are perturbations in the order of their names, columns genes.</summary>
public sealed class DifferentialTable
{
    private const double Bound = 20;

    private readonly double[][] _u, _p, _q, _change;

    private DifferentialTable(PerturbationCells cells, DifferentialRules rules)
    {
        Names = cells.Names;
        var (rows, genes) = (cells.Names.Length, cells.Genes.Length);
        (_u, _p, _change) = (Rows(rows, genes), Rows(rows, genes), Rows(rows, genes));
        Parallel.For(0, genes, gene => Test(cells, gene, rules));
        var bulks = Pseudobulks.Of(cells);
        for (var row = 0; row < rows; row++)
            for (var gene = 0; gene < genes; gene++)
                _change[row][gene] = Change(bulks.Means[row][gene], bulks.Control[gene], rules.BoundsFoldChanges);
        _q = rules.CorrectsEachPerturbation ? [.. _p.Select(MultipleTesting.BenjaminiHochberg)] : [.. MultipleTesting.BenjaminiHochberg([.. _p.SelectMany(p => p)]).Chunk(genes)];
    }

    /// <summary>Perturbations.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>U of the perturbed cells.</summary>
    public IReadOnlyList<IReadOnlyList<double>> U => _u;

    /// <summary>p, two-sided.</summary>
    public IReadOnlyList<IReadOnlyList<double>> PValues => _p;

    /// <summary>q: p after Benjamini and Hochberg.</summary>
    public IReadOnlyList<IReadOnlyList<double>> QValues => _q;

    /// <summary>log₂ of the ratio of expm1(mean of logarithms).</summary>
    public IReadOnlyList<IReadOnlyList<double>> Log2FoldChanges => _change;

    /// <summary>Tests all genes of all perturbations.</summary>
    /// <param name="cells">Log-normalised.</param>
    /// <param name="rules">How; none for <see cref="DifferentialRules.Present"/>.</param>
    public static DifferentialTable Of(PerturbationCells cells, DifferentialRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return new(cells, rules ?? DifferentialRules.Present);
    }

    // Controls are sorted once per gene.
    private void Test(PerturbationCells cells, int gene, DifferentialRules rules)
    {
        var controls = Sorted(cells, gene, cells.Control, out var length);
        for (var row = 0; row < Names.Length; row++)
        {
            var own = Sorted(cells, gene, Names[row], out var count);
            var result = RankSum.OfSorted<float>(own.AsSpan(0, count), controls.AsSpan(0, length), rules.Method);
            (_u[row][gene], _p[row][gene]) = (result.U, result.PValue);
            ArrayPool<float>.Shared.Return(own);
        }

        ArrayPool<float>.Shared.Return(controls);
    }

    private static float[] Sorted(PerturbationCells cells, int gene, string name, out int length)
    {
        var group = cells.Cells(name);
        length = group.Length;
        var values = ArrayPool<float>.Shared.Rent(length);
        cells.Column(gene, group, values);
        values.AsSpan(0, length).Sort();
        return values;
    }

    private static double Change(double mean, double control, bool bounded)
    {
        double up = ExpMinusOne(mean), down = ExpMinusOne(control);
        if (bounded) return Math.Log2(down == 0 ? Bound : up == 0 ? 1 / Bound : up / down);
        return up == 0 && down == 0 ? 0 : Math.Log2(up / down);
    }

    private static double ExpMinusOne(double x) => Math.Abs(x) < 1e-5 ? x + x * x / 2 + x * x * x / 6 : Math.Exp(x) - 1;

    private static double[][] Rows(int rows, int genes) => [.. Enumerable.Range(0, rows).Select(_ => new double[genes])];
}

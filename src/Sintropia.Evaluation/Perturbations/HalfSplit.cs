using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Perturbations;

/// <summary>The ceiling: one half of the real cells of each perturbation as the prediction of the other half. No predictor of distributions can be better but by chance.</summary>
/// <remarks>Both halves stand beside all controls. A half is noisier than the whole, so of few cells a predictor that is judged on all may come out above it.</remarks>
public static class HalfSplit
{
    /// <summary>Two halves of the perturbed cells; of an odd number the first has one more.</summary>
    /// <param name="cells">Real cells.</param>
    /// <param name="seed">Of who falls into which half.</param>
    /// <exception cref="ArgumentException">A perturbation has a single cell.</exception>
    public static (PerturbationCells Real, PerturbationCells Predicted) Of(PerturbationCells cells, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(cells);
        List<int> first = [.. cells.Cells(cells.Control)], second = [.. first];
        List<string> firstNames = [.. first.Select(_ => cells.Control)], secondNames = [.. firstNames];
        for (var p = 0; p < cells.Names.Length; p++)
        {
            var own = cells.Cells(cells.Names[p]);
            if (own.Length < 2) throw new ArgumentException($"'{cells.Names[p]}' has {own.Length} cell, which cannot be halved. Leave perturbations with fewer than 2 cells out of the test.");
            var order = SplitMix.Permutation(own.Length, SplitMix.At(seed, (ulong)p));
            for (var i = 0; i < own.Length; i++)
            {
                var (half, names) = i % 2 == 0 ? (first, firstNames) : (second, secondNames);
                half.Add(own[order[i]]);
                names.Add(cells.Names[p]);
            }
        }

        return (Take(cells, first, firstNames), Take(cells, second, secondNames));
    }

    private static PerturbationCells Take(PerturbationCells cells, List<int> rows, List<string> names)
    {
        var values = new float[checked(rows.Count * cells.Genes.Length)];
        for (var i = 0; i < rows.Count; i++) cells.Row(rows[i]).CopyTo(values.AsSpan(i * cells.Genes.Length));
        return new(values, cells.Genes, names, cells.Control);
    }
}

using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Perturbations;

/// <summary>Figures of predicted changes cell by cell, as the bio-JEPA project takes them.</summary>
public static class CellChangeScores
{
    private const double LeastDeviation = 1e-9;

    /// <summary>Mean squared error over genes of each pair.</summary>
    public static double[] SquaredErrors(CellChanges changes) => Pairs(changes, pair =>
    {
        var sum = 0.0;
        for (var gene = 0; gene < changes.Genes; gene++)
        {
            var difference = changes.Predicted(pair, gene) - changes.Real(pair, gene);
            sum += difference * difference;
        }

        return sum / changes.Genes;
    });

    /// <summary>Pearson's correlation of each pair over the genes that really change most in it; 0 where one side hardly varies. Of genes that change alike, as those of one count do, the last of the panel are taken.</summary>
    /// <param name="changes">Pairs.</param>
    /// <param name="top">How many genes.</param>
    public static double[] TopCorrelations(CellChanges changes, int top = 20) => Pairs(changes, pair =>
    {
        int[] genes = [.. Enumerable.Range(0, changes.Genes).OrderBy(gene => Math.Abs(changes.Real(pair, gene))).TakeLast(top)];
        double[] real = [.. genes.Select(gene => changes.Real(pair, gene))], predicted = [.. genes.Select(gene => changes.Predicted(pair, gene))];
        if (Deviation(real) < LeastDeviation || Deviation(predicted) < LeastDeviation) return 0;
        var correlation = Correlation.Pearson(real, predicted);
        return double.IsNaN(correlation) ? 0 : correlation;
    });

    /// <summary>1 − Σ(y − ŷ)²/Σ(y − ȳ)² of each perturbation's mean expression ŷ = before + predicted against y = after; NaN where y hardly varies.</summary>
    /// <param name="changes">Pairs.</param>
    /// <param name="top">Over how many genes, those whose mean changes most; none for all.</param>
    public static double[] Determinations(CellChanges changes, int? top = null)
    {
        ArgumentNullException.ThrowIfNull(changes);
        double[][] guessed = changes.Means((before, _, predicted) => (double)before + predicted), real = changes.Means((_, after, _) => after), moved = changes.Means((before, after, _) => (double)after - before);
        return [.. Enumerable.Range(0, changes.Groups).Select(p => Determination(real[p], guessed[p], top is { } count ? Largest(changes.Genes, gene => moved[p][gene], count) : [.. Enumerable.Range(0, changes.Genes)]))];
    }

    /// <summary>Mean size of a predicted change over all pairs and genes.</summary>
    public static double Shift(CellChanges changes) => Pairs(changes, pair => Enumerable.Range(0, changes.Genes).Average(gene => Math.Abs(changes.Predicted(pair, gene)))).Average();

    /// <summary>The genes of largest size, largest first; of equals the first.</summary>
    internal static int[] Largest(int genes, Func<int, double> of, int count) => [.. Enumerable.Range(0, genes).OrderByDescending(gene => Math.Abs(of(gene))).Take(count)];

    private static double Determination(double[] real, double[] guessed, int[] genes)
    {
        double[] y = [.. genes.Select(gene => real[gene])];
        if (Deviation(y) < LeastDeviation) return double.NaN;
        double mean = y.Average(), off = 0, spread = 0;
        foreach (var gene in genes) (off, spread) = (off + (real[gene] - guessed[gene]) * (real[gene] - guessed[gene]), spread + (real[gene] - mean) * (real[gene] - mean));
        return 1 - off / spread;
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }

    private static double[] Pairs(CellChanges changes, Func<int, double> of)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var figures = new double[changes.Perturbations.Count];
        Parallel.For(0, figures.Length, pair => figures[pair] = of(pair));
        return figures;
    }
}

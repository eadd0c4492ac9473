namespace Sintropia.Evaluation.Perturbations;

/// <summary>How far the cells of a perturbation are from the controls as samples: 2·mean|x − y| − mean|x − x′| − mean|y − y′|, all pairs, those of a cell with itself too.</summary>
public static class EnergyDistances
{
    private const double LeastVariation = 1e-9;

    /// <summary>Pearson's correlation over perturbations of the distances of two data sets; NaN where one side varies by less than a billionth of its size, as where one effect was predicted for all.</summary>
    /// <param name="real">From <see cref="Of"/> the truth.</param>
    /// <param name="predicted">From <see cref="Of"/> the prediction.</param>
    public static double Correlation(IReadOnlyList<double> real, IReadOnlyList<double> predicted) => Varies(real) && Varies(predicted) ? Statistics.Correlation.Pearson(real, predicted) : double.NaN;

    /// <summary>One per perturbation, in the order of their names.</summary>
    public static double[] Of(PerturbationCells cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var controls = cells.Cells(cells.Control).ToArray();
        var withinControls = Mean(cells, controls, controls);
        var distances = new double[cells.Names.Length];
        Parallel.For(0, distances.Length, p =>
        {
            var own = cells.Cells(cells.Names[p]).ToArray();
            distances[p] = 2 * Mean(cells, own, controls) - Mean(cells, own, own) - withinControls;
        });
        return distances;
    }

    private static bool Varies(IReadOnlyList<double> values) => values.Count > 0 && values.Max() - values.Min() > LeastVariation * values.Max(Math.Abs);

    private static double Mean(PerturbationCells cells, int[] some, int[] others)
    {
        var sums = new double[some.Length];
        Parallel.For(0, some.Length, i =>
        {
            var x = cells.Row(some[i]);
            foreach (var other in others)
            {
                var y = cells.Row(other);
                var square = 0.0;
                for (var gene = 0; gene < x.Length; gene++)
                {
                    double difference = x[gene] - (double)y[gene];
                    square += difference * difference;
                }

                sums[i] += Math.Sqrt(square);
            }
        });
        return sums.Sum() / ((double)some.Length * others.Length);
    }
}

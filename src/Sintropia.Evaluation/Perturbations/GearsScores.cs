using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Perturbations;

/// <summary>The metrics of GEARS on means over cells, one number per perturbation.</summary>
/// <remarks>Raw correlations are above 0.98 for a predictor that always gives the mean: they are here to compare with published numbers, not to judge by.</remarks>
public sealed class GearsScores
{
    private readonly IReadOnlyList<IReadOnlyList<double>> _real, _predicted;
    private readonly IReadOnlyList<IReadOnlyList<int>> _most;

    /// <summary>Means beside each other.</summary>
    /// <param name="real">Mean expression [perturbations][genes].</param>
    /// <param name="predicted">The same of the prediction.</param>
    /// <param name="mostChanged">The genes that each perturbation changes most, as places; empty for controls, which have none.</param>
    /// <exception cref="ArgumentException">Counts differ.</exception>
    public GearsScores(IReadOnlyList<IReadOnlyList<double>> real, IReadOnlyList<IReadOnlyList<double>> predicted, IReadOnlyList<IReadOnlyList<int>> mostChanged)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(mostChanged);
        if (real.Count == 0 || real.Count != predicted.Count || real.Count != mostChanged.Count || real.Zip(predicted).Any(p => p.First.Count != p.Second.Count))
            throw new ArgumentException($"{real.Count} real means, {predicted.Count} predicted ones and {mostChanged.Count} lists of genes cannot be compared. Give one of each per perturbation, over the same genes.");
        (_real, _predicted, _most) = (real, predicted, mostChanged);
    }

    /// <summary>Mean squared error over genes.</summary>
    public double[] SquaredErrors => [.. _real.Zip(_predicted, Error)];

    /// <summary>Pearson's correlation over genes; 0 where it is undefined.</summary>
    public double[] Correlations => [.. _real.Zip(_predicted, Correlate)];

    /// <summary>The first over the most changed genes; 0 for controls.</summary>
    public double[] SquaredErrorsOfMostChanged => Most(Error);

    /// <summary>The second over the most changed genes; 0 where it is undefined, and for controls.</summary>
    public double[] CorrelationsOfMostChanged => Most(Correlate);

    /// <summary>Whether a perturbation counts in means over <see cref="SquaredErrorsOfMostChanged"/> and <see cref="CorrelationsOfMostChanged"/>.</summary>
    public bool HasMostChanged(int perturbation) => _most[perturbation].Count > 0;

    private double[] Most(Func<IReadOnlyList<double>, IReadOnlyList<double>, double> judge) =>
        [.. _most.Select((genes, p) => genes.Count == 0 ? 0 : judge([.. genes.Select(g => _real[p][g])], [.. genes.Select(g => _predicted[p][g])]))];

    private static double Error(IReadOnlyList<double> real, IReadOnlyList<double> predicted) => real.Zip(predicted, (r, p) => (p - r) * (p - r)).Average();

    private static double Correlate(IReadOnlyList<double> real, IReadOnlyList<double> predicted) => Correlation.Pearson(real, predicted) is var r && double.IsNaN(r) ? 0 : r;
}

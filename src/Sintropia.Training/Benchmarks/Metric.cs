using Sintropia.Evaluation.Perturbations;

namespace Sintropia.Training.Benchmarks;

/// <summary>A metric of a table: one figure per perturbation.</summary>
/// <param name="Name">As cell-eval calls it, where it has it.</param>
/// <param name="HigherIsBetter">Which way is good.</param>
/// <param name="What">In words.</param>
public sealed record Metric(string Name, bool HigherIsBetter, string What)
{
    /// <summary>All metrics in the order of tables.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("pearson_delta", true, "Pearson correlation of predicted and real effect over genes; not a number where nothing is predicted to change"),
        new("pearson_delta_centred", true, "the same less the mean real effect of all test perturbations, so that a shared response earns nothing"),
        new("discrimination_l1", true, "1 - rank/P of the right effect by Manhattan distance, ties shared, the perturbed gene left out; 1/2 + 1/(2P) by chance"),
        new("discrimination_cosine", true, "the same by the cosine"),
        new("mae", false, "mean absolute error of the pseudobulk"),
        new("mse", false, "mean squared error of the pseudobulk"),
        new("mse_delta", false, "mean squared error of the effect"),
        new("overlap_at_N", true, "share of the truly significant genes among as many predicted ones (rank sums, q < 0.05 within each perturbation)"),
        new("precision_at_N", true, "share of the predicted significant genes that are among as many real ones"),
        new("de_direction_match", true, "share of truly significant genes that change in the right direction"),
    ];

    /// <summary>The metric of a name.</summary>
    public static Metric Of(string name) => All.First(m => m.Name == name);

    /// <summary>The figures of a prediction, by metric; perturbations in the order of their names.</summary>
    /// <param name="real">Truth.</param>
    /// <param name="predicted">Prediction, of the same genes and perturbations.</param>
    /// <param name="truth">Differential expression of the truth, which is the same for all predictions.</param>
    /// <param name="tested">The prediction without values below 0, which have no fold change; none where it has none.</param>
    /// <exception cref="ArgumentException">Genes, controls or perturbations differ.</exception>
    public static IReadOnlyDictionary<string, double[]> Judge(PerturbationCells real, PerturbationCells predicted, DifferentialTable? truth = null, PerturbationCells? tested = null)
    {
        PerturbationCells.CheckPair(real, predicted);
        Pseudobulks bulks = Pseudobulks.Of(real), guesses = Pseudobulks.Of(predicted);
        var agreement = new DifferentialAgreement(truth ?? DifferentialTable.Of(real), DifferentialTable.Of(tested ?? predicted));
        return new Dictionary<string, double[]>(StringComparer.Ordinal)
        {
            ["pearson_delta"] = EffectErrors.Correlation(bulks, guesses),
            ["pearson_delta_centred"] = Centred(bulks, guesses),
            ["discrimination_l1"] = DiscriminationScore.Of(bulks, guesses, new() { SharesTies = true }),
            ["discrimination_cosine"] = DiscriminationScore.Of(bulks, guesses, new() { SharesTies = true, Distance = EffectDistance.Cosine }),
            ["mae"] = EffectErrors.MeanAbsolute(bulks, guesses),
            ["mse"] = EffectErrors.MeanSquared(bulks, guesses),
            ["mse_delta"] = EffectErrors.MeanSquared(bulks, guesses, ofEffects: true),
            ["overlap_at_N"] = agreement.Overlap(),
            ["precision_at_N"] = agreement.Precision(),
            ["de_direction_match"] = agreement.DirectionMatch(),
        };
    }

    /// <summary>By how much each perturbation is missed, as <see cref="ConformalIntervals.Score"/> has it.</summary>
    /// <param name="real">Truth.</param>
    /// <param name="predicted">Prediction, of the same genes and perturbations.</param>
    public static double[] Misses(PerturbationCells real, PerturbationCells predicted) => [.. Pseudobulks.Of(real).Means.Zip(Pseudobulks.Of(predicted).Means, ConformalIntervals.Score)];

    private static double[] Centred(Pseudobulks real, Pseudobulks predicted)
    {
        var genes = real.Genes.Length;
        var mean = Enumerable.Range(0, genes).Select(g => real.Effects.Average(e => e[g])).ToArray();
        return [.. real.Effects.Zip(predicted.Effects, (r, p) => Evaluation.Statistics.Correlation.Pearson([.. r.Zip(mean, (x, m) => x - m)], [.. p.Zip(mean, (x, m) => x - m)]))];
    }
}

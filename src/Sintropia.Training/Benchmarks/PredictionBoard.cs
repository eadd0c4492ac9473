using Sintropia.Evaluation.Perturbations;

namespace Sintropia.Training.Benchmarks;

/// <summary>Anybody's predictions beside a null, a baseline that the truth alone gives, and the ceiling.</summary>
public static class PredictionBoard
{
    /// <summary>The name of the row of the predictions.</summary>
    public const string Judged = "prediction";

    private const ulong SeedOfHalves = 1;

    /// <summary>Judges a prediction.</summary>
    /// <param name="real">Truth.</param>
    /// <param name="predicted">Prediction, of the same genes and perturbations.</param>
    /// <param name="description">What the files are.</param>
    public static Leaderboard Of(PerturbationCells real, PerturbationCells predicted, IReadOnlyList<string> description)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(predicted);
        var truth = DifferentialTable.Of(real);
        var bulks = Pseudobulks.Of(real);
        var (half, other) = HalfSplit.Of(real, SeedOfHalves);
        PerturbationCells others = Made(real, p => Others(bulks, p)), unchanged = Made(real, _ => null);
        return new("predictions", description, real.Names,
        [
            new(Judged, EntryRole.System, Metric.Judge(real, predicted, truth, predicted.AtLeast(0)), []) { Misses = Metric.Misses(real, predicted) },
            new("mean of the others", EntryRole.Baseline, Metric.Judge(real, others, truth), [], "for each perturbation the mean of the real pseudobulks of all others: what a training mean would be that saw them") { Misses = Metric.Misses(real, others) },
            new("no change", EntryRole.Null, Metric.Judge(real, unchanged, truth), []) { Misses = Metric.Misses(real, unchanged) },
            new("half of the cells", EntryRole.Ceiling, Metric.Judge(half, other), [], "one half of the real cells as the prediction of the other"),
        ]);
    }

    private static double[]? Others(Pseudobulks bulks, int left)
    {
        if (bulks.Means.Count < 2) return [.. bulks.Control];
        var mean = new double[bulks.Genes.Length];
        for (var p = 0; p < bulks.Means.Count; p++)
            for (var gene = 0; p != left && gene < mean.Length; gene++)
                mean[gene] += bulks.Means[p][gene] / (bulks.Means.Count - 1);
        return mean;
    }

    // The controls as they are, and for each perturbation as many cells: all of one mean, or the controls again.
    private static PerturbationCells Made(PerturbationCells real, Func<int, double[]?> mean)
    {
        var controls = real.Cells(real.Control).ToArray();
        var genes = real.Genes.Length;
        var values = new float[checked(controls.Length * (real.Names.Length + 1) * genes)];
        List<string> names = [];
        for (var group = -1; group < real.Names.Length; group++)
        {
            var given = group < 0 ? null : mean(group);
            for (var i = 0; i < controls.Length; i++)
            {
                var row = values.AsSpan(names.Count * genes, genes);
                names.Add(group < 0 ? real.Control : real.Names[group]);
                real.Row(controls[i]).CopyTo(row);
                for (var gene = 0; given is not null && gene < genes; gene++) row[gene] = (float)given[gene];
            }
        }

        return new(values, real.Genes, names, real.Control);
    }
}

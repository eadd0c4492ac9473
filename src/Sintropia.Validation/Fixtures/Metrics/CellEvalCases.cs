using Sintropia.Evaluation.Perturbations;

namespace Sintropia.Validation.Fixtures.Metrics;

/// <summary>The metrics of cell-eval: pseudobulks, differential expression in both eras, effects, discrimination, overlaps, the challenge's score.</summary>
internal static class CellEvalCases
{
    private static readonly string[] s_data = ["model", "baseline", "truth_as_prediction"];

    private static readonly (string Name, string Era)[] s_eras = [("de_pdex_0.2", "new"), ("de_pdex_0.1", "old")];

    private static readonly (string Name, EffectDistance Distance)[] s_distances = [("l1", EffectDistance.Manhattan), ("l2", EffectDistance.Euclidean), ("cosine", EffectDistance.Cosine)];

    public static IEnumerable<MetricCase> Of(MetricFolder folder) =>
    [
        new("pseudobulk", () => new[] { "real", "model" }.Select(name => Pseudobulk(folder, name))),
        .. from name in new[] { "real", "model", "baseline" }
           from era in s_eras
           select new MetricCase($"de/{name}/{era.Era}", () => Table(folder, name, era.Era)),
        .. s_data.Select(name => new MetricCase($"{name}/anndata", () => Effects(folder, name))),
        .. from name in s_data
           from era in s_eras
           select new MetricCase($"{name}/{era.Name}", () => Overlaps(folder, name, era)),
        new("challenge_score", () => Challenge(folder)),
    ];

    private static TensorAgreement Pseudobulk(MetricFolder folder, string name)
    {
        var bulks = Pseudobulks.Of(folder.Cells(name));
        var key = $"pseudobulk/{name}_mean";
        return Agreement.Each(key, [.. bulks.Means.SelectMany(mean => mean), .. bulks.Control], folder.Outputs[key].ToDoubles(), Agreement.Sums);
    }

    private static IEnumerable<TensorAgreement> Table(MetricFolder folder, string name, string era)
    {
        var table = folder.Table(name, era);
        return
        [
            Compared("statistic", table.U, Agreement.Exact), Compared("p_value", table.PValues, Agreement.Chances), Compared("fdr", table.QValues, Agreement.Chances), Compared("log2_fold_change", table.Log2FoldChanges, Agreement.Sums),
        ];

        TensorAgreement Compared(string what, IReadOnlyList<IReadOnlyList<double>> rows, double allowed) => Agreement.Each(what, [.. rows.SelectMany(row => row)], folder.Outputs[$"de/{name}/{era}/{what}"].ToDoubles(), allowed);
    }

    private static IEnumerable<TensorAgreement> Effects(MetricFolder folder, string name)
    {
        var (expected, summaries) = (folder["metrics.json"].GetProperty("per_perturbation").GetProperty(name).GetProperty("anndata"), folder["metrics.json"].GetProperty("aggregate").GetProperty(name).GetProperty("anndata"));
        Pseudobulks real = Pseudobulks.Of(folder.Cells("real")), predicted = Pseudobulks.Of(folder.Cells(name));
        List<(string Metric, double[] Figures, double Allowed)> metrics =
        [
            ("mae", EffectErrors.MeanAbsolute(real, predicted), Agreement.Sums), ("mse", EffectErrors.MeanSquared(real, predicted), Agreement.Sums),
            ("mae_delta", EffectErrors.MeanAbsolute(real, predicted, ofEffects: true), Agreement.Sums), ("mse_delta", EffectErrors.MeanSquared(real, predicted, ofEffects: true), Agreement.Sums),
            ("pearson_delta", EffectErrors.Correlation(real, predicted), Agreement.Sums),
        ];
        foreach (var (distance, kind) in s_distances)
        {
            metrics.Add(($"independent_pds_midrank_{distance}", DiscriminationScore.Of(real, predicted, new() { Distance = kind, SharesTies = true }), Agreement.Exact));

            // The published rank of one effect for all depends on how its sort breaks ties: the fair rank stands for it.
            if (name != "baseline") metrics.Add(($"discrimination_score_{distance}", DiscriminationScore.Of(real, predicted, new() { Distance = kind }), Agreement.Exact));
        }

        foreach (var (metric, figures, allowed) in metrics)
        {
            yield return Agreement.Named(metric, real.Names, figures, expected.GetProperty(metric), allowed);
            if (summaries.TryGetProperty(metric, out var summary)) yield return Summary(metric, figures, summary, allowed);
        }

        // Of one effect for all the published figure is a correlation of rounding errors.
        var energies = EnergyDistances.Correlation(EnergyDistances.Of(folder.Cells("real")), EnergyDistances.Of(folder.Cells(name)));
        yield return name == "baseline" ? Agreement.Each("pearson_edistance", [energies], [double.NaN], Agreement.Exact) : Agreement.One("pearson_edistance", energies, expected.GetProperty("pearson_edistance"), Agreement.Single);
    }

    private static IEnumerable<TensorAgreement> Overlaps(MetricFolder folder, string name, (string Name, string Era) era)
    {
        var (expected, summaries) = (folder["metrics.json"].GetProperty("per_perturbation").GetProperty(name).GetProperty(era.Name), folder["metrics.json"].GetProperty("aggregate").GetProperty(name).GetProperty(era.Name));
        var names = folder.Cells("real").Names;
        var agreement = new DifferentialAgreement(folder.Table("real", era.Era), folder.Table(name == "truth_as_prediction" ? "real" : name, era.Era));
        List<(string Metric, double[] Figures, double Allowed)> metrics =
        [
            ("overlap_at_N", agreement.Overlap(), Agreement.Exact), ("precision_at_N", agreement.Precision(), Agreement.Exact), ("de_direction_match", agreement.DirectionMatch(), Agreement.Exact), ("de_spearman_lfc_sig", agreement.ChangeCorrelation(), Agreement.Sums),
            ("de_sig_genes_recall", agreement.Recall(), Agreement.Exact), ("pr_auc", agreement.AveragePrecision(), Agreement.Sums), ("roc_auc", agreement.RocArea(), Agreement.Sums),
        ];
        foreach (var k in new[] { 5, 20, 50, 100, 200, 500 })
        {
            metrics.Add(($"overlap_at_{k}", agreement.Overlap(k), Agreement.Exact));
            metrics.Add(($"precision_at_{k}", agreement.Precision(k), Agreement.Exact));
        }

        foreach (var (metric, figures, allowed) in metrics)
        {
            var judged = expected.GetProperty(metric);
            yield return Agreement.Named(metric, names, figures, judged, allowed);

            // Perturbations without a significant gene are absent, not missing.
            yield return Summary(metric, [.. figures.Where((_, i) => judged.TryGetProperty(names[i], out var _))], summaries.GetProperty(metric), allowed);
        }

        var counts = expected.GetProperty("de_nsig_counts");
        yield return Agreement.Each("de_nsig_counts", [.. agreement.Counts.SelectMany(c => new double[] { c.Real, c.Predicted })], [.. names.SelectMany(n => new[] { counts.GetProperty(n).GetProperty("real").GetDouble(), counts.GetProperty(n).GetProperty("pred").GetDouble() })], Agreement.Exact);
        yield return Agreement.One("de_spearman_sig", agreement.CountCorrelation(), expected.GetProperty("de_spearman_sig"), Agreement.Sums);
    }

    private static TensorAgreement Summary(string metric, double[] figures, System.Text.Json.JsonElement expected, double allowed)
    {
        var summary = MetricSummary.Of(figures);
        return Agreement.Each(
            $"{metric} in all", [summary.Mean, summary.Median, summary.Count, summary.Missing],
            [Agreement.Number(expected.GetProperty("mean_ignoring_nan")), Agreement.Number(expected.GetProperty("median_ignoring_nan")), expected.GetProperty("count").GetDouble(), expected.GetProperty("nan").GetDouble()], Math.Max(allowed, Agreement.Sums));
    }

    private static IEnumerable<TensorAgreement> Challenge(MetricFolder folder)
    {
        Pseudobulks real = Pseudobulks.Of(folder.Cells("real")), model = Pseudobulks.Of(folder.Cells("model")), baseline = Pseudobulks.Of(folder.Cells("baseline"));
        var aggregate = folder["metrics.json"].GetProperty("aggregate").GetProperty("baseline").GetProperty("anndata").GetProperty("discrimination_score_l1");
        var mae = ChallengeScore.TowardsZero(EffectErrors.MeanAbsolute(real, model).Average(), EffectErrors.MeanAbsolute(real, baseline).Average());
        var discrimination = ChallengeScore.TowardsOne(DiscriminationScore.Of(real, model).Average(), aggregate.GetProperty("mean_ignoring_nan").GetDouble()); // the baseline's is the published one, whose ties are broken by its sort
        foreach (var (name, era) in s_eras)
        {
            var expected = folder["metrics.json"].GetProperty("challenge_score_model_vs_baseline").GetProperty(name);
            var overlap = ChallengeScore.TowardsOne(Overlap("model"), Overlap("baseline"));
            yield return Agreement.One($"{name}/mae", mae, expected.GetProperty("mae"), Agreement.Sums);
            yield return Agreement.One($"{name}/discrimination_score_l1", discrimination, expected.GetProperty("discrimination_score_l1"), Agreement.Sums);
            yield return Agreement.One($"{name}/overlap_at_N", overlap, expected.GetProperty("overlap_at_N"), Agreement.Sums);
            yield return Agreement.One($"{name}/clipped_mean", ChallengeScore.Clipped(mae, discrimination, overlap), expected.GetProperty("clipped_mean"), Agreement.Sums);

            double Overlap(string data) => new DifferentialAgreement(folder.Table("real", era), folder.Table(data, era)).Overlap().Average();
        }
    }
}

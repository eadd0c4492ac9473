using Sintropia.Evaluation.Perturbations;

namespace Sintropia.Validation.Fixtures.Metrics;

/// <summary>The metrics of the bio-JEPA project, of a model, of the null that knows the control cell, and of no change.</summary>
internal static class CellChangeCases
{
    public static IEnumerable<MetricCase> Of(MetricFolder folder) =>
        from name in new[] { "model", "null_trainmean_minus_control", "no_change" }
        from part in new (string Name, Func<MetricFolder, string, IEnumerable<TensorAgreement>> Compare)[] { ("cells", Cells), ("effects", Effects) }
        select new MetricCase($"biojepa/{name}/{part.Name}", () => part.Compare(folder, name));

    private static IEnumerable<TensorAgreement> Cells(MetricFolder folder, string name)
    {
        var (changes, expected) = (Changes(folder, name), folder["biojepa_metrics.json"].GetProperty(name));
        double[] errors = CellChangeScores.SquaredErrors(changes), correlations = CellChangeScores.TopCorrelations(changes), all = CellChangeScores.Determinations(changes), top = CellChangeScores.Determinations(changes, 50);

        // A prediction is held in single precision here, and the null is none of its numbers.
        var allowed = name == "null_trainmean_minus_control" ? Agreement.Single : Agreement.Sums;
        return
        [
            Agreement.Together("mse_per_cell", errors, folder.Outputs[$"biojepa/{name}/mse_per_cell"].ToDoubles(), allowed), Agreement.One("global_mse", errors.Average(), expected.GetProperty("global_mse"), allowed),
            Agreement.Together("pearson_top20_per_cell", correlations, folder.Outputs[$"biojepa/{name}/pearson_top20_per_cell"].ToDoubles(), allowed), Agreement.One("pearson_top20", correlations.Average(), expected.GetProperty("pearson_top20"), allowed),
            Agreement.One("shift_magnitude", CellChangeScores.Shift(changes), expected.GetProperty("shift_magnitude"), allowed),

            // The reference averages cells in single precision.
            Agreement.Together("per_perturbation_r2_all", all, Agreement.Numbers(expected.GetProperty("per_perturbation_r2_all")), Agreement.Single), Agreement.One("r2_all_mean", MetricSummary.Of(all).Mean, expected.GetProperty("r2_all_mean"), Agreement.Single),
            Agreement.One("r2_all_median", MetricSummary.Of(all).Median, expected.GetProperty("r2_all_median"), Agreement.Single),
            Agreement.Together("per_perturbation_r2_top50", top, Agreement.Numbers(expected.GetProperty("per_perturbation_r2_top50")), Agreement.Single), Agreement.One("r2_top50_mean", MetricSummary.Of(top).Mean, expected.GetProperty("r2_top50_mean"), Agreement.Single),
            Agreement.One("r2_top50_median", MetricSummary.Of(top).Median, expected.GetProperty("r2_top50_median"), Agreement.Single),
        ];
    }

    private static IEnumerable<TensorAgreement> Effects(MetricFolder folder, string name)
    {
        var (scores, expected) = (EffectScores.Of(Changes(folder, name)), folder["biojepa_metrics.json"].GetProperty(name).GetProperty("effect_level"));
        var allowed = name == "null_trainmean_minus_control" ? Agreement.Single : Agreement.Sums;
        yield return Agreement.One("severity_pearson", scores.StrengthCorrelation, expected.GetProperty("severity_pearson"), allowed);
        yield return Agreement.One("severity_spearman", scores.StrengthRankCorrelation, expected.GetProperty("severity_spearman"), Agreement.Sums);
        yield return Agreement.Each("mae_by_bin", scores.ErrorsBySize(), [.. expected.GetProperty("mae_by_bin").EnumerateObject().Select(bin => Agreement.Number(bin.Value))], allowed);
        yield return Agreement.One("direction_accuracy_all", scores.DirectionAccuracy(), expected.GetProperty("direction_accuracy_all"), Agreement.Sums);
        foreach (var top in new[] { 10, 20, 50, 100 })
        {
            yield return Agreement.One($"precision_at_{top}", scores.Precision(top).Average(), expected.GetProperty($"precision_at_{top}"), Agreement.Sums);
            yield return Agreement.One($"ndcg_at_{top}", scores.Gain(top).Average(), expected.GetProperty($"ndcg_at_{top}"), Agreement.Sums);
            yield return Agreement.One($"expected_overlap_at_{top}", scores.ExpectedHits(top), expected.GetProperty($"expected_overlap_at_{top}"), Agreement.Exact);
        }

        double[] ranks = scores.RetrievalRanks();
        var retrieval = expected.GetProperty("retrieval");
        yield return Agreement.Each("retrieval_rank", ranks, folder.Outputs[$"biojepa/{name}/retrieval_rank"].ToDoubles(), Agreement.Exact);
        yield return Agreement.One("mrr", ranks.Average(rank => 1 / rank), retrieval.GetProperty("mrr"), Agreement.Sums);
        yield return Agreement.One("median_rank", MetricSummary.Of(ranks).Median, retrieval.GetProperty("median_rank"), Agreement.Exact);
        foreach (var within in new[] { 1, 5, 10 }) yield return Agreement.One($"recall_at_{within}", ranks.Average(rank => rank <= within ? 1.0 : 0), retrieval.GetProperty($"recall_at_{within}"), Agreement.Sums);
    }

    private static CellChanges Changes(MetricFolder folder, string name)
    {
        var cells = folder.Cells("real");
        int[] perturbations = folder.Inputs["biojepa/perturbation_index"].ToInt32s();
        float[] before = Rows(cells, folder.Inputs["biojepa/control_cell_index"].ToInt32s()), after = Rows(cells, folder.Inputs["biojepa/case_cell_index"].ToInt32s());
        return new(before, after, Predicted(folder, name, before, after, perturbations, cells.Genes.Length), perturbations);
    }

    private static float[] Predicted(MetricFolder folder, string name, float[] before, float[] after, int[] perturbations, int genes)
    {
        if (name == "no_change") return new float[before.Length];
        if (name == "model")
        {
            var shifts = folder.Inputs["biojepa/model_delta_by_perturbation"].ToFloats();
            return [.. perturbations.SelectMany(p => shifts.Skip(p * genes).Take(genes))];
        }

        var means = new double[genes];
        for (var i = 0; i < after.Length; i++) means[i % genes] += after[i] / (double)perturbations.Length;
        return [.. before.Select((value, i) => (float)(means[i % genes] - value))];
    }

    private static float[] Rows(PerturbationCells cells, int[] rows) => [.. rows.SelectMany(row => cells.Row(row).ToArray())];
}

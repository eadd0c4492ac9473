using System.Text.Json;
using Sintropia.Evaluation.Statistics;
using Sintropia.Weights.Quantising;

namespace Sintropia.Validation.Fixtures.Metrics;

/// <summary>Tests and corrections on small samples, against SciPy and statsmodels.</summary>
internal static class StatisticsCases
{
    public static IEnumerable<MetricCase> Of(MetricFolder folder) =>
    [
        new("statistics/mann_whitney", () => List(folder, "mann_whitney").Index().SelectMany(c => RankSums(c.Index, c.Item))),
        new("statistics/multiple_testing", () => List(folder, "multiple_testing").Index().SelectMany(c => Corrections(c.Index, c.Item))),
        new("statistics/correlation", () => List(folder, "correlation").Index().SelectMany(c => Correlations(c.Index, c.Item))),
        new("statistics/two_sample", () => List(folder, "two_sample").Index().SelectMany(c => Samples(c.Index, c.Item))),
        new("quant", () => new[] { "a", "b", "c" }.SelectMany(matrix => Quantised(folder, $"quant/{matrix}"))),
    ];

    // Where all values are one number SciPy divides 0 by 0 without a correction for continuity; the rule is p = 1.
    private static IEnumerable<TensorAgreement> RankSums(int number, JsonElement given)
    {
        double[] x = Agreement.Numbers(given.GetProperty("x")), y = Agreement.Numbers(given.GetProperty("y"));
        foreach (var (name, method) in new[] { ("asymptotic_continuity", RankSumMethod.Continuity), ("asymptotic", RankSumMethod.NoContinuity), ("auto", RankSumMethod.Automatic) })
        {
            var (result, expected) = (RankSum.TwoSided(x, y, method), given.GetProperty(name));
            var p = Agreement.Number(expected.GetProperty("p"));
            yield return Agreement.Each($"{number}/{name}/U", [result.U], [expected.GetProperty("U").GetDouble()], Agreement.Exact);
            yield return Agreement.Each($"{number}/{name}/p", [result.PValue], [double.IsNaN(p) ? 1 : p], Agreement.Chances);
        }
    }

    private static IEnumerable<TensorAgreement> Corrections(int number, JsonElement given)
    {
        var p = Agreement.Numbers(given.GetProperty("p"));
        yield return Agreement.Each($"{number}/q_bh", MultipleTesting.BenjaminiHochberg(p), Agreement.Numbers(given.GetProperty("q_bh")), Agreement.Exact);
        yield return Agreement.Each($"{number}/q_by", MultipleTesting.BenjaminiYekutieli(p), Agreement.Numbers(given.GetProperty("q_by")), Agreement.Exact);
        yield return Agreement.Each($"{number}/q_holm", MultipleTesting.Holm(p), Agreement.Numbers(given.GetProperty("q_holm")), Agreement.Exact);
    }

    private static IEnumerable<TensorAgreement> Correlations(int number, JsonElement given)
    {
        double[] x = Agreement.Numbers(given.GetProperty("x")), y = Agreement.Numbers(given.GetProperty("y"));
        yield return Agreement.One($"{number}/pearson", Correlation.Pearson(x, y), given.GetProperty("pearson"), Agreement.Sums);
        yield return Agreement.One($"{number}/spearman", Correlation.Spearman(x, y), given.GetProperty("spearman"), Agreement.Sums);
        yield return Agreement.Each($"{number}/ranks_x_average", Correlation.Ranks(x), Agreement.Numbers(given.GetProperty("ranks_x_average")), Agreement.Exact);
    }

    private static IEnumerable<TensorAgreement> Samples(int number, JsonElement given)
    {
        double[] x = Agreement.Numbers(given.GetProperty("x")), y = Agreement.Numbers(given.GetProperty("y"));
        TestResult welch = TTest.Welch(x, y), student = TTest.Student(x, y);
        yield return Agreement.One($"{number}/welch_t", welch.Statistic, given.GetProperty("welch_t"), Agreement.Sums);
        yield return Agreement.One($"{number}/welch_p", welch.PValue, given.GetProperty("welch_p"), Agreement.Chances);
        yield return Agreement.One($"{number}/student_t", student.Statistic, given.GetProperty("student_t"), Agreement.Sums);
        yield return Agreement.One($"{number}/student_p", student.PValue, given.GetProperty("student_p"), Agreement.Chances);
        yield return Agreement.One($"{number}/ks", KolmogorovSmirnov.TwoSample(x, y).Statistic, given.GetProperty("ks"), Agreement.Exact);
        yield return Agreement.One($"{number}/wasserstein_1d", SampleDistance.Wasserstein(x, y), given.GetProperty("wasserstein_1d"), Agreement.Sums);
        yield return Agreement.One($"{number}/energy_1d", SampleDistance.Energy(x, y), given.GetProperty("energy_1d"), Agreement.Sums);
    }

    private static IEnumerable<TensorAgreement> Quantised(MetricFolder folder, string name)
    {
        const int group = 32;
        var (weights, inputs, rows) = (folder.Inputs[$"{name}/W"].ToFloats(), folder.Inputs[$"{name}/x"].ToFloats(), (int)folder.Inputs[$"{name}/W"].Shape[0]);
        double[] Expected(string what) => folder.Outputs[$"{name}/{what}"].ToDoubles();
        var (bytes, halves) = (ByteRows.Of(weights, rows), HalfByteGroups.Of(weights, rows, group));
        yield return Agreement.Each($"{name}/int8_scale", [.. bytes.Scales.ToArray().Select(s => (double)s)], Expected("int8_scale"), Agreement.Single);
        yield return Agreement.Each($"{name}/int8_q", [.. bytes.Values.ToArray().Select(q => (double)q)], Expected("int8_q"), Agreement.Exact);
        yield return Agreement.Together($"{name}/int8_dequant", [.. bytes.ToFloats().Select(w => (double)w)], Expected("int8_dequant"), Agreement.Single);
        yield return Agreement.Together($"{name}/int8_matmul", [.. bytes.Multiply(inputs).Select(y => (double)y)], Expected("int8_matmul"), Agreement.Single);
        yield return Agreement.Each($"{name}/int4_group32_scale", [.. halves.Scales.ToArray().Select(s => (double)s)], Expected("int4_group32_scale"), Agreement.Single);
        yield return Agreement.Each($"{name}/int4_q", [.. Enumerable.Range(0, weights.Length).Select(i => (double)halves[i / halves.Columns, i % halves.Columns])], Expected("int4_q"), Agreement.Exact);
    }

    private static IEnumerable<JsonElement> List(MetricFolder folder, string name) => folder["statistics.json"].GetProperty(name).EnumerateArray();
}

using Sintropia.Evaluation.Statistics;
using Sintropia.Runs.Results;
using Sintropia.Scenarios.Sweeps;
using Sintropia.Sweeps.Execution;

namespace Sintropia.Sweeps.Sensitivity;

/// <summary>What a sweep says about its parameters: by the measures that its design allows, for every outcome that varies.</summary>
public static class SweepAnalysis
{
    private const int LeastPoints = 8;

    /// <summary>All sensitivities; empty for a sweep that is not complete, or whose design allows none.</summary>
    public static IReadOnlyList<Influence> Of(SweepResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!result.IsComplete) return [];
        var all = new List<Influence>();
        foreach (var condition in result.Plan.Conditions)
            for (var outcome = 0; outcome < SweepRow.Outcomes.Count; outcome++)
            {
                var values = result.Outcomes(condition, outcome);
                if (values.Where(double.IsFinite).Distinct().Skip(1).Any()) all.AddRange(Of(result.Plan, condition, SweepRow.Outcomes[outcome], values));
            }

        return all;
    }

    /// <summary>Writes `sensitivity.csv`.</summary>
    public static void Write(IReadOnlyList<Influence> sensitivities, SweepFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        folder.Write(SweepFolder.Sensitivities, path =>
        {
            using var table = new TableFile(path, "condition,outcome,parameter,measure,estimate,low,high", 0);
            foreach (var s in sensitivities)
            {
                table.Add(s.Condition).Add(s.Outcome).Add(s.Parameter).Add(s.Measure);
                foreach (var value in (double[])[s.Value.Estimate, s.Value.Low, s.Value.High])
                {
                    if (double.IsNaN(value)) table.Add("");
                    else table.Add(value);
                }

                table.EndRow();
            }

            table.Flush();
        });
    }

    private static IEnumerable<Influence> Of(SweepPlan plan, string condition, string outcome, double[] values)
    {
        var parameters = plan.Specification.Parameters;
        Influence One(int k, string measure, Bounds bounds) => new(condition, outcome, parameters[k].Name, measure, bounds);
        switch (plan.Specification.Design)
        {
            case SweepDesign.Saltelli:
                var indices = SobolIndices.Of(values, parameters.Count, seed: plan.Seed);
                return indices.SelectMany((index, k) => new[] { One(k, "first", index.First), One(k, "total", index.Total) });
            case SweepDesign.Morris:
                var effects = ElementaryEffects.Of(plan.Places, values, seed: plan.Seed);
                return effects.SelectMany((effect, k) => new[] { One(k, "mu_star", effect.Absolute), One(k, "sigma", effect.Spread), One(k, "mu", effect.Mean) });
            default:
                var known = Enumerable.Range(0, values.Length).Where(i => double.IsFinite(values[i])).ToArray();
                if (known.Length < LeastPoints) return [];
                return Enumerable.Range(0, parameters.Count).Where(k => parameters[k].IsNumeric && known.Select(i => plan.Points[i].Numbers[k]).Distinct().Skip(1).Any())
                    .Select(k => One(k, "rank_correlation", new(Correlation.Spearman([.. known.Select(i => plan.Points[i].Numbers[k])], [.. known.Select(i => values[i])]), double.NaN, double.NaN)));
        }
    }
}

using System.Globalization;
using Sintropia.Calibration.Problems;
using Sintropia.Calibration.Writing;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Calibration.Posteriors;

/// <summary>Writes a posterior into a folder.</summary>
public static class PosteriorFiles
{
    /// <summary>Names of the files.</summary>
    public const string Summary = "parameters.csv", Particles = "posterior.csv", Generations = "generations.csv", Predictive = "predictive.csv", Page = "calibration.html", Scenario = "calibrated.yaml";

    private const int Bins = 24;

    /// <summary>Writes tables, page and the scenario with the middles of the posterior, each under a temporary name first.</summary>
    /// <param name="folder">Where; made if it is not there.</param>
    /// <param name="title">What was calibrated.</param>
    /// <param name="problem">What was sought and measured.</param>
    /// <param name="model">The scenario.</param>
    /// <param name="state">Generations.</param>
    /// <param name="posterior">The posterior.</param>
    public static void Write(string folder, string title, CalibrationProblem problem, ScenarioModel model, SamplingState state, Posterior posterior)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(posterior);
        Directory.CreateDirectory(folder);
        var names = problem.Parameters.Select(p => p.Name).ToArray();
        Interval[] found = [.. names.Select((_, k) => posterior.Interval(k))], sampled = [.. names.Select((_, k) => posterior.SampledInterval(k))];
        WholeFile.Write(Path.Combine(folder, Summary), ["parameter", "unit", "median", "low", "high", "sampled_median", "sampled_low", "sampled_high", "lower_bound", "upper_bound", "scale"],
            problem.Parameters.Select((p, k) => (object?[])[p.Name, p.Unit, found[k].Estimate, found[k].Low, found[k].High, sampled[k].Estimate, sampled[k].Low, sampled[k].High, p.Low, p.High, p.Logarithmic ? "log" : "lin"]));
        var last = state.Generations[^1];
        WholeFile.Write(Path.Combine(folder, Particles), ["weight", "adjusted_weight", "distance", .. names, .. names.Select(n => n + "_adjusted")],
            last.Particles.Select((p, i) => (object?[])[p.Weight, posterior.AdjustedWeights[i], p.Distance, .. posterior.Sampled[i].Cast<object?>(), .. posterior.Adjusted[i].Cast<object?>()]));
        WholeFile.Write(Path.Combine(folder, Generations), ["generation", "tolerance", "simulations", "acceptance", "effective_size"],
            state.Generations.Select((g, i) => (object?[])[i, double.IsFinite(g.Tolerance) ? g.Tolerance : null, g.Simulations, g.Acceptance, g.EffectiveSize]));
        var predicted = Predictions(problem, state);
        WholeFile.Write(Path.Combine(folder, Predictive), ["observable", "condition", "time_h", "measured", "noise", "prior_low", "prior_median", "prior_high", "low", "median", "high"],
            problem.Measurements.Select((m, i) => (object?[])[m.Observable, m.Condition, m.Hours, m.Value, m.Noise, predicted[i].Prior.Low, predicted[i].Prior.Estimate, predicted[i].Prior.High, predicted[i].Found.Low, predicted[i].Found.Estimate, predicted[i].Found.High]));
        WholeFile.Write(Path.Combine(folder, Scenario), model.Text([.. found.Select(f => f.Estimate)]));
        OnPage(title, problem, state, posterior, found, predicted).Write(Path.Combine(folder, Page));
    }

    private static (Interval Prior, Interval Found)[] Predictions(CalibrationProblem problem, SamplingState state)
    {
        Interval Of(Generation g, int i)
        {
            var pairs = g.Particles.Select(p => (p.Simulated[i], p.Weight)).ToArray();
            return new(Posterior.Quantile(pairs, 0.5), Posterior.Quantile(pairs, 0.025), Posterior.Quantile(pairs, 0.975));
        }

        return [.. Enumerable.Range(0, problem.Measurements.Count).Select(i => (Of(state.Generations[0], i), Of(state.Generations[^1], i)))];
    }

    private static CalibrationPage OnPage(string title, CalibrationProblem problem, SamplingState state, Posterior posterior, Interval[] found, (Interval Prior, Interval Found)[] predicted)
    {
        var last = state.Generations[^1];
        var page = new CalibrationPage(title).Paragraph(string.Create(CultureInfo.InvariantCulture,
            $"Approximate Bayesian computation by sequential Monte Carlo: {state.Generations.Count} generations of {last.Particles.Count} particles, {state.Generations.Sum(g => g.Simulations)} simulations; last tolerance {last.Tolerance:G4}, of which {last.Acceptance:P1} were accepted; effective size {last.EffectiveSize:F0}."))
            .Paragraph(posterior.IsAdjusted ? "Intervals are of the posterior after a local-linear adjustment for what is left of the tolerance; the table also has those before it." : "There are too few particles for so many measurements to adjust for what is left of the tolerance: intervals are those of the sampled posterior, and rather too wide.");
        page.Heading("Parameters").Table(["parameter", "unit", "median", "2.5 %", "97.5 %", "sampled: median", "2.5 %", "97.5 %", "bounds"],
            problem.Parameters.Select((p, k) => (object?[])[p.Name, p.Unit, found[k].Estimate, found[k].Low, found[k].High, posterior.SampledInterval(k).Estimate, posterior.SampledInterval(k).Low, posterior.SampledInterval(k).High, string.Create(CultureInfo.InvariantCulture, $"{p.Low:G4} to {p.High:G4}{(p.Logarithmic ? ", log" : "")}")]));
        for (var k = 0; k < problem.Parameters.Count; k++) page.Add(Marginal(problem.Parameters[k], posterior, k));
        for (var a = 0; a < Math.Min(problem.Parameters.Count, 4); a++)
            for (var b = a + 1; b < Math.Min(problem.Parameters.Count, 4); b++)
                page.Add(new Figure($"{problem.Parameters[a].Name} and {problem.Parameters[b].Name}", Label(problem.Parameters[a]), Label(problem.Parameters[b]), [new("", TraceStyle.Measured, [.. posterior.Adjusted.Select(v => (v[a], v[b]))])]) { FromZero = false });
        page.Heading("What would be measured").Paragraph("Bands hold 95 % of what particles of the last generation give; dots were measured; the broken line is the middle of the prior.");
        foreach (var group in problem.Measurements.Select((m, i) => (m, i)).GroupBy(m => (m.m.Observable, m.m.Condition)))
        {
            var at = group.GroupBy(m => m.m.Hours).OrderBy(g => g.Key).Select(g => (Hours: g.Key, First: g.First().i)).ToArray();
            page.Add(new Figure($"{group.Key.Observable}{(group.Key.Condition.Length > 0 ? $", {group.Key.Condition}" : "")}", "hours", group.Key.Observable,
            [
                new("95 %", TraceStyle.Band, [.. at.Select(t => (t.Hours, predicted[t.First].Found.Low))]) { Upper = [.. at.Select(t => predicted[t.First].Found.High)] },
                new("posterior", TraceStyle.Law, [.. at.Select(t => (t.Hours, predicted[t.First].Found.Estimate))]),
                new("prior", TraceStyle.Other, [.. at.Select(t => (t.Hours, predicted[t.First].Prior.Estimate))]),
                new("measured", TraceStyle.Measured, [.. group.Select(m => (m.m.Hours, m.m.Value))]),
            ]) { FromZero = false });
        }

        page.Heading("Generations").Add(new Figure("Tolerance", "generation", "distance", [new("tolerance", TraceStyle.Law, [.. state.Generations.Select((g, i) => ((double)i, g.Tolerance)).Where(g => double.IsFinite(g.Item2))])]))
            .Table(["generation", "tolerance", "simulations", "accepted", "effective size"], state.Generations.Select((g, i) => (object?[])[i, double.IsFinite(g.Tolerance) ? g.Tolerance : double.NaN, g.Simulations, g.Acceptance, g.EffectiveSize]));
        return page;
    }

    private static Figure Marginal(CalibratedParameter parameter, Posterior posterior, int k)
    {
        var heights = new double[Bins];
        for (var i = 0; i < posterior.Adjusted.Count; i++) heights[Math.Clamp((int)(parameter.Share(posterior.Adjusted[i][k]) * Bins), 0, Bins - 1)] += posterior.AdjustedWeights[i] * Bins;
        // On a logarithmic scale the shares are even in the logarithm, and so are the bins.
        var low = parameter.Logarithmic ? Math.Log10(parameter.Low) : parameter.Low;
        var high = parameter.Logarithmic ? Math.Log10(parameter.High) : parameter.High;
        return new($"Posterior of {parameter.Name}", parameter.Logarithmic ? $"log10 {Label(parameter)}" : Label(parameter), "density over the prior's",
        [
            new("posterior", TraceStyle.Bars, [.. heights.Select((h, i) => (low + (i + 0.5) / Bins * (high - low), h))]),
            new("prior", TraceStyle.Law, [(low, 1), (high, 1)]),
        ]);
    }

    private static string Label(CalibratedParameter parameter) => parameter.Unit.Length > 0 ? $"{parameter.Name}, {parameter.Unit}" : parameter.Name;
}

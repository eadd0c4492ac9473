using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Evaluation.Growth;
using Sintropia.Validation.Books;
using Sintropia.Validation.Claims;
using Sintropia.Validation.Cultures;

namespace Sintropia.Validation.Experiments;

/// <summary>Lewis lung carcinoma: Gompertz's law fits its weights, and cells that divide ever more slowly at that law's rates grow as it did.</summary>
internal static class Tumours
{
    private const string Weights = "weights: Simpson-Herren et al. 1974, BDF mice (verified as tabulated in a course page); least squares of logarithms by SciPy (computed)";
    private const string Law = "closed form: exp[(r/ρ)(1 − e^(−ρt))] (computed)";
    private const string Best = "of exponential, logistic and Gompertz: Vaghi et al. 2020, doi:10.1371/journal.pcbi.1007178 (verified)";
    private const double PerDay = 0.3094, Slowing = 0.072, Fitted = 317;

    /// <summary>mg, at days 0 to 22 after the first measurement.</summary>
    private static readonly double[] Lewis = [324, 394, 534, 775, 1135, 1250, 1410, 1540, 1730, 2490, 2440, 3750, 3790, 5190, 4940, 5830, 5400, 6070, 7980, 7900, 8300, 8980, 9340];

    private static readonly (int Day, string Fold)[] Days = [(5, "3.6662"), (11, "10.494"), (22, "30.436")];

    public static IEnumerable<Experiment> All => [Fit, Grown];

    private static double[] Time { get; } = [.. Enumerable.Range(0, 23).Select(d => (double)d)];

    private static Experiment Fit => new(
        "Tumour · Gompertz fit of Lewis lung carcinoma",
        [
            new("Lewis lung: V₀", "weight at the first measurement, mg", new Within(317.205, 0.005, "half a digit"), Weights, "least squares of weights, not of their logarithms: late weights decide"),
            new("Lewis lung: r", "initial rate, 1/d", Within.Digit("0.30931"), Weights, "an exponential law: 0.145"),
            new("Lewis lung: ρ", "how fast the rate falls, 1/d", Within.Digit("0.07195"), Weights, "an exponential law: 0"),
            new("Lewis lung: plateau", "weight in the end, g", Within.Digit("23.35"), Weights, "a logistic law: 10.2"),
            new("Lewis lung: the best law", "law with the least AIC", new Same("gompertz"), Best, "a criterion that does not count parameters, or a law that is another"),
        ],
        bench =>
        {
            var fits = bench.Subject.TumourFits(Time, Lewis);
            var gompertz = fits.Single(f => f.Law == TumourLaw.Gompertz);
            var plot = new Plot("Lewis lung carcinoma", "days", "weight, g", [.. Enumerable.Range(0, 89).Select(i => i / 4.0).Select(t => (t, gompertz.At(t) / 1000))], [.. Lewis.Select((w, day) => ((double)day, w / 1000))]);
            return
            [
                (Evidence)gompertz.Start with { Plot = plot }, gompertz.Rate, gompertz.Shape, gompertz.Plateau / 1000,
                new() { Text = TumourFit.Name(fits.Where(f => f.Law is TumourLaw.Exponential or TumourLaw.Logistic or TumourLaw.Gompertz).MinBy(f => f.Akaike)!.Law) },
            ];
        });

    private static Experiment Grown => new(
        "Tumour · a culture under Gompertz's rates",
        [
            .. Days.Select(d => new Claim($"Gompertz culture: day {d.Day}", $"cells per founder after {d.Day} days, where divisions slow down by 7.2 % a day", new Near(d.Fold), Law, "divisions that go on at their first rate")),
            .. Days.Select(d => new Claim($"Lewis lung against cells: day {d.Day}", "cells per founder against the weight over the fitted first one", new Within(Lewis[d.Day] / Fitted, 0.2 * Lewis[d.Day] / Fitted, "±20 %, qualitative"), Weights, "divisions that go on at their first rate")),
        ],
        bench =>
        {
            // What keeps cells dividing decays at ρ; their speed is in proportion to what is left of it.
            var agent = new Agent("room", AgentKind.Environment, "") { HalfLife = 24 * Math.Log(2) / Slowing, Effects = [new Biology.Interventions.Slowing(PhaseSet.Cycling, new Shortage())] };
            var culture = bench.Found("Tumour · a culture under Gompertz's rates", StableModels.Memoryless(PerDay / 24, 0), 24 * 22, Founding.Newborn, agent: agent, founders: Math.Max(100, bench.Founders / 5));
            var counts = Days.Select(d => culture.At(24 * d.Day)).ToArray();
            var plot = new Plot("Cells per founder", "days", "fold", [.. Enumerable.Range(0, 89).Select(i => i / 4.0).Select(t => (t, Math.Exp(PerDay / Slowing * (1 - Math.Exp(-Slowing * t)))))], [.. Days.Zip(counts, (d, c) => ((double)d.Day, c.Fold.Value))]);
            return [.. counts.Select((c, i) => i == 0 ? (Evidence)c.Fold with { Plot = plot } : c.Fold), .. counts.Select(c => (Evidence)c.Fold.Value)];
        });

    /// <summary>E = 1 − level.</summary>
    private sealed record Shortage : Response
    {
        public override double At(double level) => 1 - level;
    }
}

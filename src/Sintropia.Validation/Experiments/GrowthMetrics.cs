using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Evaluation.Growth;
using Sintropia.Evaluation.Statistics;
using Sintropia.Validation.Books;
using Sintropia.Validation.Claims;
using Sintropia.Validation.Cultures;

namespace Sintropia.Validation.Experiments;

/// <summary>Growth-rate inhibition: the same at any length of the assay where all phases slow down alike, and not where one is arrested.</summary>
internal static class GrowthMetrics
{
    private const string Definition = "Hafner et al. 2016, doi:10.1038/nmeth.3853";
    private static readonly (double Hours, string Arrested)[] Assays = [(24, ".456"), (48, ".207"), (72, ".133")];
    private static readonly (double Treated, string Value)[] Counts = [(2000, "0.2599"), (1000, "0.0000"), (500, "-0.2063")];

    public static IEnumerable<Experiment> All => [Vectors, Cultures];

    private static Experiment Vectors => new(
        "Growth-rate inhibition · counts",
        [.. Counts.Select(c => new Claim($"GR: 1000 to {c.Treated} cells", $"GR of {c.Treated} cells where the control went from 1000 to 8000", Within.Digit(c.Value), Definition, "counts relative to the control, which are never negative"))],
        bench => [.. Counts.Select(c => (Evidence)bench.Subject.Inhibition(1000, c.Treated, 8000))]);

    private static Experiment Cultures => new(
        "Growth-rate inhibition · length of the assay",
        [
            .. Assays.Select(a => new Claim($"GR at half speed: {a.Hours} h", $"GR over {a.Hours} h where all phases run at half their speed", new Near("0.4142"), $"closed form: 2^½ − 1 (computed); {Definition}", "a slowing that misses a phase: the value drifts with the length")),
            .. Assays.Select(a => new Claim($"GR under a G1 arrest: {a.Hours} h", $"GR over {a.Hours} h where the exit from G1 is held: the negative control", new Near(a.Arrested), "closed form: 1.4557^(24 h/t) − 1 (computed)", "an arrest that leaks")),
        ],
        bench =>
        {
            // One seed, so that the three cultures begin with the same founders: a clone is left out of treated and control at once.
            var control = bench.Found("Growth-rate inhibition", StableModels.Typical, 72);
            var slowed = bench.Found("Growth-rate inhibition", StableModels.Typical, 72, effect: new Slowing(PhaseSet.Cycling, new Proportional(0.5)));
            var arrested = bench.Found("Growth-rate inhibition", StableModels.Typical, 72, effect: new Holding(Phase.G1, new Proportional(1)));
            var counts = Assays.Select(a => (Control: control.At(a.Hours), Slowed: slowed.At(a.Hours), Arrested: arrested.At(a.Hours))).ToArray();
            var values = counts.Select(c => Inhibition(bench, c.Slowed, c.Control)).Concat(counts.Select(c => Inhibition(bench, c.Arrested, c.Control))).ToArray();
            var plot = new Plot("GR and the length of the assay", "hours", "GR under a G1 arrest",
                [.. Enumerable.Range(0, 49).Select(i => 24.0 + i).Select(t => (t, Math.Pow(1.4557, 24 / t) - 1))], [.. Assays.Select((a, i) => (a.Hours, values[3 + i].Value))]);
            return [.. values.Select((v, i) => (Evidence)v with { Plot = i == 5 ? plot : null })];
        });

    private static JackknifeEstimate Inhibition(Bench bench, CloneCounts treated, CloneCounts control)
    {
        double[] x = treated.Living, c = control.Living;
        double all = x.Sum(), controls = c.Sum();
        return Jackknife.Of(bench.Subject.Inhibition(treated.Clones, all, controls), treated.Clones, g => bench.Subject.Inhibition(treated.Clones - 1, all - x[g], controls - c[g]));
    }
}

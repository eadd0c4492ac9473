using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Interventions;
using Sintropia.Validation.Books;
using Sintropia.Validation.Claims;
using Sintropia.Validation.Cultures;

namespace Sintropia.Validation.Experiments;

/// <summary>Cells held in mitosis die there or slip out, whichever comes first, and remember a mitosis that took too long.</summary>
/// <remarks>The share that dies is measured and enters as a ratio of two hazards; what is on trial is that the engine lets hazards compete so that the share comes out. Mean stay in mitosis: 20 h, within the
/// 10 to 48 h that were seen in RPE-1 (Uetake and Sluder 2007, PMC2184858).</remarks>
internal static class MitoticFates
{
    private const double Stay = 20, Decided = 240;
    private const string Measured = "Brito and Rieder 2009, PMC2711993: death in mitosis or within 10 h of leaving it (verified); the ratio of hazards is read from it";
    private const string Memory = "threshold of 1.5 h: Uetake and Sluder 2010, PMC2946429 (verified); share by closed form (computed)";

    private static readonly (string Treatment, (string Line, string Share)[] Lines)[] Fates =
    [
        ("nocodazole", [("RPE-1", ".30"), ("U2OS", ".90"), ("HeLa", ".78")]),
        ("500 nM paclitaxel", [("RPE-1", ".27"), ("U2OS", ".49"), ("HeLa", ".81")]),
        ("5 nM paclitaxel", [("RPE-1", ".01"), ("U2OS", ".46"), ("HeLa", ".93")]),
    ];

    public static IEnumerable<Experiment> All => [.. Fates.Select(Of), Remembered];

    private static Experiment Of((string Treatment, (string Line, string Share)[] Lines) fate)
    {
        var group = $"Fates · {fate.Treatment}";
        return new(
            group,
            [.. fate.Lines.Select(l => new Claim($"{fate.Treatment}: death of {l.Line}", "share of cells held in mitosis that die rather than slip out", new Near(l.Share), Measured, "slippage that never happens, or that is taken for death: all of them die"))],
            bench =>
            {
                var shares = fate.Lines.Select(l => Dying(bench, $"{group}, {l.Line}", Digits.Of(l.Share).Value)).ToArray();
                var plot = new Plot(fate.Treatment, "", "share that dies", [.. fate.Lines.SelectMany((l, i) => new[] { (i + 0.05, Digits.Of(l.Share).Value), (i + 0.95, Digits.Of(l.Share).Value), (double.NaN, double.NaN) })],
                    [.. shares.Select((s, i) => (i + 0.5, s.Number))], PlotStyle.Bars) { Names = [.. fate.Lines.Select(l => l.Line)] };
                return [.. shares.Select((s, i) => i == 0 ? s with { Plot = plot } : s)];
            });
    }

    private static Evidence Dying(Bench bench, string experiment, double share)
    {
        var type = StableModels.Typical with
        {
            Hazards = [new Hazard(Outcome.MitoticDeath, PhaseSet.M, share / Stay), new Hazard(Outcome.Slippage, PhaseSet.M, (1 - share) / Stay)],
            MitoticMemory = new(0, 1), // each cell is asked once: one that slipped out has left the cycle
        };
        var culture = bench.Found(experiment, type, Decided, effect: new Holding(Phase.M, new Proportional(1)));
        culture.SharesAt(Decided);
        double died = culture.Happened(CellEvent.MitoticDeath), slipped = culture.Happened(CellEvent.Slipped), all = died + slipped, found = died / all;
        return new() { Number = found, StandardError = Math.Sqrt(found * (1 - found) / all) };
    }

    // Of one founder's descendants e^(λ(T_M + t)) − 1 enter M by t, while nobody leaves it.
    private static Experiment Remembered => new(
        "Fates · memory of a long mitosis",
        [
            new("12 h in nocodazole: daughters out of the cycle", "per founder, 2 h after the wash-out: two for each mitosis that took more than 1.5 h", new Near("0.78788"), Memory, "no memory: none; or of any mitosis: 1.05"),
            new("30 min in nocodazole: daughters out of the cycle", "per founder, where no mitosis took more than 1.5 h", new Within(0, 1e-9, "none at all"), Memory, "any arrest is remembered, however short"),
        ],
        bench => [Out(bench, 12, 14), Out(bench, 0.5, 4).Number]);

    private static Evidence Out(Bench bench, double until, double counted)
    {
        var type = StableModels.Typical with { MitoticMemory = new(1.5, 1) };
        var counts = bench.Found($"Fates · memory of a long mitosis, {until} h", type, counted, effect: new Holding(Phase.M, new Proportional(1)), schedule: new(0, Until: until)).At(counted);
        return Ensembles.Mean(counts.ByPhase[(int)Phase.Senescent]);
    }
}

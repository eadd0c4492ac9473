using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Evaluation.Statistics;
using Sintropia.Validation.Books;
using Sintropia.Validation.Claims;
using Sintropia.Validation.Cultures;

namespace Sintropia.Validation.Experiments;

/// <summary>Ideal arrests of an asynchronous culture of 11/8/4/1 h: those past the arrest divide once more, then nothing moves.</summary>
internal static class Arrests
{
    private const double Rate = 0.6931471805599453 / 24;
    private const double Settled = 30;
    private const string Plateau = "closed form: 1 + Σ of the fractions past the arrest (computed)";
    private const string Leaks = "an arrest that leaks, or that stops cells it should let pass";

    private static readonly (double Hours, string Index)[] Mitotic = [(0, ".0293"), (2, ".0905"), (4, ".1554"), (8, ".2968"), (12, ".4557")];
    private static readonly (double Hours, string Fold, string Share)[] FirstGap = [(0, "1", ".544"), (4, "1.1225", ".703"), (8, "1.2599", ".845"), (13, "1.4557", "1.000"), (Settled, "1.4557", "1.000")];

    public static IEnumerable<Experiment> All =>
    [
        MitoticBlock,
        G1Block,
        Stop("all of S frozen", new Slowing(PhaseSet.S, new Proportional(1)), "1.1554"),
        Stop("exit from G2 held", new Holding(Phase.G2, new Proportional(1)), "1.0293"),
        Stop("M frozen", new Slowing(PhaseSet.M, new Proportional(1)), "1.0000"),
    ];

    private static Experiment MitoticBlock => new(
        "Arrest · mitotic block",
        [
            .. Mitotic.Select(m => new Claim($"mitotic block: MI at {m.Hours} h", $"mitotic index {m.Hours} h after the exit from M is held", new Near(m.Index),
                "closed form: e^(λ(T_M + t)) − 1 (computed); Puck and Steffen 1963, Biophys J 3:379 (from the literature)", "slippage, or M cells that still divide: the index falls below the line")),
            new("mitotic block: slope of ln(1 + MI)", "slope of the collection line over 12 h, 1/h", new Near("0.028881"), "closed form: λ (computed)", "cells that stop on their way to M: the line bends down"),
        ],
        bench =>
        {
            var culture = bench.Found("Arrest · mitotic block", StableModels.Typical, 12, effect: new Holding(Phase.M, new Proportional(1)));
            var counts = Mitotic.Select(m => culture.At(m.Hours)).ToArray();
            var plot = new Plot("Collection line", "hours of block", "ln(1 + MI)",
                [.. Mitotic.Select(m => (m.Hours, Rate * (1 + m.Hours)))], [.. counts.Select(c => (c.Time, Math.Log(1 + c.Fraction(Phase.M).Value)))]);
            return [.. counts.Select(c => (Evidence)c.Fraction(Phase.M)), (Evidence)Slope(counts[0], counts[^1]) with { Plot = plot }];
        });

    private static Experiment G1Block => new(
        "Arrest · G1 block",
        [
            .. FirstGap.Skip(1).Select(f => new Claim($"G1 block: fold at {f.Hours} h", $"cells per founder {f.Hours} h after the exit from G1 is held", new Near(f.Fold), Plateau, Leaks)),
            .. FirstGap.Select(f => new Claim($"G1 block: G1 at {f.Hours} h", $"share of cells in G1 {f.Hours} h after the exit from G1 is held", new Near(f.Share), "closed form: 1 − (fraction past G1 still there)/fold (computed)", Leaks)),
        ],
        bench =>
        {
            var culture = bench.Found("Arrest · G1 block", StableModels.Typical, Settled, effect: new Holding(Phase.G1, new Proportional(1)));
            var counts = FirstGap.Select(f => culture.At(f.Hours)).ToArray();
            var plot = new Plot("Growth to the plateau", "hours of block", "cells per founder",
                [.. Enumerable.Range(0, 61).Select(i => i * Settled / 60).Select(t => (t, Math.Exp(Rate * Math.Min(t, 13))))], [.. counts.Select(c => (c.Time, c.Fold.Value))]);
            return [.. counts.Skip(1).Select(c => (Evidence)c.Fold with { Plot = c.Time == Settled ? plot : null }), .. counts.Select(c => (Evidence)c.Fraction(Phase.G1))];
        });

    private static Experiment Stop(string name, Effect effect, string fold)
    {
        var group = $"Arrest · {name}";
        return new(
            group,
            [new($"{name}: plateau", $"cells per founder {Settled} h after {name}", new Near(fold), Plateau, Leaks)],
            bench => [bench.Found(group, StableModels.Typical, Settled, effect: effect).At(Settled).Fold]);
    }

    private static JackknifeEstimate Slope(CloneCounts first, CloneCounts last)
    {
        double[] m0 = first.ByPhase[(int)Phase.M], n0 = first.Living, m1 = last.ByPhase[(int)Phase.M], n1 = last.Living;
        var (a, b, c, d) = (m0.Sum(), n0.Sum(), m1.Sum(), n1.Sum());
        double Line(double a, double b, double c, double d) => (Math.Log(1 + c / d) - Math.Log(1 + a / b)) / (last.Time - first.Time);
        return Jackknife.Of(Line(a, b, c, d), first.Clones, g => Line(a - m0[g], b - n0[g], c - m1[g], d - n1[g]));
    }
}

using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Validation.Books;
using Sintropia.Validation.Claims;
using Sintropia.Validation.Cultures;

namespace Sintropia.Validation.Experiments;

/// <summary>Newborns of which some never cycle again, and the curve of the undivided of Smith and Martin.</summary>
internal static class RestAndStates
{
    private const string Resting = "closed form: 2p·Πφᵢ(g) = 1 with p = 0.8 (computed); branch of newborns: Spencer et al. 2013, PMC4001917";
    private const string Undivided = "closed form: α(t) = 1 up to T_B, then e^(−k(t − T_B)) (computed)";
    private const double Hours = 36;

    private static readonly (double Hours, string Share)[] Alpha = [(20, ".3679"), (25, ".1353"), (30, ".0498")];

    public static IEnumerable<Experiment> All =>
    [
        new(
            "Rest · one newborn in five never cycles",
            [
                new("rest: λ solved", "growth rate that the engine solves for, 1/h", Within.Digit("0.019583"), Resting, "newborns that all cycle: 0.0289"),
                new("rest: G0 solved", "share of G0 that the engine solves for", Within.Digit(".4000"), Resting, "the share of newborns, 0.2, in place of that of cells"),
                new("rest: λ", $"ln(N/N₀)/t at {Hours} h, 1/h", new Near("0.019583"), Resting, "newborns that all cycle: 0.0289"),
                new("rest: G0", $"share of cells in G0 at {Hours} h", new Near(".4000"), Resting, "newborns that all cycle: none"),
            ],
            bench =>
            {
                var type = StableModels.Typical with { Quiescence = new(0.2, new Endless()) };
                var solved = bench.Subject.Growth(type);
                var counts = bench.Found("Rest · one newborn in five never cycles", type, Hours).At(Hours);
                return [solved.Rate, solved.Fractions[(int)Phase.G0], counts.Rate, counts.Fraction(Phase.G0)];
            }),
        new(
            "Smith–Martin · α curve",
            [
                new("α curve: 15 h", "share of newborns that have not divided after 15 h", new Within(1, 1e-9, "none divides sooner"), Undivided, "a B-phase of another length"),
                .. Alpha.Select(a => new Claim($"α curve: {a.Hours} h", $"share of newborns that have not divided after {a.Hours} h", new Near(a.Share), Undivided, "an A-state that is not memoryless: the tail bends on a logarithmic scale")),
            ],
            bench =>
            {
                var culture = bench.Found("Smith–Martin · α curve", StableModels.SmithMartin, 30, Founding.Newborn);
                var shares = ((double[])[15, .. Alpha.Select(a => a.Hours)]).Select(t => (Hours: t, Share: Ensembles.Mean([.. culture.At(t).Living.Select(n => n == 1 ? 1.0 : 0)]))).ToArray();
                var plot = new Plot("α curve", "hours since birth", "share undivided", [.. Enumerable.Range(0, 61).Select(i => i / 2.0).Select(t => (t, t < 15 ? 1 : Math.Exp(-0.2 * (t - 15))))], [.. shares.Select(s => (s.Hours, s.Share.Number))]);
                return [shares[0].Share.Number, .. shares.Skip(1).Select((s, i) => i == 0 ? s.Share with { Plot = plot } : s.Share)];
            }),
    ];
}

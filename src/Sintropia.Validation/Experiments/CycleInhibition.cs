using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Validation.Claims;
using Sintropia.Validation.Cultures;

namespace Sintropia.Validation.Experiments;

/// <summary>Palbociclib: an exclusive arrest in G1 of cells with a working RB1, and nothing in cells without.</summary>
internal static class CycleInhibition
{
    private const string Source = "Fry et al. 2004, Mol Cancer Ther 3:1427 (verified); numbers by closed form for 11/8/4/1 h (computed)";
    private const double Hours = 36;

    public static IEnumerable<Experiment> All =>
    [
        new(
            "Palbociclib · with and without RB1",
            [
                new("palbociclib, RB1 works: G1", $"share of cells in G1 after {Hours} h", new Within(1, 1e-9, "all"), Source, "an arrest that leaks, or that stops other phases, too"),
                new("palbociclib, RB1 works: fold", $"cells per founder after {Hours} h", new Near("1.4557"), Source, "a culture that grows on: 2.83"),
                new("palbociclib, RB1 lost: G1", $"share of cells in G1 after {Hours} h", new Near(".5443"), Source, "an inhibitor that acts without its target: all in G1"),
                new("palbociclib, RB1 lost: λ", $"growth over {Hours} h, 1/h", new Near("0.028881"), Source, "an inhibitor that acts without its target: 0.0104"),
            ],
            bench =>
            {
                Effect arrest = new Holding(Phase.G1, new Hill(0.1, 1, 1e9)); // far above any tolerance
                var working = bench.Found("Palbociclib · RB1", StableModels.Typical with { Name = "rb-positive" }, Hours, effect: arrest, target: new(CellType: "rb-positive")).At(Hours);
                var lost = bench.Found("Palbociclib · no RB1", StableModels.Typical with { Name = "rb-negative" }, Hours, effect: arrest, target: new(CellType: "rb-positive")).At(Hours);
                return [working.Fraction(Phase.G1).Value, working.Fold, lost.Fraction(Phase.G1), lost.Rate];
            }),
    ];
}

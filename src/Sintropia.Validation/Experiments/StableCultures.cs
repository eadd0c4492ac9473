using Sintropia.Biology.Cycle;
using Sintropia.Evaluation.Statistics;
using Sintropia.Validation.Books;
using Sintropia.Validation.Claims;
using Sintropia.Validation.Cultures;

namespace Sintropia.Validation.Experiments;

/// <summary>Asynchronous cultures grow at their rate and keep their fractions from the first hour on.</summary>
internal static class StableCultures
{
    private const string NotStable = "founders all newborn, or with uniform ages: the culture grows in steps and its fractions oscillate";
    private const string WrongSpread = "durations of another spread with the same mean (exponential for fixed: λ +13 %)";

    // PhysiCell's own run: 5,000 founders, 5 days, mechanics off. How its founders stood in the cycle is not recorded, so its growth is not compared; fractions forget that.
    private const double PhysiCellFounders = 5000;

    private static readonly (string Name, string Literal)[] PhysiCellMeasured = [("G1", ".3298"), ("S", ".4520"), ("G2", ".1782"), ("M", ".0400"), ("dead/live", ".0234")];

    public static IEnumerable<Experiment> All => StableModels.Table.Concat(StableModels.Published).Select(Of).Append(CrossCheck);

    private static Experiment CrossCheck => new(
        "PhysiCell cross-check",
        [.. PhysiCellMeasured.Select(m => new Claim($"PhysiCell run: {m.Name}", $"{m.Name} against a run of PhysiCell's own code; its error is taken to be ours at 5,000 founders", new Near(m.Literal),
            "PhysiCell 1.14.2 phenotype code run from 5,000 cells for 5 days, 352,025 live cells (computed)", "the two engines would disagree on what phases and apoptosis mean"))],
        bench =>
        {
            var counts = bench.Found("PhysiCell cross-check", StableModels.PhysiCellTemplate, 60).At(60);
            var both = Math.Sqrt(1 + counts.Clones / PhysiCellFounders);
            JackknifeEstimate[] found = [counts.Fraction(Phase.G1), counts.Fraction(Phase.S), counts.Fraction(Phase.G2), counts.Fraction(Phase.M), counts.DeadPerLiving];
            return found.Select(f => new Evidence { Number = f.Value, StandardError = f.StandardError * both });
        });

    private static Experiment Of(StableModel model)
    {
        List<Claim> claims = [];
        if (model.Rate is { } rate) claims.Add(new($"{model.Name}: λ", $"ln(N/N₀)/t at {model.Hours} h, 1/h", new Near(rate), model.Source, WrongSpread));
        claims.Add(new($"{model.Name}: T_d", "ln 2/λ, h", new Near(model.DoublingTime), model.Source, WrongSpread));
        foreach (var (_, name, share) in model.Fractions) claims.Add(new($"{model.Name}: {name}", $"share of living cells in {name} at {model.Hours} h", new Near(share), model.Source, NotStable));
        if (model.DeadPerLiving is { } dead)
            claims.Add(new($"{model.Name}: dead/live", "apoptotic cells still visible per living cell", new Near(dead), model.Source, "another hazard or clearance time: dead/live is in proportion to both, to first order"));

        var group = $"Culture · {model.Name}";
        return new(group, claims, bench => Measure(model, bench.Found(group, model.Type, model.Hours).At(model.Hours)));
    }

    private static IEnumerable<Evidence> Measure(StableModel model, CloneCounts counts)
    {
        if (model.Rate is not null) yield return counts.Rate;
        yield return (Evidence)counts.DoublingTime with { Plot = model.Fractions.Count == 0 ? null : Fractions(model, counts) };
        foreach (var (phase, _, _) in model.Fractions) yield return counts.Fraction(phase);
        if (model.DeadPerLiving is not null) yield return counts.DeadPerLiving;
    }

    private static Plot Fractions(StableModel model, CloneCounts counts) => new(
        "Phases", "", "share of living cells",
        [.. model.Fractions.SelectMany((f, i) => new[] { (i + 0.05, Digits.Of(f.Share).Value), (i + 0.95, Digits.Of(f.Share).Value), (double.NaN, double.NaN) })],
        [.. model.Fractions.Select((f, i) => (i + 0.5, counts.Fraction(f.Phase).Value))], PlotStyle.Bars) { Names = [.. model.Fractions.Select(f => f.Name)] };
}

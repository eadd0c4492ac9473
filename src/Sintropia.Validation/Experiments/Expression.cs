using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;
using Sintropia.Data.Scores;
using Sintropia.Predictors.Baselines;
using Sintropia.Simulation.Organisms;
using Sintropia.Validation.Books;
using Sintropia.Validation.Claims;
using Sintropia.Validation.Cultures;

namespace Sintropia.Validation.Experiments;

/// <summary>How expression goes to where it settles, and whether phases can be read from it as biologists read them.</summary>
internal static class Expression
{
    private const string Median = "median half-life of human mRNA of 10 h: Yang et al. 2003, Genome Res 13:1863, BNID 104747 (verified); first order (computed)";
    private const string Markers = "gene lists of Tirosh et al. 2016, Science 352:189 (verified), scored as scanpy does";
    private const double Single = 1e-6, Hours = 30;
    private const int Cells = 1_500, Background = 900;

    public static IEnumerable<Experiment> All => [Relaxing, Scoring];

    private static Experiment Relaxing => new(
        "Expression · relaxation at a half-life of 10 h",
        [
            new("relaxation: after 10 h", "share of the way that is left", new Within(0.5, Single, "single precision"), Median, "a time constant taken for a half-life: 0.37"),
            new("relaxation: after a day", "share of the way that is left", new Within(Math.Pow(2, -2.4), Single, "single precision"), Median, "a time constant taken for a half-life: 0.09"),
            new("relaxation: 100 steps and one", "difference of 100 steps of 0.24 h from one of 24 h", new Within(0, Single, "single precision"), "one law for any step (definition)", "an effect that is added at each call"),
            new("relaxation: wash-out", "distance from where it was, 20 half-lives after the exposure ended", new Within(0, 1e-5, "2^−20 of 8"), "x* = f(x₀) and not f(x) (definition)", "an effect that stays after its cause"),
        ],
        bench =>
        {
            var relax = bench.Subject.Relax;
            double many = 1;
            for (var i = 0; i < 100; i++) many = relax(many, 0, 10, 0.24);
            var washed = relax(relax(2, 10, 10, 100), 2, 10, 200);
            return
            [
                (Evidence)relax(1, 0, 10, 10) with { Plot = new("Relaxation", "hours", "share of the way left", [.. Enumerable.Range(0, 61).Select(i => (double)i).Select(t => (t, Math.Pow(2, -t / 10)))], [.. Enumerable.Range(0, 13).Select(i => 5.0 * i).Select(t => (t, relax(1, 0, 10, t)))]) },
                relax(1, 0, 10, 24), many - relax(1, 0, 10, 24), washed - 2,
            ];
        });

    private static Experiment Scoring => new(
        "Expression · phases read from genes",
        [
            new("scoring: phases recovered", $"share of cells whose phase is read from their genes, after {Hours} h of growth", new Within(1, 0.2, "0.8 or more"), Markers, "cells that do not express the programme of their phase: a third"),
            new("scoring: G1 recovered", "share of cells in G1 whose scores say so", new Within(1, 0.25, "0.75 or more"), Markers, "cells that do not express the programme of their phase"),
        ],
        bench =>
        {
            var panel = new GenePanel([.. CellCycleGenes.S.Genes, .. CellCycleGenes.G2M.Genes, .. Enumerable.Range(0, Background).Select(i => $"BACKGROUND{i}")]);
            var group = "Expression · phases read from genes";
            var plan = new OrganismPlan
            {
                CellTypes = [StableModels.Typical],
                Tissues = [new("dish", "culture", [new PopulationPlan(0, Cells)])],
                Expression = new ExpressionPlan
                {
                    Predictor = "no-change", Dimensions = panel.Count, Features = panel.Names, Space = ExpressionSpace.LogNormalised, HalfLives = [0.25], ResidualSpread = [0.5],
                    Programmes = [Programme(panel)],
                },
                Seed = bench.Draws(group).Seed, Tick = Bench.Tick, Duration = Hours,
            };
            var organism = bench.Subject.Respond(plan, new() { Threads = bench.Threads }, new NoChangePredictor(plan.Expression, []));
            while (!organism.IsComplete) organism.Advance();
            var cells = organism.Express(ulong.MaxValue);
            var scores = PhaseScoring.Score(new DenseMatrix(cells.Count, panel.Count, [.. cells.SelectMany(c => c.Present)]), panel);
            var hits = cells.Select((c, i) => (c.Cell.Phase, Hit: Group(c.Cell.Phase) == scores.Phases[i])).ToArray();
            return [hits.Average(h => h.Hit ? 1.0 : 0), hits.Where(h => h.Phase == Phase.G1).Average(h => h.Hit ? 1.0 : 0)];
        });

    /// <summary>Genes of a phase are e²-fold higher there; all genes have levels of their own.</summary>
    private static PhaseProgramme Programme(GenePanel panel)
    {
        var means = new float[Phases.Count * panel.Count];
        var cycling = panel.Count - Background;
        foreach (var phase in Phases.All)
            for (var gene = 0; gene < panel.Count; gene++)
            {
                var level = 1 + 2 * (gene * 0.6180339887498949 % 1); // evenly spread, in no order
                var raised = gene < CellCycleGenes.S.Genes.Length ? phase == Phase.S : phase is Phase.G2 or Phase.M;
                means[(int)phase * panel.Count + gene] = (float)(level + (raised && gene < cycling ? 2 : 0));
            }

        return new(StableModels.Typical.Name, means);
    }

    private static CyclePhase Group(Phase phase) => phase switch { Phase.S => CyclePhase.S, Phase.G2 or Phase.M => CyclePhase.G2M, _ => CyclePhase.G1 };
}

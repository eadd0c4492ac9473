using Sintropia.Data.Genes;
using Sintropia.Data.GroundTruth;
using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;
using Sintropia.Data.Scores;
using Sintropia.Data.Tests.Truth;

namespace Sintropia.Data.Tests.Scores;

public sealed class PhaseDiscriminantTests
{
    private static readonly Lazy<(CellMatrix Logs, GenePanel Panel, CyclePhase[] Phases, double[] Angles)> s_made = new(() =>
    {
        var set = GroundTruthSet.Of(new() { Cells = 900, Genes = 200, Perturbations = 0, CellTypes = 1, Batches = 1, Seed = 9 });
        var data = set.Count();
        return (LogTransform.Log1p(LibrarySizes.Normalise(data.X!).Matrix), GenePanel.Of(data.Var), [.. Enumerable.Range(0, 900).Select(set.PhaseOf)], [.. Enumerable.Range(0, 900).Select(c => 2 * Math.PI * set.PositionOf(c))]);
    });

    [Fact]
    public void Phases_of_cells_that_were_not_seen_are_told_better_than_by_scoring()
    {
        var (logs, panel, phases, _) = s_made.Value;
        int[] seen = [.. Enumerable.Range(0, 600)], unseen = [.. Enumerable.Range(600, 300)];

        var learned = PhaseDiscriminant.Train(logs.SelectRows(seen), panel, phases[..600]).Predict(logs.SelectRows(unseen), panel);
        var scored = PhaseScoring.Score(logs.SelectRows(unseen), panel);

        var (better, usual) = (PhaseAccuracy.Of(learned.Phases, phases[600..]).Share, PhaseAccuracy.Of(scored.Phases, phases[600..]).Share);
        Assert.True(better > usual, $"{better} against {usual}");
        Assert.All(Enumerable.Range(0, 300), c => Assert.Equal(1, learned.Chances.AsSpan(3 * c, 3).ToArray().Sum(), 1e-12));
        Assert.All(Enumerable.Range(0, 300), c => Assert.Equal(learned.Chances.AsSpan(3 * c, 3).ToArray().Max(), learned.Chance(c, learned.Phases[c])));
    }

    [Fact]
    public void Positions_of_cells_that_were_not_seen_are_near_the_truth()
    {
        var (logs, panel, _, angles) = s_made.Value;

        var told = CyclePositions.Train(logs.SelectRows([.. Enumerable.Range(0, 600)]), panel, angles[..600]).Predict(logs.SelectRows([.. Enumerable.Range(600, 300)]), panel);

        Assert.True(told.Zip(angles[600..], CyclePositions.Apart).Average() < 0.8); // a guess is π/2 off; cells of G1, which has no genes of its own, can be told from others but not among themselves
    }

    [Fact]
    public void Genes_may_come_in_another_order_with_others_between()
    {
        var (logs, panel, phases, _) = s_made.Value;
        var model = PhaseDiscriminant.Train(logs, panel, phases);
        int[] turned = [.. Enumerable.Range(0, 200).Reverse()];

        Assert.Equal(model.Predict(logs, panel).Phases, model.Predict(logs.SelectColumns(turned), new(turned.Select(g => panel.Names[g]))).Phases);
        var lacking = Assert.Throws<ArgumentException>(() => model.Predict(logs.SelectColumns([.. Enumerable.Range(1, 199)]), new(panel.Names.Skip(1))));
        Assert.Contains(panel.Names[0], lacking.Message);
    }

    [Fact]
    public void Two_groups_apart_in_one_gene_are_told_apart()
    {
        float[] values = [.. Enumerable.Range(0, 90).Select(i => i % 3 * 5 + i / 3 % 7 * 0.1f)];

        var model = PhaseDiscriminant.Train(new DenseMatrix(90, 1, values), new(["g"]), [.. Enumerable.Range(0, 90).Select(i => (CyclePhase)(i % 3))]);

        Assert.Equal([CyclePhase.G1, CyclePhase.S, CyclePhase.G2M], model.Predict(new DenseMatrix(3, 1, [0.2f, 5.3f, 10.1f]), new(["g"])).Phases);
        Assert.Empty(model.Predict(new DenseMatrix(0, 1, []), new(["g"])).Phases);
    }

    [Fact]
    public void What_nothing_can_be_learned_from_is_refused()
    {
        var logs = Inputs.Logs(9, 20);
        CyclePhase[] all = [.. Enumerable.Range(0, 9).Select(i => (CyclePhase)(i % 3))];

        Assert.Contains("0 cells are in G2M", Assert.Throws<ArgumentException>(() => PhaseDiscriminant.Train(logs, Inputs.Panel(20), [.. all.Select(p => p == CyclePhase.G2M ? CyclePhase.S : p)])).Message);
        Assert.Contains("do not label", Assert.Throws<ArgumentException>(() => PhaseDiscriminant.Train(logs, Inputs.Panel(20), all[..8])).Message);
        Assert.Contains("No gene varies", Assert.Throws<ArgumentException>(() => PhaseDiscriminant.Train(new DenseMatrix(9, 20, new float[180]), Inputs.Panel(20), all)).Message);
        logs.Values[25] = float.NaN;
        Assert.Contains("Cell 1, gene 5", Assert.Throws<ArgumentException>(() => PhaseDiscriminant.Train(logs, Inputs.Panel(20), all)).Message);
        Assert.Contains("An angle is not finite", Assert.Throws<ArgumentException>(() => CyclePositions.Train(Inputs.Logs(3, 5), Inputs.Panel(5), [0, 1, double.NaN])).Message);
    }
}

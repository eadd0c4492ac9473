using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;
using Sintropia.Data.Scores;
using Sintropia.Data.Tests.Truth;

namespace Sintropia.Data.Tests.Scores;

public sealed class PhaseScoringTests
{
    [Theory]
    [InlineData(-0.1, -0.2, CyclePhase.G1)]
    [InlineData(0.1, -0.2, CyclePhase.S)]
    [InlineData(0.1, 0.2, CyclePhase.G2M)]
    [InlineData(-0.1, 0, CyclePhase.G2M)]
    [InlineData(0, -0.1, CyclePhase.S)]
    [InlineData(0, 0, CyclePhase.S)]
    [InlineData(0.2, 0.2, CyclePhase.S)]
    public void The_rule_is_scanpys(double s, double g2m, CyclePhase phase)
    {
        Assert.Equal(phase, CellCycleScores.PhaseOf(s, g2m));
    }

    [Fact]
    public void Both_lists_draw_as_many_controls_as_the_shorter_one_has_genes()
    {
        var matrix = Inputs.Logs(30, 400);
        string[] s = ["g1", "g2", "g3"], g2m = ["g300", "g301", "g302", "g303", "absent"];

        var scores = PhaseScoring.Score(matrix, Inputs.Panel(400), null, s, g2m);

        Assert.Equal(GeneScores.Of(matrix, Inputs.Panel(400), s, new() { Controls = 3 }).Values, scores.S.Values);
        Assert.Equal(GeneScores.Of(matrix, Inputs.Panel(400), g2m, new() { Controls = 3 }).Values, scores.G2M.Values);
        Assert.Equal(scores.S.Values.Zip(scores.G2M.Values, CellCycleScores.PhaseOf), scores.Phases);
        Assert.Equal(["S_score", "G2M_score", "phase"], scores.Columns.Select(c => c.Name));
        Assert.Equal(scores.Phases.Select(p => p.ToString()), Enumerable.Range(0, 30).Select(scores.Columns[2].Text));
    }

    [Fact]
    public void Cells_that_express_the_genes_of_a_phase_are_said_to_be_in_it()
    {
        var panel = new GenePanel([.. CellCycleGenes.S.Genes, .. CellCycleGenes.G2M.Genes, .. Enumerable.Range(0, 300).Select(i => $"other{i}")]);
        var values = new float[30 * panel.Count];
        for (var cell = 0; cell < 30; cell++)
        for (var gene = 0; gene < panel.Count; gene++)
        {
            var inPhase = cell % 3 == 1 && gene < 43 || cell % 3 == 2 && gene is >= 43 and < 97;
            values[cell * panel.Count + gene] = 1 + (cell * 7 + gene * 13) % 11 / 10f + (inPhase ? 2 : 0) - (gene < 97 ? 0.7f : 0);
        }

        var phases = PhaseScoring.Score(new DenseMatrix(30, panel.Count, values), panel).Phases;

        Assert.Equal(Enumerable.Range(0, 30).Select(cell => (CyclePhase)(cell % 3)), phases);
    }

    [Fact]
    public void An_empty_list_is_refused()
    {
        Assert.Contains("A list of genes is empty", Assert.Throws<ArgumentException>(() => PhaseScoring.Score(Inputs.Logs(5, 50), Inputs.Panel(50), null, [], ["g1"])).Message);
    }
}

using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Combinations;
using Sintropia.Evaluation.Lineages;
using Sintropia.Evaluation.Tests.Lineages;

namespace Sintropia.Evaluation.Tests.Measured;

/// <summary>Ibrutinib with 463 drugs on TMD8 cells: 466 matrices of 6 × 6 (Mathews Griner et al. 2014, doi:10.1073/pnas.1311846111).</summary>
public sealed class CombinationScreenTests
{
    private static readonly MatrixOptions Columns = new() { Block = ["BlockId"], DrugA = "RowName", DrugB = "ColName", DoseA = "RowConcs", DoseB = "ColConcs", Response = "viability", Scale = 100 };

    private static (CombinationMatrix Matrix, CombinationScores Scores)[] Scored(BaselineRule baseline)
    {
        var matrices = CombinationMatrix.Of(AssayTable.Read(RecordedLineages.Path("data/drug_combination_matrices/griner2014_tmd8_ibrutinib_6x6.csv.gz")), Columns);
        var scores = new (CombinationMatrix, CombinationScores)[matrices.Count];
        Parallel.For(0, scores.Length, i => scores[i] = (matrices[i], CombinationScores.Of(matrices[i].Wells, new() { Baseline = baseline })));
        return scores;
    }

    [Fact]
    public void All_matrices_are_scored_under_every_model_but_the_one_whose_control_is_broken()
    {
        var all = Scored(BaselineRule.ControlWells);
        var failed = Assert.Single(all, s => s.Scores.Failure != CombinationFailure.None);
        var scored = all.Where(s => s.Scores.Failure == CombinationFailure.None).ToArray();

        Assert.Equal(466, all.Length);
        Assert.Equal((CombinationFailure.ControlImplausible, 0.01927555), (failed.Scores.Failure, Math.Round(failed.Scores.Baseline, 8)));
        Assert.All(scored, s => Assert.All(s.Scores.Scores, score => Assert.Equal((25, CombinationFailure.None), (score.Cells, score.Failure))));
        Assert.All(scored.SelectMany(s => s.Scores.Cells), c => Assert.All(Enum.GetValues<ReferenceModel>(), m => Assert.True(double.IsFinite(c.Excess(m)))));
        Assert.All(scored.SelectMany(s => s.Scores.Cells), c => Assert.InRange(c.Loewe, 0, 1));
    }

    [Fact]
    public void Every_matrix_is_scored_where_the_baseline_is_fitted() => Assert.All(Scored(BaselineRule.Fitted), s => Assert.Equal(CombinationFailure.None, s.Scores.Failure));

    [Theory] // oracle: NumPy for HSA and Bliss; SciPy's least_squares from 180 starts and brentq for Loewe and ZIP, with the same bounds
    [InlineData("7", 0.1496735483350947, 0.034329827629391206, 0.15361323798684837, 0.03616939977242193)]
    [InlineData("42", 0.01866690305149172, 0.01929309802926593, -0.0016379480545174652, 0.030486531293972715)]
    [InlineData("166", 0.23115950700823362, 0.23890679470696444, 0.21107095659942637, 0.19165600735358126)]
    [InlineData("301", 0.04601836421189675, -0.052171462999584646, 0.03824807979828018, -0.04031786154383415)]
    [InlineData("455", 0.055050310104719946, 0.12555640784327557, 0.03489193659069709, 0.04644909103848237)]
    public void Mean_scores_agree_with_an_independent_computation(string block, double hsa, double bliss, double loewe, double zip)
    {
        var table = AssayTable.Read(RecordedLineages.Path("data/drug_combination_matrices/griner2014_tmd8_ibrutinib_6x6.csv.gz"), RowFilter.Parse($"BlockId == {block}"));
        var scores = CombinationScores.Of(Assert.Single(CombinationMatrix.Of(table, Columns)).Wells);

        Assert.Equal(hsa, scores[ReferenceModel.Hsa].Mean.Estimate, 12);
        Assert.Equal(bliss, scores[ReferenceModel.Bliss].Mean.Estimate, 12);
        Assert.Equal(loewe, scores[ReferenceModel.Loewe].Mean.Estimate, 1e-7);
        Assert.Equal(zip, scores[ReferenceModel.Zip].Mean.Estimate, 1e-7);
    }
}

using Sintropia.Data.AnnData;
using Sintropia.Data.Genes;
using Sintropia.Data.Preprocessing;
using Sintropia.Data.Scores;

namespace Sintropia.Data.Tests.Scores;

/// <summary>Scores of 10x's 3k PBMC beside those that scanpy 1.10.4's own functions gave them, with numpy 1.24 and scipy 1.10. Thousands of its genes have nearly equal means.</summary>
public sealed class BloodScoresTests
{
    private static readonly double[] s_ofS = [0.08656982, -0.04526119, -0.03009667, 0.04233806, -0.03383094];
    private static readonly double[] s_ofG2M = [-0.08944266, -0.10447903, 0.01832576, -0.04047633, -0.01633937];

    [Fact]
    public void Scores_and_phases_of_measured_cells_are_scanpys()
    {
        using var file = AnnDataFile.Open(Shared.Path("data", "pbmc3k_10x", "pbmc3k_raw_labelled.h5ad"));
        var data = file.Read();
        var logs = LogTransform.Log1p(LibrarySizes.Normalise(data.X!, new() { Target = 10_000 }).Matrix);

        var scores = PhaseScoring.Score(logs, GenePanel.Of(data.Var, "gene_symbol"), new() { As = ScanpyRelease.From110 });

        Assert.Equal(s_ofS, scores.S.Values[..5], (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(s_ofG2M, scores.G2M.Values[..5], (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([1851, 762, 87], new[] { CyclePhase.G1, CyclePhase.S, CyclePhase.G2M }.Select(p => scores.Phases.Count(q => q == p)));
    }
}

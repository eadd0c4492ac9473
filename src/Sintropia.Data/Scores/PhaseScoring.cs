using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;

namespace Sintropia.Data.Scores;

/// <summary>Says the phase of cells by scoring genes of S and of G2 and M: scanpy's <c>score_genes_cell_cycle</c>.</summary>
/// <remarks>Nothing is learned and no truth is needed. Where labelled cells of a like measurement exist, <see cref="PhaseDiscriminant"/> is better.</remarks>
public static class PhaseScoring
{
    /// <summary>Scores and phases of cells.</summary>
    /// <param name="matrix">[cells, genes], log-normalised.</param>
    /// <param name="panel">Its genes.</param>
    /// <param name="options">How; null for scanpy's defaults. <see cref="GeneScoreOptions.Controls"/> is set to the length of the shorter list, as scanpy does.</param>
    /// <param name="s">Genes of S; null for <see cref="CellCycleGenes.S"/>.</param>
    /// <param name="g2m">Genes of G2 and M; null for <see cref="CellCycleGenes.G2M"/>.</param>
    /// <exception cref="ArgumentException">As for <see cref="GeneScores.Of"/>.</exception>
    public static CellCycleScores Score(CellMatrix matrix, GenePanel panel, GeneScoreOptions? options = null, IReadOnlyList<string>? s = null, IReadOnlyList<string>? g2m = null)
    {
        s ??= CellCycleGenes.S.Genes;
        g2m ??= CellCycleGenes.G2M.Genes;
        if (Math.Min(s.Count, g2m.Count) == 0) throw new ArgumentException("A list of genes is empty, so no phase can be told. Name genes of S and of G2 and M.", s.Count == 0 ? nameof(s) : nameof(g2m));
        var both = (options ?? new()) with { Controls = Math.Min(s.Count, g2m.Count) };
        var (ofS, ofG2M) = (GeneScores.Of(matrix, panel, s, both), GeneScores.Of(matrix, panel, g2m, both));
        return new(ofS, ofG2M, [.. ofS.Values.Zip(ofG2M.Values, CellCycleScores.PhaseOf)]);
    }
}

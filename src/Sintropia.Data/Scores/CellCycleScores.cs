using System.Collections.Immutable;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Scores;

/// <summary>Scores of S and of G2 and M, and the phase that they say.</summary>
/// <param name="S">Score of the genes of S; scanpy's <c>S_score</c>.</param>
/// <param name="G2M">Score of the genes of G2 and M; scanpy's <c>G2M_score</c>.</param>
/// <param name="Phases">The phase of each cell; scanpy's <c>phase</c>.</param>
public sealed record CellCycleScores(GeneScore S, GeneScore G2M, ImmutableArray<CyclePhase> Phases)
{
    /// <summary>The three columns that scanpy adds to <c>obs</c>: <c>S_score</c>, <c>G2M_score</c> and <c>phase</c>.</summary>
    public IReadOnlyList<Column> Columns => [new NumberColumn("S_score", S.Values), new NumberColumn("G2M_score", G2M.Values), CategoryColumn.Of("phase", [.. Phases.Select(p => p.ToString())])];

    /// <summary>scanpy's rule: G1 if both scores are negative, else G2M if its score is greater than that of S, else S.</summary>
    public static CyclePhase PhaseOf(double s, double g2m) => s < 0 && g2m < 0 ? CyclePhase.G1 : g2m > s ? CyclePhase.G2M : CyclePhase.S;
}

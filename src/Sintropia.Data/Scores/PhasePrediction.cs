using System.Collections.Immutable;

namespace Sintropia.Data.Scores;

/// <summary>What phase cells are thought to be in.</summary>
/// <param name="Phases">The most likely phase of each cell.</param>
/// <param name="Chances">How likely each phase is, [cells, 3] in the order of <see cref="CyclePhase"/>; rows sum to 1.</param>
public sealed record PhasePrediction(ImmutableArray<CyclePhase> Phases, double[] Chances)
{
    /// <summary>How likely a phase of a cell is.</summary>
    public double Chance(int cell, CyclePhase phase) => Chances[3 * cell + (int)phase];
}

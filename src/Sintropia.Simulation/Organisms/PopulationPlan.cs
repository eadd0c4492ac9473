using Sintropia.Biology.Cells;
using Sintropia.Biology.Expression;

namespace Sintropia.Simulation.Organisms;

/// <summary>Founders of one type in a tissue.</summary>
/// <param name="CellType">Index of the type.</param>
/// <param name="Cells">How many.</param>
/// <param name="Founding">Where in the cycle they stand.</param>
/// <param name="Measured">The measured cells that they are made of; null where they are drawn from the laws alone.</param>
public sealed record PopulationPlan(int CellType, int Cells, Founding Founding = Founding.Asynchronous, MeasuredFounders? Measured = null)
{
    /// <summary>Founders that are mutants from the start, each by a draw of its own; probabilities sum to 1 at most.</summary>
    public IReadOnlyList<Mutation> Mutants { get; init; } = [];
}

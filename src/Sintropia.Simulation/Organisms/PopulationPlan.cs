using Sintropia.Biology.Cells;

namespace Sintropia.Simulation.Organisms;

/// <summary>Founders of one type in a tissue.</summary>
/// <param name="CellType">Index of the type.</param>
/// <param name="Cells">How many.</param>
/// <param name="Founding">Where in the cycle they stand.</param>
public sealed record PopulationPlan(int CellType, int Cells, Founding Founding = Founding.Asynchronous);

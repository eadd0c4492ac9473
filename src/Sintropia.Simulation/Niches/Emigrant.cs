using Sintropia.Biology.Cells;
using Sintropia.Biology.Expression;

namespace Sintropia.Simulation.Niches;

/// <summary>A cell between two tissues.</summary>
/// <param name="To">Position of the tissue that it goes to.</param>
/// <param name="Cell">Its state.</param>
/// <param name="Left">What is left of its work and reserve, on no clock.</param>
/// <param name="Expression">What it expresses; null in a run without expression.</param>
public sealed record Emigrant(int To, Cell Cell, Marks Left, ExpressedState? Expression);

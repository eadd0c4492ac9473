using Sintropia.Biology.Cells;
using Sintropia.Biology.Expression;

namespace Sintropia.Simulation.Replays;

/// <summary>A cell at the end of a tick.</summary>
/// <param name="Tick">Ticks done.</param>
/// <param name="Time">h.</param>
/// <param name="Tissue">Position of the tissue that it is in.</param>
/// <param name="Cell">Its row.</param>
/// <param name="Marks">Its marks.</param>
/// <param name="Expression">What it expresses, a copy; null in a run without expression.</param>
/// <param name="Levels">Mean unbound level of each agent that its like felt over the tick; shape [agents]; empty before the first, and in a run without expression.</param>
/// <param name="Fingerprint">The hash of all of its state, as it is part of the run's.</param>
public sealed record CellMoment(long Tick, double Time, int Tissue, Cell Cell, Marks Marks, ExpressedState? Expression, IReadOnlyList<double> Levels, UInt128 Fingerprint);

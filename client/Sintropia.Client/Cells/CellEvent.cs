namespace Sintropia.Client.Cells;

/// <summary>A cell that is followed, at one time.</summary>
/// <param name="State">Its state; null at the end.</param>
/// <param name="End">Why it is followed no longer; null before.</param>
public sealed record CellEvent(CellState? State, CellEnd? End);

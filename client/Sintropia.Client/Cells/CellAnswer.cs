namespace Sintropia.Client.Cells;

/// <summary>What is known of a cell: its state where it lives now, else its life in each condition and replicate where it has ended. The same cell draws the same numbers in all of them.</summary>
/// <param name="State">Its state; null where it does not live in the part that is under way.</param>
/// <param name="Lives">Its lives, in the order of the run's parts.</param>
/// <param name="Daughters">Who its daughters are, or would be.</param>
public sealed record CellAnswer(CellState? State, IReadOnlyList<CellLife> Lives, IReadOnlyList<string> Daughters);

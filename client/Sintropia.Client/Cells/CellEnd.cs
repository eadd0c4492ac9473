namespace Sintropia.Client.Cells;

/// <summary>Why a cell is followed no longer.</summary>
/// <param name="Why"><c>divided</c>; <c>died</c>; <c>gone</c>: it ended between two looks, and lineage.csv will say how; <c>part_over</c>: another condition or replicate is under way; <c>run_over</c>.</param>
/// <param name="Condition">Under which condition it was followed.</param>
/// <param name="Replicate">In which replicate.</param>
/// <param name="LastSeenH">When it was seen last, h.</param>
/// <param name="Daughters">Of one that divided, whom to follow next.</param>
public sealed record CellEnd(string Why, string Condition, int Replicate, double LastSeenH, IReadOnlyList<string> Daughters);

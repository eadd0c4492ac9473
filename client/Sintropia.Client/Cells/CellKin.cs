namespace Sintropia.Client.Cells;

/// <summary>The kin of a cell in one condition and replicate.</summary>
/// <param name="Condition">Under which condition.</param>
/// <param name="Replicate">In which replicate.</param>
/// <param name="Cells">Ancestors from the mother up, or descendants by the time of their end.</param>
/// <param name="Truncated">Whether there are more than were asked for.</param>
public sealed record CellKin(string Condition, int Replicate, IReadOnlyList<CellLife> Cells, bool Truncated);

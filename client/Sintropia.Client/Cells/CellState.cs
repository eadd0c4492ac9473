namespace Sintropia.Client.Cells;

/// <summary>A cell that lives in a run under way.</summary>
/// <param name="Id">Who it is, 32 hexadecimal digits.</param>
/// <param name="Parent">Its mother; null for a founder.</param>
/// <param name="CellType">Its type.</param>
/// <param name="Organ">Where it is.</param>
/// <param name="Tissue">Where in the organ.</param>
/// <param name="Phase">Its phase, as tables spell it.</param>
/// <param name="TimeH">Now, h.</param>
/// <param name="BirthH">h.</param>
/// <param name="EnteredH">When it entered its phase, h.</param>
/// <param name="Generation">Divisions since its founder.</param>
/// <param name="Founder">The number of its founder in the tissue.</param>
/// <param name="Held">Whether a checkpoint holds it.</param>
public sealed record CellState(string Id, string? Parent, string CellType, string Organ, string Tissue, string Phase, double TimeH, double BirthH, double EnteredH, int Generation, long Founder, bool Held);

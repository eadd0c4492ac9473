using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;

namespace Sintropia.Runs.Port;

/// <summary>One cell, as seen from outside.</summary>
/// <param name="Id">Who it is.</param>
/// <param name="Parent">Its mother; null for a founder.</param>
/// <param name="CellType">Its type.</param>
/// <param name="Organ">Where it is.</param>
/// <param name="Tissue">Where in the organ.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Time">Now, h.</param>
/// <param name="Birth">h.</param>
/// <param name="Entered">When it entered its phase, h.</param>
/// <param name="Generation">Divisions since its founder.</param>
/// <param name="Founder">Its clone: the number of its founder in the tissue.</param>
/// <param name="Held">Whether a checkpoint holds it.</param>
public sealed record CellView(CellId Id, CellId? Parent, string CellType, string Organ, string Tissue, Phase Phase, double Time, double Birth, double Entered, int Generation, long Founder, bool Held);

namespace Sintropia.Web.Cells;

/// <summary>A cell that has ended, or was there at the end of its run: a row of lineage.csv.</summary>
/// <param name="Id">Who it is, 32 hexadecimal digits.</param>
/// <param name="Parent">Its mother; null for a founder.</param>
/// <param name="Condition">Under which condition.</param>
/// <param name="Replicate">In which replicate.</param>
/// <param name="Generation">Divisions since its founder.</param>
/// <param name="Founder">The number of its founder in the tissue.</param>
/// <param name="CellType">Its type.</param>
/// <param name="Tissue">Where it was.</param>
/// <param name="BirthH">h.</param>
/// <param name="EndH">h.</param>
/// <param name="Fate">divided, a kind of death, senescent, or alive.</param>
/// <param name="PhasesH">Hours in G0, G1, S, G2 and M; time spent senescent is in none of them.</param>
public sealed record CellLife(string Id, string? Parent, string Condition, int Replicate, int Generation, long Founder, string CellType, string Tissue, double BirthH, double EndH, string Fate, IReadOnlyList<double> PhasesH);

namespace Sintropia.Design.Targets.Benchmarks;

/// <summary>How one search of a benchmark ended.</summary>
/// <param name="Task">Data and protocol.</param>
/// <param name="System">What searched.</param>
/// <param name="Role">system, baseline, null or chance.</param>
/// <param name="Measure">How likeness was measured.</param>
/// <param name="Query">The hidden perturbation, and the fold or the cell line where there are several.</param>
/// <param name="Kind">single or double.</param>
/// <param name="Candidates">How many it was sought among.</param>
/// <param name="HitAt1">Whether it came first; a share among equals.</param>
/// <param name="HitAt5">Whether it came among five.</param>
/// <param name="Reciprocal">1/rank, expected over equals.</param>
/// <param name="BeatsNull">1 where the search beat its null of exchanged genes, 0 where not, NaN where that was not tried.</param>
public sealed record TargetFigure(string Task, string System, string Role, string Measure, string Query, string Kind, int Candidates, double HitAt1, double HitAt5, double Reciprocal, double BeatsNull = double.NaN);

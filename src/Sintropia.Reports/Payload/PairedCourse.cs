namespace Sintropia.Reports.Payload;

/// <summary>Living cells of a condition against another that shares its draws. Replicates are averaged; their intervals combine in quadrature.</summary>
/// <param name="Condition">Condition.</param>
/// <param name="Against">What it is compared with.</param>
/// <param name="Label">Tissue and cell type in words.</param>
/// <param name="Times">h.</param>
/// <param name="Difference">Difference in cells, with 95 % interval, at each time.</param>
/// <param name="Log2Ratio">log2 of the ratio, with 95 % interval, at each time.</param>
public sealed record PairedCourse(string Condition, string Against, string Label, IReadOnlyList<double> Times, IReadOnlyList<Estimate> Difference, IReadOnlyList<Estimate> Log2Ratio);

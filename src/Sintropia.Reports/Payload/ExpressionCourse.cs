namespace Sintropia.Reports.Payload;

/// <summary>A mean over the cells of each snapshot.</summary>
/// <param name="Measure">Index into the measures.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Phase">The phase of these cells; null for all.</param>
/// <param name="Times">Times of the snapshots, h.</param>
/// <param name="Values">Means; null where no cell is in that phase.</param>
/// <param name="Cells">How many cells each mean is of.</param>
public sealed record ExpressionCourse(int Measure, string Condition, string? Phase, IReadOnlyList<double> Times, IReadOnlyList<double?> Values, IReadOnlyList<int> Cells);

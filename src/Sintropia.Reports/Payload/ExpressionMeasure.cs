namespace Sintropia.Reports.Payload;

/// <summary>Something that is computed of what a cell expresses.</summary>
/// <param name="Name">A gene, or what a score is of.</param>
/// <param name="Description">How it is computed, in a sentence.</param>
public sealed record ExpressionMeasure(string Name, string Description);

using Sintropia.Biology.Interventions;

namespace Sintropia.Web.Expression;

/// <summary>Something that can be done to a cell.</summary>
/// <param name="Key">What it is called in a question: its name, and for genes what is done to them, as in the columns of cells.h5ad.</param>
/// <param name="Name">Its name; for edits the gene's.</param>
/// <param name="Kind">What sort of thing it is.</param>
/// <param name="Unit">Unit of its level; empty for edits, whose strength is 0 to 1.</param>
/// <param name="Highest">The highest level of it that the predictor knows; null for any.</param>
public sealed record RunAgent(string Key, string Name, AgentKind Kind, string Unit, double? Highest);

namespace Sintropia.Validation.Books;

/// <summary>A number that could be a row, and is none as its source was not confirmed.</summary>
/// <param name="Name">Name of the row that it would be.</param>
/// <param name="Value">The number as it is handed down, with its unit.</param>
/// <param name="Source">Where it is said to come from.</param>
public sealed record UnconfirmedRow(string Name, string Value, string Source);

namespace Sintropia.Web.Expression;

/// <summary>A column of names.</summary>
/// <param name="Names">The names that there are.</param>
/// <param name="Codes">Index of its name for each cell; −1 for none.</param>
public sealed record CategoryView(IReadOnlyList<string> Names, IReadOnlyList<int> Codes);

namespace Sintropia.Design.Combinations;

/// <summary>A drug of a screen of simulated cultures.</summary>
/// <param name="Name">Its name.</param>
/// <param name="At">Where its dose stands in the scenario.</param>
/// <param name="Doses">Doses as written, the first of them none.</param>
public sealed record ScreenedDrug(string Name, string At, IReadOnlyList<string> Doses);

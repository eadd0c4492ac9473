namespace Sintropia.Predictors.Responses;

/// <summary>How much of a perturbation reaches cells.</summary>
/// <param name="Perturbation">Its name, as the model was trained with it.</param>
/// <param name="Level">0 for nothing, 1 for what it was trained with; edits are never above 1.</param>
public readonly record struct Dose(string Perturbation, double Level = 1);

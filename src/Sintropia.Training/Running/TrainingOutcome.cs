namespace Sintropia.Training.Running;

/// <summary>How a training ended.</summary>
/// <param name="Status">finished, interrupted or diverged.</param>
/// <param name="Steps">Steps over all stages.</param>
/// <param name="Parameters">Numbers that were trained.</param>
/// <param name="BestLoss">Best validation loss of the last stage that had one; null for models without stages.</param>
/// <param name="Model">The model file; null where training was interrupted.</param>
/// <param name="Notes">What was found on the way, in sentences.</param>
public sealed record TrainingOutcome(string Status, int Steps, long Parameters, double? BestLoss, string? Model, IReadOnlyList<string> Notes);

namespace Sintropia.Training.Running;

/// <summary>How far a training is.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Step">Steps of it that were taken.</param>
/// <param name="Steps">Most that it has.</param>
/// <param name="Loss">Loss of the last step.</param>
/// <param name="Validation">Last loss on validation cells; null before the first.</param>
/// <param name="Best">The best of them; null before the first.</param>
public sealed record TrainingProgress(string Stage, int Step, int Steps, double Loss, double? Validation, double? Best);

namespace Sintropia.Predictors.Learning;

/// <summary>What a step of training found.</summary>
/// <param name="Loss">Before the step.</param>
/// <param name="GradientNorm">Before clipping.</param>
/// <param name="Taken">Whether the weights moved: not where loss or norm is no finite number.</param>
public readonly record struct StepOutcome(float Loss, float GradientNorm, bool Taken);

namespace Sintropia.Design.Trials;

/// <summary>A scenario to be lived through once.</summary>
/// <param name="Values">What is written into its text, one for each place; null leaves it as it stands.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Replicate">From 1. Trials of one replicate share draws: the same cell draws the same numbers in each.</param>
public sealed record Trial(IReadOnlyList<string>? Values, string Condition, int Replicate);

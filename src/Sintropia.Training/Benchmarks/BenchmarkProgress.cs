namespace Sintropia.Training.Benchmarks;

/// <summary>How far a benchmark is.</summary>
/// <param name="Suite">Name of the suite.</param>
/// <param name="Fold">Which fold, from 1.</param>
/// <param name="Folds">How many there are.</param>
/// <param name="What">What is done: a system that is trained or judged.</param>
public sealed record BenchmarkProgress(string Suite, int Fold, int Folds, string What);

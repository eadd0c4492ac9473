namespace Sintropia.Validation;

/// <summary>How far a book is.</summary>
/// <param name="Done">Experiments done.</param>
/// <param name="Total">Experiments in all.</param>
/// <param name="Current">The group now under way.</param>
public readonly record struct VerificationProgress(int Done, int Total, string Current);

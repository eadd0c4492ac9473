using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Combinations;

namespace Sintropia.Reports.Effects;

/// <summary>A matrix and its scores.</summary>
/// <param name="Matrix">Names and wells.</param>
/// <param name="Scores">What came of it.</param>
public sealed record ScoredMatrix(CombinationMatrix Matrix, CombinationScores Scores);

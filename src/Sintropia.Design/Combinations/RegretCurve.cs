using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Combinations;

/// <summary>How far a strategy stays behind the best, by the number of measurements.</summary>
/// <param name="Strategy">The strategy.</param>
/// <param name="Measured">Numbers of measurements.</param>
/// <param name="Regret">The best there is less the best that was measured by then, mean with interval.</param>
/// <param name="Found">Share of the best that were found by then; of a single matrix how often the very best pair was.</param>
/// <param name="Less">Regret less that of random measurements, paired.</param>
public sealed record RegretCurve(SearchStrategy Strategy, IReadOnlyList<int> Measured, IReadOnlyList<Interval> Regret, IReadOnlyList<Interval> Found, IReadOnlyList<Interval> Less);

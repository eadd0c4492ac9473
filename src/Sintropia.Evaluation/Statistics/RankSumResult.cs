namespace Sintropia.Evaluation.Statistics;

/// <summary>What a rank-sum test found.</summary>
/// <param name="U">Pairs that the first sample wins, ties counting half.</param>
/// <param name="PValue">From 0 to 1.</param>
public readonly record struct RankSumResult(double U, double PValue);

namespace Sintropia.Evaluation.Statistics;

/// <summary>What a significance test says.</summary>
/// <param name="Statistic">The test's statistic, as its documentation defines it.</param>
/// <param name="PValue">Probability of a statistic at least this extreme if the null hypothesis holds.</param>
public readonly record struct TestResult(double Statistic, double PValue);

namespace Sintropia.Client.Results;

/// <summary>One line of a chart.</summary>
/// <param name="Key">The value of each column that tells it apart.</param>
/// <param name="TimeH">Times, h, ascending.</param>
/// <param name="Value">A value for each.</param>
public sealed record TimeseriesLine(IReadOnlyDictionary<string, string> Key, IReadOnlyList<double> TimeH, IReadOnlyList<double> Value);

namespace Sintropia.Client.Results;

/// <summary>A table of a run over time, summed up for a chart.</summary>
/// <param name="Table">Which table.</param>
/// <param name="By">The columns that tell its series apart.</param>
/// <param name="Rows">Rows of the table that it was made of.</param>
/// <param name="Series">The series, in the order of the table.</param>
public sealed record Timeseries(string Table, IReadOnlyList<string> By, long Rows, IReadOnlyList<TimeseriesLine> Series);

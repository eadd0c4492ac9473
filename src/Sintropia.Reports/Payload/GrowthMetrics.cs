namespace Sintropia.Reports.Payload;

/// <summary>Growth of each condition and population over one window.</summary>
/// <param name="FromH">Start of the window, h: the first intervention that sets a condition apart from the control, else the start.</param>
/// <param name="ToH">End of the window, h.</param>
/// <param name="Groups">Groups of founder clones behind the intervals; 0 where clones.csv is absent and there are no intervals.</param>
/// <param name="Rows">One per condition and population.</param>
public sealed record GrowthMetrics(double FromH, double ToH, int Groups, IReadOnlyList<GrowthRow> Rows);

namespace Sintropia.Reports.Payload;

/// <summary>How long one phase, or the whole cycle, took in each condition.</summary>
/// <param name="Phase">G0, G1, S, G2, M or cycle.</param>
/// <param name="BinH">Width of a bin, h; the first starts at <paramref name="StartH"/>.</param>
/// <param name="StartH">Left edge of the first bin, h.</param>
/// <param name="Series">One per condition.</param>
public sealed record DurationHistogram(string Phase, double BinH, double StartH, IReadOnlyList<DurationSeries> Series);

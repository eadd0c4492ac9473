namespace Sintropia.Calibration.Writing;

/// <summary>One thing in a figure.</summary>
/// <param name="Name">What it is, for the legend.</param>
/// <param name="Style">How it is drawn.</param>
/// <param name="Points">Where; NaN breaks a line.</param>
public sealed record Trace(string Name, TraceStyle Style, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Upper edge of a band, whose lower one the points are; shape [points].</summary>
    public IReadOnlyList<double> Upper { get; init; } = [];
}

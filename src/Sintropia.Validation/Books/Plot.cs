namespace Sintropia.Validation.Books;

/// <summary>A small plot of what a row is about.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Across">Label of the horizontal axis, with its unit.</param>
/// <param name="Up">Label of the vertical axis, with its unit.</param>
/// <param name="Expected">What must come out; a pair that is not a number breaks the line.</param>
/// <param name="Obtained">What came out.</param>
/// <param name="Style">How both are drawn.</param>
public sealed record Plot(string Title, string Across, string Up, IReadOnlyList<(double X, double Y)> Expected, IReadOnlyList<(double X, double Y)> Obtained, PlotStyle Style = PlotStyle.Points)
{
    /// <summary>Names of the bars, where they are no numbers.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

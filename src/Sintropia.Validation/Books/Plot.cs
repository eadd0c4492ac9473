namespace Sintropia.Validation.Books;

/// <summary>A small plot of what a row is about.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Across">Label of the horizontal axis, with its unit.</param>
/// <param name="Up">Label of the vertical axis, with its unit.</param>
/// <param name="Expected">The law: points of a line.</param>
/// <param name="Obtained">What came out: points, or the tops of bars.</param>
/// <param name="Bars">Whether what came out is a histogram.</param>
public sealed record Plot(string Title, string Across, string Up, IReadOnlyList<(double X, double Y)> Expected, IReadOnlyList<(double X, double Y)> Obtained, bool Bars = false);

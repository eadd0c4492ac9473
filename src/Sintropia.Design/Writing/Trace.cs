namespace Sintropia.Design.Writing;

/// <summary>One thing in a figure.</summary>
/// <param name="Name">What it is, for the legend.</param>
/// <param name="Points">Where; NaN breaks a line.</param>
internal sealed record Trace(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Edges of an interval about each point; none for no intervals.</summary>
    public IReadOnlyList<(double Low, double High)> Intervals { get; init; } = [];

    /// <summary>Whether points are joined by a line.</summary>
    public bool IsLine { get; init; }

    /// <summary>Whether it is what others are compared with, as a null: drawn broken.</summary>
    public bool IsReference { get; init; }
}

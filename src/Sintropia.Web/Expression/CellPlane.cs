using Sintropia.Data.Matrices;
using Sintropia.Data.Projections;

namespace Sintropia.Web.Expression;

/// <summary>A snapshot's cells with the directions along which they differ most.</summary>
/// <param name="Cells">The cells.</param>
/// <param name="Components">Of what they express; null where there are too few cells, or all are the same.</param>
internal sealed record CellPlane(SnapshotCells Cells, PrincipalComponents? Components)
{
    private const int Most = 20, Nearest = 15, Epochs = 200;

    public static CellPlane Of(SnapshotCells cells) => new(cells, cells.States.Rows < 3 ? null : PrincipalComponents.Of(cells.States, new() { Count = Math.Min(Most, cells.States.Columns) }));

    /// <summary>The first two components.</summary>
    public (double[] X, double[] Y) InComponents() => Components is null ? (new double[Cells.States.Rows], new double[Cells.States.Rows]) : Axes(Components.Scores, Components.Count);

    /// <summary>Neighbours kept together.</summary>
    public (double[] X, double[] Y) InNeighbours()
    {
        if (Components is null) return InComponents();
        var near = Neighbours.Of(Components.Scores, Components.Count, Math.Min(Nearest, Cells.States.Rows - 1));
        return Axes(Embedding.Of(near, Components.Scores, Components.Count, new() { Epochs = Epochs }), 2);
    }

    /// <summary>Other states on the same components.</summary>
    public (double[] X, double[] Y) Place(DenseMatrix states) => Components is null ? (new double[states.Rows], new double[states.Rows]) : Axes(Components.Project(states), Components.Count);

    private static (double[] X, double[] Y) Axes(double[] points, int width) =>
        ([.. Enumerable.Range(0, points.Length / width).Select(i => points[i * width])], width < 2 ? new double[points.Length / width] : [.. Enumerable.Range(0, points.Length / width).Select(i => points[i * width + 1])]);
}

using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors;

/// <content>Distances between the rows of two sets.</content>
public sealed partial class Tensor
{
    /// <summary>Distances of each row of this [..., rows, width] to each of another [..., others, width]: [..., rows, others].</summary>
    /// <exception cref="ShapeException">Widths or leading axes differ.</exception>
    public Tensor Distances(Tensor others, DistanceKind kind = DistanceKind.Euclidean)
    {
        OneBackend("Distances", this, others);
        if (Rank < 2 || others.Rank != Rank || others._shape.With(-2, _shape[^2]) != _shape)
            throw ShapeException.Misfit("Distances", _shape, others._shape, "both are sets of rows of one width, [..., rows, width], with equal leading axes.");

        var result = Result(_shape.With(-1, others._shape[^2]));
        Backend.Distances(kind, Dense().Sets(), others.Dense().Sets(), result.Sets());
        return Tape.Tracks(this, others) ? Tape.Write(new(Rules.Distances, result, this, others) { Distance = kind }) : result;
    }

    /// <summary>1 − the cosine of the angle between each row of this [..., rows, width] and each of another [..., others, width].</summary>
    public Tensor CosineDistances(Tensor others, float epsilon = 1e-12f) => 1 - Normalize(-1, epsilon).MatMul(others.Normalize(-1, epsilon).Transpose());

    // [sets, rows, width], off the tape; this is contiguous.
    internal Tensor Sets() => View([_shape[..^2].Count, _shape[^2], _shape[^1]]);
}

using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors;

/// <content>Matrix products.</content>
public sealed partial class Tensor
{
    /// <summary>The matrix product a·b over the last two axes; leading axes broadcast. Transposed operands are views: <c>a.MatMul(b.Transpose())</c> is a·bᵀ and copies nothing. A vector on either side is a row or a column.</summary>
    /// <exception cref="ShapeException">Inner extents differ, or leading axes do not broadcast.</exception>
    public Tensor MatMul(Tensor other)
    {
        OneBackend("MatMul", this, other);
        if (Rank == 0 || other.Rank == 0) throw ShapeException.Misfit("MatMul", _shape, other._shape, "a single number has no rows. Multiply with *.");
        if (Rank == 1) return Unsqueeze(0).MatMul(other).Squeeze(other.Rank == 1 ? 0 : -2);
        if (other.Rank == 1) return MatMul(other.Unsqueeze(-1)).Squeeze(-1);
        if (_shape[^1] != other._shape[^2])
            throw ShapeException.Misfit("MatMul", _shape, other._shape, $"rows of {_shape[^1]} do not meet columns of {other._shape[^2]}. The last axis of the first has to equal the last but one of the second; Transpose one if they are turned.");

        var leading = Broadcasting.Of("MatMul", _shape[..^2], other._shape[..^2]);
        var result = Result(leading.Append([_shape[^2], other._shape[^1]]));
        Multiply(this, other, null, result, leading);
        return Tape.Tracks(this, other) ? Tape.Write(new(Rules.MatMul, result, this, other)) : result;
    }

    /// <summary>x·wᵀ + b: rows of x [..., in] through weights [out, in] and a bias [out].</summary>
    /// <exception cref="ShapeException">The extents do not meet.</exception>
    public Tensor Linear(Tensor weight, Tensor? bias = null)
    {
        OneBackend("Linear", this, weight);
        if (weight.Rank != 2 || Rank == 0 || _shape[^1] != weight._shape[1])
            throw ShapeException.Misfit("Linear", _shape, weight._shape, "the last axis of x has to equal the last of the weights [out, in]. Check the width of the layer before.");
        if (bias is not null && (bias.Rank != 1 || bias._shape[0] != weight._shape[0]))
            throw ShapeException.Misfit("Linear", weight._shape, bias._shape, "the bias has one number per row of the weights [out, in].");
        if (bias is not null) OneBackend("Linear", this, bias);

        var result = Result(_shape.With(-1, weight._shape[0]));
        var x = Rank == 1 ? Dense().View([1, Count]) : this;
        Multiply(x, weight.Turned(), bias, Rank == 1 ? result.View([1, result.Count]) : result, x._shape[..^2]);
        return Tape.Tracks(this, weight, bias) ? Tape.Write(new(Rules.Linear, result, this, weight, bias)) : result;
    }

    // Where the second is one matrix, the leading axes of the first are more rows of it: one large product instead of many.
    private static void Multiply(Tensor a, Tensor b, Tensor? bias, Tensor result, in Shape leading)
    {
        var (rows, width) = (a._shape[^2], b._shape[^1]);
        if (b._shape[..^2].Count == 1 && a._shape[..^2] == leading && (leading.Count == 1 || a.IsContiguous))
        {
            rows *= leading.Count;
            a.Backend.MatMul(a.Matrix(rows), b.Matrix(b._shape[^2]), bias, result.View([rows, width]));
            return;
        }

        a.Backend.MatMul(a.Stretched(leading.Append(a._shape[^2..])), b.Stretched(leading.Append(b._shape[^2..])), bias, result);
    }

    // The same elements as one matrix; leading axes are of extent 1, or everything lies without gaps.
    private Tensor Matrix(int rows)
    {
        if (Rank == 2) return this;
        return Workspace.Alias(Storage, [rows, _shape[^1]], new(IsContiguous ? _shape[^1] : _strides[^2], IsContiguous ? 1 : _strides[^1]), Offset);
    }

    // Transposed, and reshaped without gaps, off the tape.
    private Tensor Turned() => Workspace.Alias(Storage, [_shape[^1], _shape[^2]], new(_strides[^1], _strides[^2]), Offset);

    internal Tensor View(in Shape shape) => Workspace.Alias(Storage, shape, Strides.Of(shape), Offset);
}

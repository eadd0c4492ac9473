using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors;

/// <content>Weights in a byte each, for inference.</content>
public sealed partial class Tensor
{
    /// <summary>x·Wᵀ + bias with weights in a byte each: […, inputs] to […, outputs]. There is no gradient.</summary>
    /// <param name="weight">[outputs, inputs].</param>
    /// <param name="bias">[outputs].</param>
    /// <exception cref="ShapeException">Widths do not meet.</exception>
    /// <exception cref="InvalidOperationException">A tape watches this, or it does not lie with the managed backend.</exception>
    public Tensor Linear(ByteMatrix weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (Rank == 0 || _shape[^1] != weight.Columns || (bias is not null && bias._shape != new Shape(weight.Rows)))
            throw ShapeException.Misfit("Linear", _shape, [weight.Rows, weight.Columns], "the last axis of x has to equal the last of the weights [out, in], and the bias has one number per row of them.");
        if (Backend is not ManagedBackend managed) throw new InvalidOperationException($"Weights in bytes are multiplied by the managed backend, and x lies with {Backend.Name}. Move it with To, or keep the weights in float32.");
        if (Tape.Tracks(this, bias)) throw new InvalidOperationException("Weights in bytes have no gradient. Train in float32, and quantise afterwards.");
        var result = Result(_shape.With(-1, weight.Rows));
        managed.Bytes(Dense(), weight, bias?.Dense(), result);
        return result;
    }
}

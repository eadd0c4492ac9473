using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Layers;

/// <summary>x·weightᵀ + bias. Parameters: weight [outputs, inputs], bias [outputs].</summary>
public sealed class Linear : Layer
{
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private ByteMatrix? _bytes;

    /// <summary>A layer whose first values are PyTorch's: uniform within 1/√inputs.</summary>
    /// <param name="inputs">Length of what comes in.</param>
    /// <param name="outputs">Length of what goes out.</param>
    /// <param name="bias">Whether there is one.</param>
    /// <param name="first">Other first values of the weight; the bias then begins at 0.</param>
    /// <param name="backend">Where the parameters lie.</param>
    /// <param name="weightName">Name of the weight, for reference implementations that call it otherwise.</param>
    /// <param name="biasName">Name of the bias.</param>
    public Linear(int inputs, int outputs, bool bias = true, Initialiser? first = null, IBackend? backend = null, string weightName = "weight", string biasName = "bias")
    {
        _weight = Own(weightName, [outputs, inputs], first ?? Initialisers.KaimingUniform(Math.Sqrt(5)), backend);
        if (bias) _bias = Own(biasName, [outputs], first is null ? Initialisers.Uniform(1 / Math.Sqrt(Math.Max(1, inputs))) : Initialisers.Zeros, backend);
    }

    /// <summary>[outputs, inputs]</summary>
    public Tensor Weight => _weight.Tensor;

    /// <summary>[outputs]</summary>
    public Tensor? Bias => _bias?.Tensor;

    /// <summary>The weight in bytes; null while it is in float32.</summary>
    public ByteMatrix? Bytes => _bytes;

    /// <summary>Takes a weight in bytes in place of the one in float32, whose memory is given back. The layer can then neither be trained nor loaded nor saved.</summary>
    /// <param name="weight">[outputs, inputs].</param>
    /// <exception cref="ShapeException">It has another shape.</exception>
    public void Hold(ByteMatrix weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        var (outputs, inputs) = _bytes is null ? (Weight.Shape[0], Weight.Shape[1]) : (_bytes.Rows, _bytes.Columns);
        if (weight.Rows != outputs || weight.Columns != inputs) throw ShapeException.Misfit("Hold", [outputs, inputs], [weight.Rows, weight.Columns], "the first is the layer's weight, the second the one in bytes. Quantise the layer's own.");
        _bytes = weight;
        _weight.Tensor = Tensor.Zeros([0, inputs], _weight.Tensor.Backend);
    }

    /// <summary>[…, inputs] to […, outputs].</summary>
    public Tensor Of(Tensor x) => Seen(_bytes is null ? x.Linear(Weight, Bias) : x.Linear(_bytes, Bias));
}

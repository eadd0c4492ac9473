using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Layers;

/// <summary>x·weightᵀ + bias. Parameters: weight [outputs, inputs], bias [outputs].</summary>
public sealed class Linear : Layer
{
    private readonly Parameter _weight;
    private readonly Parameter? _bias;

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

    /// <summary>[…, inputs] to […, outputs].</summary>
    public Tensor Of(Tensor x) => Seen(x.Linear(Weight, Bias));
}

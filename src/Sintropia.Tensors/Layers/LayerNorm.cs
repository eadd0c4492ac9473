using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Layers;

/// <summary>Each row less its mean, over its standard deviation, times weight plus bias. Parameters: weight, bias [width], or none.</summary>
public sealed class LayerNorm : Layer
{
    private readonly Parameter? _weight;
    private readonly Parameter? _bias;
    private readonly float _epsilon;

    /// <summary>A norm that begins with weight 1 and bias 0.</summary>
    /// <param name="width">Length of a row.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="affine">Whether there are weight and bias.</param>
    /// <param name="bias">Whether there is a bias, if there is a weight.</param>
    /// <param name="backend">Where the parameters lie.</param>
    public LayerNorm(int width, float epsilon = 1e-5f, bool affine = true, bool bias = true, IBackend? backend = null)
    {
        _epsilon = epsilon;
        if (affine) _weight = Own("weight", [width], Initialisers.Ones, backend);
        if (affine && bias) _bias = Own("bias", [width], Initialisers.Zeros, backend);
    }

    /// <summary>[width]</summary>
    public Tensor? Weight => _weight?.Tensor;

    /// <summary>[width]</summary>
    public Tensor? Bias => _bias?.Tensor;

    /// <summary>[…, width] to the same.</summary>
    public Tensor Of(Tensor x) => Seen(x.LayerNorm(Weight, Bias, _epsilon));
}

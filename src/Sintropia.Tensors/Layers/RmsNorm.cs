using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Layers;

/// <summary>Each row over the root of its mean square, times weight. Parameter: weight [width].</summary>
public sealed class RmsNorm : Layer
{
    private readonly Parameter _weight;
    private readonly float _epsilon;

    /// <summary>A norm that begins with weight 1.</summary>
    /// <param name="width">Length of a row.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    /// <param name="backend">Where the parameter lies.</param>
    public RmsNorm(int width, float epsilon = 1e-6f, IBackend? backend = null)
    {
        _epsilon = epsilon;
        _weight = Own("weight", [width], Initialisers.Ones, backend);
    }

    /// <summary>[width]</summary>
    public Tensor Weight => _weight.Tensor;

    /// <summary>[…, width] to the same.</summary>
    public Tensor Of(Tensor x) => Seen(x.RmsNorm(Weight, _epsilon));
}

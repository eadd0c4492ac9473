using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.BioJepa.Parts;

/// <summary>Two layers with a GELU (by the hyperbolic tangent) between: c_fc, c_proj.</summary>
internal sealed class Perceptron : Layer
{
    private readonly Linear _up, _down;

    public Perceptron(BioJepaOptions options)
    {
        _up = Inner("c_fc", FirstValues.Linear(options.Width, options.Widening * options.Width));
        _down = Inner("c_proj", FirstValues.Linear(options.Widening * options.Width, options.Width));
    }

    public Tensor Of(Tensor x) => Seen(_down.Of(_up.Of(x).GeluTanh()));
}

using System.Globalization;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.StateTransition;

/// <summary>Linear, norm, GELU and dropout for each hidden width, a last linear layer and a rectifier. Named as in PyTorch's Sequential: 0 and 1, 4 and 5, 8 and 9, …</summary>
internal sealed class NormedChain : Layer
{
    private readonly Linear[] _linear;
    private readonly LayerNorm[] _norms;

    public NormedChain(ReadOnlySpan<int> widths)
    {
        (_linear, _norms) = (new Linear[widths.Length - 1], new LayerNorm[widths.Length - 2]);
        for (var i = 0; i < _linear.Length; i++)
        {
            _linear[i] = Inner(Name(4 * i), new Linear(widths[i], widths[i + 1]));
            if (i < _norms.Length) _norms[i] = Inner(Name(4 * i + 1), new LayerNorm(widths[i + 1]));
        }
    }

    public Tensor Of(Tensor x, Dropout? dropout)
    {
        for (var i = 0; i < _norms.Length; i++)
        {
            x = _norms[i].Of(_linear[i].Of(x)).Gelu();
            if (dropout is not null) x = dropout.Of(x);
        }

        return Seen(_linear[^1].Of(x).Relu());
    }

    private static string Name(int place) => place.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.ScGpt.Parts;

/// <summary>A cell to scores: linear, function and norm for each hidden layer (_decoder.0 and .2, .3 and .5, …), out_layer.</summary>
internal sealed class ClassDecoder : Layer
{
    private readonly Linear[] _linear;
    private readonly LayerNorm[] _norms;
    private readonly Linear _out;
    private readonly Activation _between;

    public ClassDecoder(int width, int classes, int layers, Activation between)
    {
        _between = between;
        (_linear, _norms) = (new Linear[layers - 1], new LayerNorm[layers - 1]);
        for (var i = 0; i < _linear.Length; i++)
        {
            _linear[i] = Inner(Name(3 * i), new Linear(width, width));
            _norms[i] = Inner(Name(3 * i + 2), new LayerNorm(width));
        }

        _out = Inner("out_layer", new Linear(width, classes));
    }

    public Tensor Of(Tensor x)
    {
        for (var i = 0; i < _linear.Length; i++) x = _norms[i].Of(_between.Of(_linear[i].Of(x)));
        return Seen(_out.Of(x));
    }

    private static string Name(int place) => $"_decoder.{place.ToString(CultureInfo.InvariantCulture)}";
}

using System.Globalization;
using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Layers;

/// <summary>Linear layers with a function between each two. By default they are named as PyTorch's Sequential(Linear, function, Linear, …) names them: 0, 2, 4, …</summary>
public sealed class Mlp : Layer
{
    private readonly Linear[] _layers;
    private readonly Activation _between;
    private readonly Activation? _last;

    /// <summary>A chain of layers.</summary>
    /// <param name="widths">Inputs, hidden widths, outputs: two or more.</param>
    /// <param name="between">The function behind each layer but the last.</param>
    /// <param name="last">The function behind the last, if any.</param>
    /// <param name="bias">Whether layers have biases.</param>
    /// <param name="name">The name of a layer by its number.</param>
    /// <param name="first">Other first values of the weights.</param>
    /// <param name="backend">Where the parameters lie.</param>
    public Mlp(ReadOnlySpan<int> widths, Activation between, Activation? last = null, bool bias = true, Func<int, string>? name = null, Initialiser? first = null, IBackend? backend = null)
    {
        if (widths.Length < 2) throw new ArgumentException($"A chain of layers has widths in and out, and {widths.Length} were given. Give two or more.", nameof(widths));
        (_between, _last) = (between, last);
        name ??= i => (2 * i).ToString(CultureInfo.InvariantCulture);
        _layers = new Linear[widths.Length - 1];
        for (var i = 0; i < _layers.Length; i++) _layers[i] = Inner(name(i), new Linear(widths[i], widths[i + 1], bias, first, backend));
    }

    /// <summary>[…, first width] to […, last width].</summary>
    /// <param name="x">Rows.</param>
    /// <param name="dropout">Behind each function between two layers, in training.</param>
    public Tensor Of(Tensor x, Dropout? dropout = null)
    {
        for (var i = 0; i < _layers.Length; i++)
        {
            x = _layers[i].Of(x);
            if (i == _layers.Length - 1) break;
            x = _between.Of(x);
            if (dropout is not null) x = dropout.Of(x);
        }

        return Seen(_last is { } last ? last.Of(x) : x);
    }
}

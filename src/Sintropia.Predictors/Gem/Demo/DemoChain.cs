using System.Globalization;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.Gem.Demo;

/// <summary>0 (linear), 1… (blocks: ff.0 norm, ff.1 and ff.4 linear), a norm, a last linear layer.</summary>
internal sealed class DemoChain : Layer
{
    private readonly Linear _first, _last;
    private readonly LayerNorm _norm;
    private readonly (LayerNorm Norm, Linear Up, Linear Down)[] _blocks;

    public DemoChain(int inputs, int outputs, GemDemoOptions options)
    {
        var width = options.Hidden;
        _first = Inner("0", new Linear(inputs, width));
        _blocks = new (LayerNorm, Linear, Linear)[options.Blocks];
        for (var i = 0; i < _blocks.Length; i++)
        {
            var name = $"{(i + 1).ToString(CultureInfo.InvariantCulture)}.ff";
            _blocks[i] = (Inner($"{name}.0", new LayerNorm(width)), Inner($"{name}.1", new Linear(width, options.Expansion * width)), Inner($"{name}.4", new Linear(options.Expansion * width, width)));
        }

        _norm = Inner((options.Blocks + 1).ToString(CultureInfo.InvariantCulture), new LayerNorm(width));
        _last = Inner((options.Blocks + 2).ToString(CultureInfo.InvariantCulture), new Linear(width, outputs));
    }

    public Tensor Of(Tensor x)
    {
        x = _first.Of(x);
        foreach (var (norm, up, down) in _blocks) x += down.Of(up.Of(norm.Of(x)).Relu());
        return Seen(_last.Of(_norm.Of(x)));
    }
}

using System.Globalization;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.Gem.Parts;

/// <summary>Dropout, 1 (linear), 2 (norm), 3… (blocks), a norm, dropout, a last linear layer: named by their places in PyTorch's Sequential.</summary>
internal sealed class GemChain : Layer
{
    private readonly Linear _first, _last;
    private readonly LayerNorm _before, _behind;
    private readonly FeedforwardBlock[] _blocks;
    private readonly bool _rectifies;

    public GemChain(int inputs, int hidden, int outputs, GemOptions options, bool rectifies = false)
    {
        _rectifies = rectifies;
        _first = Inner("1", new Linear(inputs, hidden));
        _before = Inner("2", new LayerNorm(hidden));
        _blocks = [.. Enumerable.Range(0, options.Blocks).Select(i => Inner(Name(3 + i), new FeedforwardBlock(hidden, options)))];
        _behind = Inner(Name(3 + options.Blocks), new LayerNorm(hidden));
        _last = Inner(Name(5 + options.Blocks), new Linear(hidden, outputs));
    }

    public Tensor Of(Tensor x, Dropout? dropout)
    {
        x = _before.Of(_first.Of(Dropped(x, dropout)));
        foreach (var block in _blocks) x = block.Of(x, dropout);
        x = _last.Of(Dropped(_behind.Of(x), dropout));
        return Seen(_rectifies ? x.Relu() : x);
    }

    private static Tensor Dropped(Tensor x, Dropout? dropout) => dropout is null ? x : dropout.Of(x);

    private static string Name(int place) => place.ToString(CultureInfo.InvariantCulture);
}

using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Layers;

/// <summary>Attention with rotary positions, named as Llama's: q_proj, k_proj, v_proj, o_proj, without biases. Several heads of queries may share a head of keys and values.</summary>
public sealed class LlamaAttention : Layer
{
    private readonly int _heads, _keyHeads, _headWidth;
    private readonly float? _rotaryBase;
    private readonly Linear _q, _k, _v, _o;

    /// <summary>Heads of a width that need not divide the width of the sequence.</summary>
    /// <param name="width">Length of what comes in and goes out.</param>
    /// <param name="heads">Of queries.</param>
    /// <param name="keyHeads">Of keys and values: a divisor of the heads; none for as many.</param>
    /// <param name="headWidth">Of each head; none for width/heads.</param>
    /// <param name="rotaryBase">Base of the rotary frequencies; none for no positions at all, as for sets.</param>
    /// <param name="first">Other first values than normal with deviation 0.02.</param>
    /// <param name="backend">Where the parameters lie.</param>
    public LlamaAttention(int width, int heads, int? keyHeads = null, int? headWidth = null, float? rotaryBase = 10000, Initialiser? first = null, IBackend? backend = null)
    {
        (_heads, _keyHeads, _headWidth, _rotaryBase) = (heads, keyHeads ?? heads, headWidth ?? width / heads, rotaryBase);
        if (_keyHeads < 1 || heads % _keyHeads != 0) throw new ArgumentException($"{heads} heads of queries cannot share {_keyHeads} heads of keys evenly. Use a divisor.", nameof(keyHeads));
        first ??= Initialisers.Normal(0.02);
        _q = Inner("q_proj", new Linear(width, heads * _headWidth, false, first, backend));
        _k = Inner("k_proj", new Linear(width, _keyHeads * _headWidth, false, first, backend));
        _v = Inner("v_proj", new Linear(width, _keyHeads * _headWidth, false, first, backend));
        _o = Inner("o_proj", new Linear(heads * _headWidth, width, false, first, backend));
    }

    /// <summary>[batch, positions, width] to the same.</summary>
    /// <param name="x">Sequences.</param>
    /// <param name="mask">Which keys are seen.</param>
    /// <param name="firstPosition">Of the first row.</param>
    public Tensor Of(Tensor x, in AttentionMask mask = default, int firstPosition = 0)
    {
        Tensor q = Heads(_q.Of(x), _heads), k = Heads(_k.Of(x), _keyHeads), v = Heads(_v.Of(x), _keyHeads);
        if (_rotaryBase is { } frequencyBase) (q, k) = (q.Rotary(firstPosition, frequencyBase), k.Rotary(firstPosition, frequencyBase));
        var attended = q.Attention(Shared(k), Shared(v), mask);
        return Seen(_o.Of(attended.Permute(0, 2, 1, 3).Contiguous().Reshape(x.Shape[0], x.Shape[1], _heads * _headWidth)));
    }

    private Tensor Heads(Tensor x, int heads) => x.Reshape(x.Shape[0], x.Shape[1], heads, _headWidth).Permute(0, 2, 1, 3);

    // Each head of keys repeated for the heads of queries that share it.
    private Tensor Shared(Tensor x)
    {
        if (_keyHeads == _heads) return x;
        var (batch, positions) = (x.Shape[0], x.Shape[2]);
        return x.Contiguous().Reshape(batch, _keyHeads, 1, positions, _headWidth).Expand([batch, _keyHeads, _heads / _keyHeads, positions, _headWidth]).Contiguous().Reshape(batch, _heads, positions, _headWidth);
    }
}

using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Layers;

/// <summary>A block of Llama: attention and a gated perceptron, each behind an RMS norm and with a residual. Named as at Hugging Face: input_layernorm, self_attn, post_attention_layernorm, mlp.</summary>
public sealed class LlamaBlock : Layer
{
    private readonly RmsNorm _first, _second;
    private readonly LlamaAttention _attention;
    private readonly SwiGlu _perceptron;

    /// <summary>A block.</summary>
    /// <param name="width">Length of what comes in and goes out.</param>
    /// <param name="heads">Of queries.</param>
    /// <param name="hidden">Width of the perceptron.</param>
    /// <param name="keyHeads">Of keys and values; none for as many as of queries.</param>
    /// <param name="headWidth">Of each head; none for width/heads.</param>
    /// <param name="rotaryBase">Base of the rotary frequencies; none for no positions.</param>
    /// <param name="epsilon">Of the norms.</param>
    /// <param name="first">Other first values than normal with deviation 0.02.</param>
    /// <param name="backend">Where the parameters lie.</param>
    public LlamaBlock(
        int width, int heads, int hidden, int? keyHeads = null, int? headWidth = null, float? rotaryBase = 10000, float epsilon = 1e-6f, Initialiser? first = null, IBackend? backend = null)
    {
        _attention = Inner("self_attn", new LlamaAttention(width, heads, keyHeads, headWidth, rotaryBase, first, backend));
        _perceptron = Inner("mlp", new SwiGlu(width, hidden, first, backend));
        _first = Inner("input_layernorm", new RmsNorm(width, epsilon, backend));
        _second = Inner("post_attention_layernorm", new RmsNorm(width, epsilon, backend));
    }

    /// <summary>[batch, positions, width] to the same.</summary>
    /// <param name="x">Sequences.</param>
    /// <param name="mask">Which keys are seen; Llama itself is causal.</param>
    /// <param name="firstPosition">Of the first row.</param>
    public Tensor Of(Tensor x, in AttentionMask mask = default, int firstPosition = 0)
    {
        x += _attention.Of(_first.Of(x), mask, firstPosition);
        return Seen(x + _perceptron.Of(_second.Of(x)));
    }
}

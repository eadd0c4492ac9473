namespace Sintropia.Tensors.Backends;

/// <summary>Which keys a query may look at. Parts combine: a key is seen when every part lets it be seen.</summary>
/// <param name="Causal">A query sees no later key. Positions are counted from the start of each sequence.</param>
/// <param name="Ignored">[batch, keys]: a key is not seen where this is not 0 (padding).</param>
/// <param name="Bias">Added to the scores; broadcasts to [batch, heads, queries, keys]. −∞ hides.</param>
public readonly record struct AttentionMask(bool Causal = false, Tensor? Ignored = null, Tensor? Bias = null)
{
    /// <summary>Every query sees every key.</summary>
    public static AttentionMask None => default;
}

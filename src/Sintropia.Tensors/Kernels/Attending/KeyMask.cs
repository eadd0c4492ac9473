namespace Sintropia.Tensors.Kernels.Attending;

/// <summary>Which keys are seen, and what is added to their scores. The default hides nothing.</summary>
public readonly ref struct KeyMask
{
    /// <summary>One element per key, adjacent: the key is hidden from all queries of its sequence where this is not 0. What stands in the rows of a hidden key, NaN included, has no effect. May be empty.</summary>
    public ReadOnlySpan<float> Ignored { get; init; }

    /// <summary>From one sequence to the next in <see cref="Ignored"/>; 0 for one row for all.</summary>
    public int IgnoredBatch { get; init; }

    /// <summary>Added to the scaled scores; −∞ hides one key from one query. May be empty.</summary>
    public ReadOnlySpan<float> Bias { get; init; }

    /// <summary>Where the rows [queries] of <see cref="Bias"/> lie; strides of 0 repeat.</summary>
    public HeadLayout BiasLayout { get; init; }

    /// <summary>From one key to the next in <see cref="Bias"/>.</summary>
    public int BiasKey { get; init; }

    internal void Check(in AttentionShape shape)
    {
        var ignored = shape.Batches == 0 || shape.Keys == 0 ? 0 : (shape.Batches - 1L) * IgnoredBatch + shape.Keys;
        if (!Ignored.IsEmpty && Ignored.Length < ignored)
            throw new ArgumentException($"attention: {Ignored.Length} marks of ignored keys, and {ignored} are needed for {shape}. Give one per key of each sequence.");
        var bias = shape.Keys == 0 || shape.Queries == 0 ? 0 : BiasLayout.Extent(shape.Batches, shape.Heads, shape.Queries, 1) + (shape.Keys - 1L) * BiasKey;
        if (!Bias.IsEmpty && Bias.Length < bias)
            throw new ArgumentException($"attention: a bias of {Bias.Length} elements, and its strides {BiasLayout}, {BiasKey} reach to {bias} for {shape}. Check strides and sizes.");
    }
}

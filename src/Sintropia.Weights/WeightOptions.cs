namespace Sintropia.Weights;

/// <summary>How files of weights are read.</summary>
public sealed record WeightOptions
{
    /// <summary>What happens to objects of unknown classes in PyTorch files. Default: the file is refused.</summary>
    public UnknownObjects UnknownObjects { get; init; } = UnknownObjects.Refuse;

    /// <summary>Values that a pickle may make, tensors and containers included: bounds memory. Default: 4 million; a parameter and its optimiser state make about 100.</summary>
    public int MostValues { get; init; } = 4_000_000;

    /// <summary>Bytes that a pickle may have; the numbers of tensors do not count. Default: 256 MiB.</summary>
    public long LongestPickle { get; init; } = 256L << 20;
}

namespace Sintropia.Weights.Storage;

/// <summary>Bytes that tensors are views of.</summary>
internal abstract class WeightBytes : IDisposable
{
    /// <summary>How many there are.</summary>
    public abstract long Length { get; }

    /// <summary>Some of them, in place.</summary>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    public abstract ReadOnlySpan<byte> Slice(long start, int length);

    public virtual void Dispose()
    {
    }

    protected void Check(long start, int length)
    {
        // Readers have compared every offset with the length before; this stands between a defect of theirs and foreign memory.
        if (start < 0 || length < 0 || start > Length - length)
            throw new ArgumentOutOfRangeException(nameof(start), $"Bytes {start} to {start + length} of {Length} were asked for.");
    }
}

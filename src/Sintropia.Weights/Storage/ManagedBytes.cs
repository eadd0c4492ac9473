using System.Runtime.InteropServices;

namespace Sintropia.Weights.Storage;

/// <summary>Bytes of an array of numbers.</summary>
internal sealed class ManagedBytes<T>(ReadOnlyMemory<T> values) : WeightBytes where T : unmanaged
{
    public override unsafe long Length => (long)values.Length * sizeof(T);

    public override unsafe ReadOnlySpan<byte> Slice(long start, int length)
    {
        Check(start, length);

        // The bytes of a large array of numbers are more than one span of bytes can hold: whole numbers are cut out first.
        var first = start / sizeof(T);
        var last = (start + length + sizeof(T) - 1) / sizeof(T);
        return MemoryMarshal.AsBytes(values.Span[(int)first..(int)last]).Slice((int)(start - first * sizeof(T)), length);
    }
}

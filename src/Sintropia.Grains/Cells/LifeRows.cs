using System.Runtime.InteropServices;
using Sintropia.Biology.Cells;

namespace Sintropia.Grains.Cells;

/// <summary>Lives that ended as one block of bytes.</summary>
public static class LifeRows
{
    /// <summary>Their bytes.</summary>
    public static byte[] Of(List<LineageRecord> lives) => lives.Count == 0 ? [] : MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(lives)).ToArray();

    /// <summary>The lives.</summary>
    public static ReadOnlySpan<LineageRecord> Read(byte[] bytes) => MemoryMarshal.Cast<byte, LineageRecord>(bytes);
}

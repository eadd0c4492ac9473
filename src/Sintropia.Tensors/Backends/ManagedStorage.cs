using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sintropia.Tensors.Backends;

/// <summary>Elements in an array of the managed heap, the first of them on a cache line's border.</summary>
public sealed class ManagedStorage : Storage
{
    private const int LineBytes = 64, LineFloats = LineBytes / sizeof(float);

    private readonly float[] _array;
    private readonly int _start;

    internal ManagedStorage(IBackend backend, int length) : base(backend, length)
    {
        // Pinned, so that the border of the cache line stays where it was found.
        _array = GC.AllocateUninitializedArray<float>(length + LineFloats - 1, pinned: true);
        _start = StartOfLine(_array);
    }

    /// <summary>All elements.</summary>
    public Span<float> Elements => _array.AsSpan(_start, Length);

    /// <summary>The address of the first, which stays as long as this object does.</summary>
    internal unsafe float* First => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array)) + _start;

    /// <summary>The panels that products keep of it.</summary>
    internal Packing? Packings { get; set; }

    private static unsafe int StartOfLine(float[] array)
    {
        if (array.Length == 0) return 0;
        var past = (int)((nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)) % LineBytes);
        return past == 0 ? 0 : (LineBytes - past) / sizeof(float);
    }
}

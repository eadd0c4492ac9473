using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sintropia.Tensors.Backends;

/// <summary>Elements in an array of the managed heap, the first of them on a cache line's border.</summary>
public sealed class ManagedStorage : Storage
{
    private const int LineBytes = 64, LineFloats = LineBytes / sizeof(float);

    // Small ones share an array: a pinned array of its own costs microseconds, and lives until the oldest generation is collected.
    private const int Small = 256, Slab = 4096;

    [ThreadStatic]
    private static float[]? _slab;

    [ThreadStatic]
    private static int _taken;

    private readonly float[] _array;
    private readonly int _start;

    internal ManagedStorage(IBackend backend, int length) : base(backend, length)
    {
        if (length > Small)
        {
            _array = Pinned(length + LineFloats - 1);
            _start = StartOfLine(_array);
            return;
        }

        if (_slab is null || _taken + length > _slab.Length)
        {
            _slab = Pinned(Slab);
            _taken = StartOfLine(_slab);
        }

        _array = _slab;
        _start = _taken;
        _taken += (length + LineFloats - 1) / LineFloats * LineFloats;
    }

    /// <summary>All elements.</summary>
    public Span<float> Elements => _array.AsSpan(_start, Length);

    /// <summary>The address of the first, which stays as long as this object does.</summary>
    internal unsafe float* First => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array)) + _start;

    /// <summary>The panels that products keep of it.</summary>
    internal Packing? Packings { get; set; }

    // Pinned, so that the border of the cache line stays where it was found.
    private static float[] Pinned(int length) => GC.AllocateUninitializedArray<float>(length, pinned: true);

    private static unsafe int StartOfLine(float[] array)
    {
        var past = (int)((nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)) % LineBytes);
        return past == 0 ? 0 : (LineBytes - past) / sizeof(float);
    }
}

using System.Runtime.InteropServices;

namespace Sintropia.Benchmarks.Tensors;

/// <summary>Floats that begin on a cache line's border, as those of tensors here and in libtorch do; never freed.</summary>
internal readonly unsafe struct AlignedFloats
{
    private readonly float* _first;

    public AlignedFloats(int length)
    {
        _first = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), 64);
        Length = length;
        AsSpan(0, length).Clear();
    }

    public int Length { get; }

    public ref float this[int i] => ref AsSpan(0, Length)[i];

    public Span<float> AsSpan(int start, int length) => new Span<float>(_first, Length).Slice(start, length);

    public static AlignedFloats Of(IReadOnlyList<float> values)
    {
        var floats = new AlignedFloats(values.Count);
        for (var i = 0; i < values.Count; i++) floats[i] = values[i];
        return floats;
    }

    public AlignedFloats Select(Func<float, float> f)
    {
        var result = new AlignedFloats(Length);
        for (var i = 0; i < Length; i++) result[i] = f(this[i]);
        return result;
    }

    public static implicit operator Span<float>(AlignedFloats floats) => floats.AsSpan(0, floats.Length);

    public static implicit operator ReadOnlySpan<float>(AlignedFloats floats) => floats.AsSpan(0, floats.Length);
}

using System.Runtime.InteropServices;

namespace Sintropia.Benchmarks.Tensors;

/// <summary>
/// Floats on large pages, where the system gives them; never freed. On small ones the second-level cache, which goes by physical addresses, holds three arrays of 256 kB or does not, as luck has it: the same loop
/// then takes up to a fifth longer in one process than in the next. libtorch is told the same (<see cref="TorchRows"/>).
/// </summary>
internal readonly unsafe struct AlignedFloats
{
    private const int LargePage = 1 << 21, LargePagesWelcome = 14;

    private static int s_made;

    private readonly float* _first;

    public AlignedFloats(int length)
    {
        var step = (nuint)(s_made++ % 16 * 9 * 64); // arrays that all began at one place of their pages would fall on the same few places of the first-level cache
        var bytes = (step + (nuint)length * sizeof(float) + LargePage - 1) / LargePage * LargePage;
        var pages = (byte*)NativeMemory.AlignedAlloc(bytes, LargePage);
        if (OperatingSystem.IsLinux() && Advise(pages, bytes, LargePagesWelcome) != 0) throw new InvalidOperationException("madvise refused to be asked for large pages.");
        _first = (float*)(pages + step);
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

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(void* start, nuint bytes, int advice);
}

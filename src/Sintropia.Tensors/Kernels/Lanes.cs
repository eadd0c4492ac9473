using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sintropia.Tensors.Kernels;

/// <summary>What all row kernels share: sixteen lanes on every machine, whatever its registers hold.</summary>
/// <remarks>
/// A <see cref="Vector512{T}"/> is one register with AVX-512, two with AVX2, and four or plain memory elsewhere. Each of the operations used rounds once, as IEEE 754 says, so
/// that the bits of a result are the same in all of them; only which NaN comes out of two NaNs may differ, and nothing depends on that.
/// </remarks>
[SkipLocalsInit] // what is used is written before
internal static class Lanes
{
    /// <summary>Elements that one step of a kernel takes.</summary>
    public const int Count = 16;

    /// <summary>Added to a float below 2²², rounds it to a whole number, which then stands in the low bits.</summary>
    public const float Rounder = 12582912; // 1.5 · 2²³

    private const int WorthAligning = 512;

    private const int RounderBits = 0x4B400000;

    /// <summary>The step that begins at an index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ReadOnlySpan<float> x, int at) => Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)at);

    /// <summary>The first <paramref name="count"/> elements from an index, all from 16 on and none below 1; +0 in the other lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<float> LoadFirst(ReadOnlySpan<float> x, int at, int count)
    {
        fixed (float* from = &Unsafe.Add(ref MemoryMarshal.GetReference(x), at))
        {
            var first = First(count);
            if (Avx512F.IsSupported) return Avx512F.MaskLoad(from, first, Vector512<float>.Zero);
            if (Avx.IsSupported) return Vector512.Create(Avx.MaskLoad(from, first.GetLower()), Avx.MaskLoad(from + 8, first.GetUpper()));
            var lanes = Vector512<float>.Zero;
            for (var i = 0; i < Math.Min(count, Count); i++) ((float*)&lanes)[i] = from[i];
            return lanes;
        }
    }

    /// <summary>A step, or what is left of one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ReadOnlySpan<float> x, int at, int count) => count >= Count ? Load(x, at) : LoadFirst(x, at, count);

    /// <summary>Writes a step, or what is left of one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> lanes, Span<float> y, int at, int count)
    {
        if (count >= Count) Store(lanes, y, at);
        else StoreFirst(lanes, y, at, count);
    }

    /// <summary>Writes a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> lanes, Span<float> y, int at) => lanes.StoreUnsafe(ref MemoryMarshal.GetReference(y), (nuint)at);

    /// <summary>Writes the first <paramref name="count"/> lanes, as <see cref="LoadFirst"/> reads them, and leaves what lies behind them alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreFirst(Vector512<float> lanes, Span<float> y, int at, int count)
    {
        fixed (float* to = &Unsafe.Add(ref MemoryMarshal.GetReference(y), at))
        {
            var first = First(count);
            if (Avx512F.IsSupported)
            {
                Avx512F.MaskStore(to, first, lanes);
            }
            else if (Avx.IsSupported)
            {
                Avx.MaskStore(to, first.GetLower(), lanes.GetLower());
                Avx.MaskStore(to + 8, first.GetUpper(), lanes.GetUpper());
            }
            else
            {
                for (var i = 0; i < Math.Min(count, Count); i++) to[i] = ((float*)&lanes)[i];
            }
        }
    }

    /// <summary>How many elements lie before the first that a cache line begins with, where a span is long enough for that to matter: a store that crosses lines costs two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe int ToBoundary(Span<float> y) =>
        y.Length < WorthAligning ? 0 : (int)(-(nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(y)) & 63) / sizeof(float); // a hint: it may move meanwhile

    /// <summary>Of room on the stack, all but the last vector, moved up to where a cache line begins.</summary>
    public static unsafe Span<Vector512<float>> Aligned(Span<Vector512<float>> room)
    {
        var at = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(room)); // the stack does not move
        return new(at + (-(nint)at & 63), room.Length - 1);
    }

    /// <summary>All bits set in the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> First(int count) => Avx512F.IsSupported
        ? Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle()
        : Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(Masks), (nuint)(Count - Math.Clamp(count, 0, Count))).AsSingle();

    private static ReadOnlySpan<int> Masks => [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>a·b + c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Fma(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(a, b, c);

    /// <summary>a·b + c, rounded once: a step of a polynomial.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Fma(Vector512<float> a, Vector512<float> b, float c) => Vector512.FusedMultiplyAdd(a, b, Vector512.Create(c));

    /// <summary>a·b + c, rounded once: a step of a polynomial in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Fma(Vector512<double> a, Vector512<double> b, double c) => Vector512.FusedMultiplyAdd(a, b, Vector512.Create(c));

    /// <summary>x, but not below a bound that is not zero; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AtLeast(Vector512<float> x, float bound) => Vector512.MaxNative(Vector512.Create(bound), x); // in this order: the second operand is what x86 keeps of a NaN

    /// <summary>x, but not above a bound that is not zero; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AtMost(Vector512<float> x, float bound) => Vector512.MinNative(Vector512.Create(bound), x);

    /// <summary>x where it is positive, else +0; of NaN, NaN or +0, as the processor likes: for sums of which another part is NaN too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Positive(Vector512<float> x) => Vector512.MaxNative(x, Vector512<float>.Zero);

    /// <summary>The magnitude of one with the sign of the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WithSignOf(Vector512<float> magnitude, Vector512<float> sign) => Vector512.ConditionalSelect(Vector512.Create(-0f), sign, magnitude);

    /// <summary>p·2ⁿ, rounded once where it becomes subnormal, for p from ½ to 2 and n (whole, −250 to 250) that <see cref="Rounder"/> was added to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Scale(Vector512<float> p, Vector512<float> rounded)
    {
        if (Avx512F.IsSupported) return Avx512F.Scale(p, rounded - Vector512.Create(Rounder));
        var n = rounded.AsInt32() + Vector512.Create(254 - RounderBits); // with the bias of two exponents
        var half = Vector512.ShiftRightLogical(n, 1);
        return p * Vector512.ShiftLeft(half, 23).AsSingle() * Vector512.ShiftLeft(n - half, 23).AsSingle(); // the first product is exact
    }

    /// <summary>What <see cref="Scale(Vector512{float}, Vector512{float})"/> means.</summary>
    public static float Scale(float p, float rounded)
    {
        var n = BitConverter.SingleToInt32Bits(rounded) + 254 - RounderBits;
        var half = n >>> 1;
        return p * BitConverter.Int32BitsToSingle(half << 23) * BitConverter.Int32BitsToSingle((n - half) << 23);
    }

    /// <summary>2ⁿ for n (whole, −126 to 127) that <see cref="Rounder"/> was added to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PowerOfTwo(Vector512<float> rounded) => Vector512.ShiftLeft(rounded.AsInt32() + Vector512.Create(127 - RounderBits), 23).AsSingle();

    /// <summary>2ⁿ for n (whole, −126 to 127) that <see cref="Rounder"/> was added to.</summary>
    public static float PowerOfTwo(float rounded) => BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(rounded) + 127 - RounderBits) << 23);

    /// <summary>2ⁿ for n from −126 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PowerOfTwo(Vector512<int> n) => Vector512.ShiftLeft(n + Vector512.Create(127), 23).AsSingle();

    /// <summary>2ⁿ for n from −126 to 127.</summary>
    public static float PowerOfTwo(int n) => BitConverter.Int32BitsToSingle((n + 127) << 23);

    /// <summary>The sum of sixteen lanes: each of the lower half takes the one that lies half of them further on, until one is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Fold(Vector512<float> lanes)
    {
        var eight = lanes.GetLower() + lanes.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        var two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 2, 3));
        return two[0] + two[1];
    }

    /// <summary>Sixteen sums of sixteen lanes, each as <see cref="Fold(Vector512{float})"/>, side by side. Needs AVX-512.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector512<float> FoldEach(ReadOnlySpan<Vector512<float>> sums)
    {
        ref var rows = ref MemoryMarshal.GetReference(sums[..Count]);
        var (a, b, c, d) = (FoldFour(ref rows), FoldFour(ref Unsafe.Add(ref rows, 1)), FoldFour(ref Unsafe.Add(ref rows, 2)), FoldFour(ref Unsafe.Add(ref rows, 3)));
        var ab = Avx512F.Shuffle(a, b, 0b01_00_01_00) + Avx512F.Shuffle(a, b, 0b11_10_11_10);
        var cd = Avx512F.Shuffle(c, d, 0b01_00_01_00) + Avx512F.Shuffle(c, d, 0b11_10_11_10);
        return Avx512F.Shuffle(ab, cd, 0b10_00_10_00) + Avx512F.Shuffle(ab, cd, 0b11_01_11_01);
    }

    // Rows 0, 4, 8 and 12 from one on: the four lanes that are left of each, in a quarter of the result.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FoldFour(ref Vector512<float> rows)
    {
        var (a, b, c, d) = (rows, Unsafe.Add(ref rows, 4), Unsafe.Add(ref rows, 8), Unsafe.Add(ref rows, 12));
        var ab = Avx512F.Shuffle4x128(a, b, 0b01_00_01_00) + Avx512F.Shuffle4x128(a, b, 0b11_10_11_10);
        var cd = Avx512F.Shuffle4x128(c, d, 0b01_00_01_00) + Avx512F.Shuffle4x128(c, d, 0b11_10_11_10);
        return Avx512F.Shuffle4x128(ab, cd, 0b10_00_10_00) + Avx512F.Shuffle4x128(ab, cd, 0b11_01_11_01);
    }

    /// <summary>What <see cref="Fold(Vector512{float})"/> means; overwrites its argument.</summary>
    public static float Fold(Span<float> lanes)
    {
        for (var half = lanes.Length / 2; half > 0; half /= 2)
            for (var i = 0; i < half; i++)
                lanes[i] += lanes[i + half];
        return lanes[0];
    }
}

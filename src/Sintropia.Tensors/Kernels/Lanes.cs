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
internal static class Lanes
{
    /// <summary>Elements that one step of a kernel takes.</summary>
    public const int Count = 16;

    /// <summary>Added to a float below 2²², rounds it to a whole number, which then stands in the low bits.</summary>
    public const float Rounder = 12582912; // 1.5 · 2²³

    private const int RounderBits = 0x4B400000;

    /// <summary>The step that begins at an index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ReadOnlySpan<float> x, int at) => Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)at);

    /// <summary>The first <paramref name="count"/> (1 to 16) elements from an index; +0 in the other lanes.</summary>
    public static unsafe Vector512<float> LoadFirst(ReadOnlySpan<float> x, int at, int count)
    {
        fixed (float* from = &Unsafe.Add(ref MemoryMarshal.GetReference(x), at))
        {
            if (Avx512F.IsSupported) return Avx512F.MaskLoad(from, First(count), Vector512<float>.Zero);
            var lanes = Vector512<float>.Zero;
            new ReadOnlySpan<float>(from, count).CopyTo(new Span<float>(&lanes, Count));
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

    /// <summary>Writes the first <paramref name="count"/> (1 to 16) lanes and leaves what lies behind them alone.</summary>
    public static unsafe void StoreFirst(Vector512<float> lanes, Span<float> y, int at, int count)
    {
        fixed (float* to = &Unsafe.Add(ref MemoryMarshal.GetReference(y), at))
        {
            if (Avx512F.IsSupported) Avx512F.MaskStore(to, First(count), lanes);
            else new ReadOnlySpan<float>(&lanes, count).CopyTo(new Span<float>(to, count));
        }
    }

    /// <summary>All bits set in the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> First(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();

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

    /// <summary>x where it is positive, else +0; also +0 for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Positive(Vector512<float> x) => x & Vector512.GreaterThan(x, Vector512<float>.Zero);

    /// <summary>The magnitude of one with the sign of the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WithSignOf(Vector512<float> magnitude, Vector512<float> sign) => Vector512.ConditionalSelect(Vector512.Create(-0f), sign, magnitude);

    /// <summary>p·2ⁿ, rounded once where it becomes subnormal, for p from ½ to 2 and n (whole, −250 to 250) that <see cref="Rounder"/> was added to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Scale(Vector512<float> p, Vector512<float> rounded)
    {
        if (Avx512F.IsSupported) return Avx512F.Scale(p, rounded - Vector512.Create(Rounder));
        var n = rounded.AsInt32() - Vector512.Create(RounderBits);
        var half = Vector512.ShiftRightArithmetic(n, 1);
        return p * PowerOfTwo(half) * PowerOfTwo(n - half); // the first product is exact
    }

    /// <summary>What <see cref="Scale(Vector512{float}, Vector512{float})"/> means.</summary>
    public static float Scale(float p, float rounded)
    {
        var n = BitConverter.SingleToInt32Bits(rounded) - RounderBits;
        var half = n >> 1;
        return p * PowerOfTwo(half) * PowerOfTwo(n - half);
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

    /// <summary>What <see cref="Fold(Vector512{float})"/> means; overwrites its argument.</summary>
    public static float Fold(Span<float> lanes)
    {
        for (var half = lanes.Length / 2; half > 0; half /= 2)
            for (var i = 0; i < half; i++)
                lanes[i] += lanes[i + half];
        return lanes[0];
    }
}

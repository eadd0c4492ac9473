using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>Largest and smallest elements. One that is not a number is both larger and smaller than all others, so that it shows; +0 is larger than −0.</summary>
public static class Extremes
{
    /// <summary>The largest element.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static float Max(ReadOnlySpan<float> x) => Fold(x, default(Larger));

    /// <summary>The smallest element.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static float Min(ReadOnlySpan<float> x) => Fold(x, default(Smaller));

    /// <summary>Where the largest element is: the first of equals (zeros of both signs are equal), the first that is not a number if there is one.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static int ArgMax(ReadOnlySpan<float> x) => First(x, Max(x));

    /// <summary>Where the smallest element is: the first of equals, the first that is not a number if there is one.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static int ArgMin(ReadOnlySpan<float> x) => First(x, Min(x));

    /// <summary>resultⱼ = the largest x[i, j] for the columns from <paramref name="from"/> to <paramref name="to"/> (excluded) of x [rows, width].</summary>
    /// <exception cref="ArgumentException">Lengths do not fit, or there are no rows.</exception>
    public static void MaxOfColumns(ReadOnlySpan<float> x, int width, Span<float> result, int from, int to) => Columns(x, width, result, from, to, default(Larger));

    /// <summary>resultⱼ = the smallest x[i, j].</summary>
    /// <exception cref="ArgumentException">Lengths do not fit, or there are no rows.</exception>
    public static void MinOfColumns(ReadOnlySpan<float> x, int width, Span<float> result, int from, int to) => Columns(x, width, result, from, to, default(Smaller));

    /// <summary>What <see cref="Max"/> means.</summary>
    public static float ReferenceMax(ReadOnlySpan<float> x)
    {
        var max = x[0];
        foreach (var value in x) max = MathF.Max(max, value);
        return max;
    }

    /// <summary>What <see cref="Min"/> means.</summary>
    public static float ReferenceMin(ReadOnlySpan<float> x)
    {
        var min = x[0];
        foreach (var value in x) min = MathF.Min(min, value);
        return min;
    }

    /// <summary>What <see cref="ArgMax"/> means.</summary>
    public static int ReferenceArgMax(ReadOnlySpan<float> x)
    {
        var best = 0;
        for (var i = 1; i < x.Length; i++)
            if (x[i] > x[best] || (float.IsNaN(x[i]) && !float.IsNaN(x[best])))
                best = i;
        return best;
    }

    /// <summary>What <see cref="ArgMin"/> means.</summary>
    public static int ReferenceArgMin(ReadOnlySpan<float> x)
    {
        var best = 0;
        for (var i = 1; i < x.Length; i++)
            if (x[i] < x[best] || (float.IsNaN(x[i]) && !float.IsNaN(x[best])))
                best = i;
        return best;
    }

    private static float Fold<TPick>(ReadOnlySpan<float> x, TPick pick) where TPick : struct, IPick
    {
        if (x.IsEmpty) throw new ArgumentException("No element is the largest or smallest of none. Leave empty rows out.");
        if (x.Length < 16)
        {
            var short1 = x[0];
            foreach (var value in x) short1 = pick.Of(short1, value);
            return short1;
        }

        // The processor's own comparison, which differs in zeros and in what is not a number: where one of those is at issue, once more and exactly.
        var fast = FoldFast(x, pick, out var isNumber);
        return isNumber && fast != 0 ? fast : FoldExactly(x, pick);
    }

    private static float FoldFast<TPick>(ReadOnlySpan<float> x, TPick pick, out bool isNumber) where TPick : struct, IPick
    {
        // The last step overlaps: an element taken twice is no larger.
        var last = x.Length - 16;
        var a = Lanes.Load(x, last);
        var (b, c, d) = (a, a, a);
        var numbers = Vector512.Equals(a, a);
        var i = 0;
        for (; i <= x.Length - 64; i += 64)
        {
            var (e, f, g, h) = (Lanes.Load(x, i), Lanes.Load(x, i + 16), Lanes.Load(x, i + 32), Lanes.Load(x, i + 48));
            (a, b, c, d) = (pick.Fast(a, e), pick.Fast(b, f), pick.Fast(c, g), pick.Fast(d, h));
            numbers &= Vector512.Equals(e, e) & Vector512.Equals(f, f) & (Vector512.Equals(g, g) & Vector512.Equals(h, h));
        }

        for (; i < last; i += 16)
        {
            var e = Lanes.Load(x, i);
            a = pick.Fast(a, e);
            numbers &= Vector512.Equals(e, e);
        }

        isNumber = numbers.ExtractMostSignificantBits() == 0xFFFF;
        return Across(pick.Fast(pick.Fast(a, b), pick.Fast(c, d)), pick);
    }

    private static float FoldExactly<TPick>(ReadOnlySpan<float> x, TPick pick) where TPick : struct, IPick
    {
        var last = x.Length - 16;
        var a = Lanes.Load(x, last);
        for (var i = 0; i < last; i += 16) a = pick.Of(a, Lanes.Load(x, i));
        return Across(a, pick);
    }

    private static float Across<TPick>(Vector512<float> a, TPick pick) where TPick : struct, IPick
    {
        var eight = pick.Of(a.GetLower(), a.GetUpper());
        var four = pick.Of(eight.GetLower(), eight.GetUpper());
        var two = pick.Of(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 2, 3)));
        return pick.Of(two, Vector128.Shuffle(two, Vector128.Create(1, 1, 1, 1)))[0];
    }

    private static int First(ReadOnlySpan<float> x, float wanted)
    {
        var isNumber = !float.IsNaN(wanted);
        var all = Vector512.Create(wanted);
        var i = 0;
        for (; i <= x.Length - 16; i += 16)
        {
            var lanes = Lanes.Load(x, i);
            var found = isNumber ? Vector512.Equals(lanes, all) : ~Vector512.Equals(lanes, lanes);
            var bits = found.ExtractMostSignificantBits();
            if (bits != 0) return i + System.Numerics.BitOperations.TrailingZeroCount(bits);
        }

        for (; i < x.Length; i++)
            if (isNumber ? x[i] == wanted : float.IsNaN(x[i]))
                return i;
        throw new InvalidOperationException("An element changed while its place was looked for. Give each thread its own rows.");
    }

    private static void Columns<TPick>(ReadOnlySpan<float> x, int width, Span<float> result, int from, int to, TPick pick) where TPick : struct, IPick
    {
        var rows = Sums.Check(x, width, result, from, to);
        if (rows == 0) throw new ArgumentException("No element is the largest or smallest of none. Leave empty columns out.");
        var j = from;
        for (; j <= to - 16; j += 16)
        {
            var best = Lanes.Load(x, j);
            for (var i = 1; i < rows; i++) best = pick.Of(best, Lanes.Load(x, i * width + j));
            Lanes.Store(best, result, j);
        }

        for (; j < to; j++)
        {
            var best = x[j];
            for (var i = 1; i < rows; i++) best = pick.Of(best, x[i * width + j]);
            result[j] = best;
        }
    }

    private interface IPick
    {
        Vector512<float> Of(Vector512<float> x, Vector512<float> y);

        Vector512<float> Fast(Vector512<float> x, Vector512<float> y);

        Vector256<float> Of(Vector256<float> x, Vector256<float> y);

        Vector128<float> Of(Vector128<float> x, Vector128<float> y);

        float Of(float x, float y);
    }

    private readonly struct Larger : IPick
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => Vector512.Max(x, y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Fast(Vector512<float> x, Vector512<float> y) => Vector512.MaxNative(x, y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x, Vector256<float> y) => Vector256.Max(x, y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<float> Of(Vector128<float> x, Vector128<float> y) => Vector128.Max(x, y);

        public float Of(float x, float y) => MathF.Max(x, y);
    }

    private readonly struct Smaller : IPick
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => Vector512.Min(x, y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Fast(Vector512<float> x, Vector512<float> y) => Vector512.MinNative(x, y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Of(Vector256<float> x, Vector256<float> y) => Vector256.Min(x, y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<float> Of(Vector128<float> x, Vector128<float> y) => Vector128.Min(x, y);

        public float Of(float x, float y) => MathF.Min(x, y);
    }
}

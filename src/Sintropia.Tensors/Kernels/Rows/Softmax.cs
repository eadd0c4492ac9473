using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Arithmetic;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>e^(xᵢ − max)/Σ e^(xⱼ − max) along rows. A row of −∞ throughout, or with ∞ or NaN in it, is NaN throughout; single −∞ give 0.</summary>
[SkipLocalsInit] // vectors that do not fit into registers would be cleared at every call
public static class Softmax
{
    /// <summary>Each row of x [rows, length] into y; y may be x.</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Forward(ReadOnlySpan<float> x, int length, Span<float> y)
    {
        Lengths.Same(x.Length, y.Length);
        var rows = Lengths.Rows(x.Length, length);

        // Some rows at a time: what is done once per row is done for sixteen of them at once, while they still lie in the cache.
        Span<float> scales = stackalloc float[16];
        scales.Clear();
        var group = LayerNorm.Group(length);
        for (var first = 0; first < rows; first += group)
        {
            var count = Math.Min(group, rows - first);
            for (var k = 0; k < count; k++) scales[k] = Max(x.Slice((first + k) * length, length));
            for (var k = 0; k < count; k++) scales[k] = Exponentials(x.Slice((first + k) * length, length), scales[k], y.Slice((first + k) * length, length));

            Lanes.Store(Vector512<float>.One / Lanes.Load(scales, 0), scales, 0);
            for (var k = 0; k < count; k++)
            {
                var row = y.Slice((first + k) * length, length);
                Elementwise.Zip(row, scales[k], row, default(Multiply));
            }
        }
    }

    /// <summary>yᵢ·(gradientᵢ − Σ gradientⱼ·yⱼ) for each row, from the result y; ofX may be the gradient.</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> gradient, int length, Span<float> ofX)
    {
        Lengths.Same(y.Length, gradient.Length);
        Lengths.Same(y.Length, ofX.Length);
        Lengths.Rows(y.Length, length);
        for (var at = 0; at < y.Length; at += length)
        {
            var row = y.Slice(at, length);
            var g = gradient.Slice(at, length);
            Elementwise.Zip(row, g, ofX.Slice(at, length), new Centred(Sums.OfProducts(row, g)));
        }
    }

    /// <summary>What <see cref="Forward"/> means for one row.</summary>
    public static void Reference(ReadOnlySpan<float> x, Span<float> y)
    {
        if (x.IsEmpty) return;
        var max = Extremes.ReferenceMax(x);
        for (var i = 0; i < x.Length; i++) y[i] = default(Exp).Reference(x[i] - max);
        var scale = 1 / Sums.Reference(y);
        for (var i = 0; i < y.Length; i++) y[i] *= scale;
    }

    /// <summary>What <see cref="Backward"/> means for one row.</summary>
    public static void Reference(ReadOnlySpan<float> y, ReadOnlySpan<float> gradient, Span<float> ofX) =>
        Elementwise.Reference(y, gradient, ofX, new Centred(Sums.Reference(y, gradient)));

    /// <summary>The largest element of a row; whatever, where one is not a number.</summary>
    internal static float Max(ReadOnlySpan<float> x)
    {
        if (x.Length < 16)
        {
            var max = Vector512.ConditionalSelect(Lanes.First(x.Length), Lanes.LoadFirst(x, 0, x.Length), Vector512.Create(float.NegativeInfinity));
            return Fold(max);
        }

        var last = x.Length - 16;
        var a = Lanes.Load(x, last);
        var (b, c, d) = (a, a, a);
        var i = 0;
        for (; i <= x.Length - 64; i += 64)
        {
            a = Vector512.MaxNative(a, Lanes.Load(x, i));
            b = Vector512.MaxNative(b, Lanes.Load(x, i + 16));
            c = Vector512.MaxNative(c, Lanes.Load(x, i + 32));
            d = Vector512.MaxNative(d, Lanes.Load(x, i + 48));
        }

        for (; i < last; i += 16) a = Vector512.MaxNative(a, Lanes.Load(x, i));
        return Fold(Vector512.MaxNative(Vector512.MaxNative(a, b), Vector512.MaxNative(c, d)));

        static float Fold(Vector512<float> lanes)
        {
            var eight = Vector256.MaxNative(lanes.GetLower(), lanes.GetUpper());
            var four = Vector128.MaxNative(eight.GetLower(), eight.GetUpper());
            var two = Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 2, 3)));
            return Vector128.MaxNative(two, Vector128.Shuffle(two, Vector128.Create(1, 1, 1, 1)))[0];
        }
    }

    /// <summary>Writes e^(xᵢ − max) and returns their sum, in the order of all sums.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static float Exponentials(ReadOnlySpan<float> x, float max, Span<float> y)
    {
        if (x.Length > RunningSums.Block)
        {
            // The sum's order has blocks then; reading again is cheaper than keeping two kinds of loops.
            Elementwise.Map(x, y, new ExpLess(max));
            return Sums.Sum(y);
        }

        var m = Vector512.Create(max);
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var i = 0;
        for (; i <= x.Length - RunningSums.Count; i += RunningSums.Count)
        {
            var ea = Exp.OfNegative(Lanes.Load(x, i) - m);
            Lanes.Store(ea, y, i);
            var eb = Exp.OfNegative(Lanes.Load(x, i + 16) - m);
            Lanes.Store(eb, y, i + 16);
            var ec = Exp.OfNegative(Lanes.Load(x, i + 32) - m);
            Lanes.Store(ec, y, i + 32);
            var ed = Exp.OfNegative(Lanes.Load(x, i + 48) - m);
            Lanes.Store(ed, y, i + 48);
            (a, b, c, d) = (a + ea, b + eb, c + ec, d + ed);
        }

        for (var part = 0; i < x.Length; i += 16, part++)
        {
            var e = Exp.OfNegative(Lanes.LoadFirst(x, i, x.Length - i) - m) & Lanes.First(x.Length - i);
            Lanes.StoreFirst(e, y, i, x.Length - i);
            if (part == 0) a += e;
            else if (part == 1) b += e;
            else if (part == 2) c += e;
            else d += e;
        }

        return Lanes.Fold(a + c + (b + d));
    }

    private readonly struct ExpLess(float max) : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x) => Exp.OfNegative(x - Vector512.Create(max));

        public float Reference(float x) => default(Exp).Reference(x - max);
    }

    private readonly struct Centred(float mean) : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => x * (y - Vector512.Create(mean));

        public float Reference(float x, float y) => x * (y - mean);
    }
}

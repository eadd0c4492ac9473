using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>(x − mean)/√(variance + ε)·scale + shift along rows.</summary>
/// <remarks>The mean that is taken away has the digits that no float holds (<see cref="Moments"/>); Ba, Kiros and Hinton 2016, arXiv:1607.06450.</remarks>
[SkipLocalsInit] // room for sixteen rows would be cleared at every call
public static class LayerNorm
{
    /// <summary>Each row of x [rows, length] into y; y may be x.</summary>
    /// <param name="x">[rows, length].</param>
    /// <param name="scale">[length], or nothing for 1.</param>
    /// <param name="shift">[length], or nothing for 0.</param>
    /// <param name="length">Elements of a row.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="y">[rows, length].</param>
    /// <param name="mean">[rows] for the gradient, or nothing.</param>
    /// <param name="inverse">[rows]: 1/√(variance + ε) for the gradient, or nothing.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, int length, float epsilon, Span<float> y, Span<float> mean, Span<float> inverse)
    {
        Lengths.Same(x.Length, y.Length);
        if (!scale.IsEmpty) Lengths.Same(length, scale.Length);
        if (!shift.IsEmpty) Lengths.Same(length, shift.Length);
        var rows = Lengths.Rows(x.Length, length);
        if (!mean.IsEmpty) Lengths.Same(rows, mean.Length);
        if (!inverse.IsEmpty) Lengths.Same(rows, inverse.Length);

        // Some rows at a time: what is done once per row, divisions and a root, is done for sixteen of them at once, while they still lie in the cache.
        Span<float> sums = stackalloc float[16], offsets = stackalloc float[16], squares = stackalloc float[16];
        var group = Group(length);
        for (var first = 0; first < rows; first += group)
        {
            var count = Math.Min(group, rows - first);
            var rowsOfX = x.Slice(first * length, count * length);
            RunningSums.Rows(rowsOfX, count, length, default, default(Value), sums);
            var n = Vector512.Create((float)length);
            var m = Lanes.Load(sums, 0) / n;
            Lanes.Store(m, sums, 0);
            RunningSums.Rows(rowsOfX, length, sums[..count], default(DeviationFrom), default(SquaredDeviationFrom), offsets, squares);

            var (offset, square) = Moments.Finish(Lanes.Load(offsets, 0), Lanes.Load(squares, 0), n);
            var over = Vector512<float>.One / Vector512.Sqrt(square / n + Vector512.Create(epsilon));
            if (!mean.IsEmpty) Lanes.Store(m + offset, mean, first, count);
            if (!inverse.IsEmpty) Lanes.Store(over, inverse, first, count);
            Lanes.Store(over, squares, 0);
            Lanes.Store(-offset * over, offsets, 0);
            if (!scale.IsEmpty && !shift.IsEmpty) WriteRows(rowsOfX, scale, shift, length, sums[..count], squares, offsets, y.Slice(first * length, count * length));
            else
                for (var k = 0; k < count; k++)
                    Write(rowsOfX.Slice(k * length, length), scale, shift, new(sums[k], squares[k], offsets[k]), y.Slice((first + k) * length, length));
        }
    }

    /// <summary>How many rows are taken at a time.</summary>
    internal static int Group(int length) => Math.Clamp(4096 / Math.Max(1, length), 1, 16);

    /// <summary>Gradient with respect to x: inverse·(g − Σg/n − ((x − mean)·inverse)·Σ(g·(x − mean)·inverse)/n) with g = gradient·scale; ofX may be the gradient.</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Backward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverse, ReadOnlySpan<float> gradient, int length, Span<float> ofX)
    {
        Lengths.Same(x.Length, gradient.Length);
        Lengths.Same(x.Length, ofX.Length);
        if (!scale.IsEmpty) Lengths.Same(length, scale.Length);
        var rows = Lengths.Rows(x.Length, length);
        Lengths.Same(rows, mean.Length);
        Lengths.Same(rows, inverse.Length);

        // As forward, some rows at a time.
        Span<float> deviations = stackalloc float[16], sums = stackalloc float[16], products = stackalloc float[16];
        var group = Group(length);
        for (var first = 0; first < rows; first += group)
        {
            var count = Math.Min(group, rows - first);
            var rowsOfX = x.Slice(first * length, count * length);
            var rowsOfG = gradient.Slice(first * length, count * length);
            var means = mean.Slice(first, count);
            if (scale.IsEmpty)
                RunningSums.Rows(rowsOfX, rowsOfG, default, length, means, default(DeviationFrom), default(SecondValue), default(ProductWithDeviation), deviations, sums, products);
            else
                RunningSums.Rows(rowsOfX, rowsOfG, scale, length, means, default(DeviationFrom), default(ProductOfLastTwo), default(ProductOfThreeWithDeviation), deviations, sums, products);

            var n = Vector512.Create((float)length);
            var over = Lanes.Load(inverse, first, count);
            var (perDeviation, shift) = Slopes(Lanes.Load(deviations, 0), Lanes.Load(sums, 0), Lanes.Load(products, 0), over, n);
            Lanes.Store(perDeviation, deviations, 0);
            Lanes.Store(shift, sums, 0);
            WriteSlopes(rowsOfX, rowsOfG, scale, length, means, inverse.Slice(first, count), deviations, sums, ofX.Slice(first * length, count * length));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void WriteSlopes(
        ReadOnlySpan<float> x, ReadOnlySpan<float> gradient, ReadOnlySpan<float> scale, int length, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverse,
        ReadOnlySpan<float> perDeviation, ReadOnlySpan<float> shift, Span<float> ofX)
    {
        for (var k = 0; k < mean.Length; k++)
        {
            var slope = new Slope(mean[k], perDeviation[k], shift[k], inverse[k]);
            var (at, j) = (k * length, 0);
            if (scale.IsEmpty)
                for (; j <= length - Lanes.Count; j += Lanes.Count) Lanes.Store(slope.Of(Lanes.Load(x, at + j), Lanes.Load(gradient, at + j)), ofX, at + j);
            else
                for (; j <= length - Lanes.Count; j += Lanes.Count) Lanes.Store(slope.Of(Lanes.Load(x, at + j), Lanes.Load(gradient, at + j), Lanes.Load(scale, j)), ofX, at + j);
            if (j == length) continue;

            var (lastX, lastG) = (Lanes.LoadFirst(x, at + j, length - j), Lanes.LoadFirst(gradient, at + j, length - j));
            Lanes.StoreFirst(scale.IsEmpty ? slope.Of(lastX, lastG) : slope.Of(lastX, lastG, Lanes.LoadFirst(scale, j, length - j)), ofX, at + j, length - j);
        }
    }

    /// <summary>Gradients with respect to scale, Σ gradient·(x − mean)·inverse, and shift, Σ gradient, over all rows, for columns from <paramref name="from"/> to <paramref name="to"/> (excluded).</summary>
    /// <param name="x">[rows, length].</param>
    /// <param name="mean">[rows], from forward.</param>
    /// <param name="inverse">[rows], from forward.</param>
    /// <param name="gradient">[rows, length].</param>
    /// <param name="length">Elements of a row.</param>
    /// <param name="ofScale">[length], or nothing.</param>
    /// <param name="ofShift">[length], or nothing.</param>
    /// <param name="from">The first column.</param>
    /// <param name="to">The one behind the last.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void OfParameters(
        ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverse, ReadOnlySpan<float> gradient, int length, Span<float> ofScale, Span<float> ofShift, int from, int to)
    {
        Lengths.Same(x.Length, gradient.Length);
        var rows = Lengths.Rows(x.Length, length);
        Lengths.Same(rows, mean.Length);
        Lengths.Same(rows, inverse.Length);
        if (!ofScale.IsEmpty && !ofShift.IsEmpty)
            RunningSums.TwoColumns(x, gradient, default, rows, length, from, to, ofScale, ofShift, new NormalisedProduct(mean, inverse), default(SecondValue));
        else if (!ofScale.IsEmpty) RunningSums.Columns(x, gradient, default, rows, length, from, to, ofScale, new NormalisedProduct(mean, inverse));
        else if (!ofShift.IsEmpty) Sums.Columns(gradient, length, ofShift, from, to);
    }

    /// <summary>What <see cref="Forward"/> means for one row: its mean and 1/√(variance + ε).</summary>
    public static (float Mean, float Inverse) Reference(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, float epsilon, Span<float> y)
    {
        var (m, offset, squares) = Moments.Reference(x);
        var over = 1 / MathF.Sqrt(squares / x.Length + epsilon);
        var standard = new Standardised(m, over, -offset * over);
        for (var i = 0; i < x.Length; i++)
        {
            var value = standard.Reference(x[i]);
            y[i] = scale.IsEmpty ? shift.IsEmpty ? value : value + shift[i] : MathF.FusedMultiplyAdd(value, scale[i], shift.IsEmpty ? -0f : shift[i]);
        }

        return (m + offset, over);
    }

    /// <summary>What <see cref="Backward"/> means for one row.</summary>
    public static void Reference(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, float mean, float inverse, ReadOnlySpan<float> gradient, Span<float> ofX)
    {
        var scaled = new float[x.Length];
        for (var i = 0; i < x.Length; i++) scaled[i] = scale.IsEmpty ? gradient[i] : gradient[i] * scale[i];
        var d = RunningSums.Reference(x, default, default, new DeviationFrom(mean));
        var sum = scale.IsEmpty ? Sums.Reference(gradient) : Sums.Reference(gradient, scale);
        var products = RunningSums.Reference(x, scaled, default, new ProductWithDeviation(mean));
        var offset = d / x.Length;
        var perDeviation = inverse * inverse * (MathF.FusedMultiplyAdd(-offset, sum, products) / x.Length);
        var constants = new Slope(mean, perDeviation, MathF.FusedMultiplyAdd(perDeviation, offset, -(sum / x.Length)), inverse);
        for (var i = 0; i < x.Length; i++) ofX[i] = constants.Reference(x[i], scaled[i]);
    }

    // With both, as nearly all are: one call for several rows, since of short ones the call would take as long as the work.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void WriteRows(
        ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, int length, ReadOnlySpan<float> mean, ReadOnlySpan<float> over, ReadOnlySpan<float> offset, Span<float> y)
    {
        for (var k = 0; k < mean.Length; k++)
        {
            var step = new ScaledAndShifted(new(mean[k], over[k], offset[k]));
            var (at, j) = (k * length, 0);
            for (; j <= length - Lanes.Count; j += Lanes.Count) Lanes.Store(step.Of(Lanes.Load(x, at + j), Lanes.Load(scale, j), Lanes.Load(shift, j)), y, at + j);
            if (j < length) Lanes.StoreFirst(step.Of(Lanes.LoadFirst(x, at + j, length - j), Lanes.LoadFirst(scale, j, length - j), Lanes.LoadFirst(shift, j, length - j)), y, at + j, length - j);
        }
    }

    private static void Write(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, Standardised standard, Span<float> y)
    {
        if (scale.IsEmpty && shift.IsEmpty) Elementwise.Map(x, y, standard);
        else if (scale.IsEmpty) Elementwise.Zip(x, shift, y, new Shifted(standard));
        else Elementwise.Zip(x, scale, y, new Scaled(standard));
    }

    // Mean of the deviations, of the gradients and of their products, as the constants of one step per element.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> PerDeviation, Vector512<float> Shift) Slopes(
        Vector512<float> d, Vector512<float> sum, Vector512<float> products, Vector512<float> inverse, Vector512<float> n)
    {
        var offset = d / n;
        var perDeviation = inverse * inverse * (Lanes.Fma(-offset, sum, products) / n);
        return (perDeviation, Lanes.Fma(perDeviation, offset, -(sum / n)));
    }

    private readonly struct Standardised(float mean, float inverse, float shift) : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x) => Lanes.Fma(x - Vector512.Create(mean), Vector512.Create(inverse), Vector512.Create(shift));

        public float Reference(float x) => MathF.FusedMultiplyAdd(x - mean, inverse, shift);
    }

    private readonly struct Shifted(Standardised standard) : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => standard.Of(x) + y;

        public float Reference(float x, float y) => standard.Reference(x) + y;
    }

    private readonly struct Scaled(Standardised standard) : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => standard.Of(x) * y;

        public float Reference(float x, float y) => standard.Reference(x) * y;
    }

    private readonly struct ScaledAndShifted(Standardised standard) : ITernaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Lanes.Fma(standard.Of(x), y, z);

        public float Reference(float x, float y, float z) => MathF.FusedMultiplyAdd(standard.Reference(x), y, z);
    }

    private readonly struct Slope(float mean, float perDeviation, float shift, float inverse) : IBinaryFunction, ITernaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) =>
            (Lanes.Fma(x - Vector512.Create(mean), Vector512.Create(-perDeviation), y) + Vector512.Create(shift)) * Vector512.Create(inverse);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Of(x, y * z);

        public float Reference(float x, float y) => (MathF.FusedMultiplyAdd(x - mean, -perDeviation, y) + shift) * inverse;

        public float Reference(float x, float y, float z) => Reference(x, y * z);
    }
}

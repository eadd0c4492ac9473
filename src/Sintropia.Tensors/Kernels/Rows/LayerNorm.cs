using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>(x − mean)/√(variance + ε)·scale + shift along rows.</summary>
/// <remarks>The mean that is taken away has the digits that no float holds (<see cref="Moments"/>); Ba, Kiros and Hinton 2016, arXiv:1607.06450.</remarks>
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
        for (var r = 0; r < rows; r++)
        {
            var row = x.Slice(r * length, length);
            var (m, offset, squares) = Moments.Of(row);
            var over = Over(squares, length, epsilon);
            if (!mean.IsEmpty) mean[r] = m + offset;
            if (!inverse.IsEmpty) inverse[r] = over;
            Write(row, scale, shift, new(m, over, -offset * over), y.Slice(r * length, length));
        }
    }

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
        for (var r = 0; r < rows; r++)
        {
            var row = x.Slice(r * length, length);
            var g = gradient.Slice(r * length, length);
            var result = ofX.Slice(r * length, length);
            var d = RunningSums.Row(row, default, default, new DeviationFrom(mean[r]));
            var constants = scale.IsEmpty
                ? Slopes(d, Sums.Sum(g), RunningSums.Row(row, g, default, new ProductWithDeviation(mean[r])), mean[r], inverse[r], length)
                : Slopes(d, Sums.OfProducts(g, scale), RunningSums.Row(row, g, scale, new ProductOfThreeWithDeviation(mean[r])), mean[r], inverse[r], length);
            if (scale.IsEmpty) Elementwise.Zip(row, g, result, constants);
            else Elementwise.Zip(row, g, scale, result, constants);
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
        if (!ofScale.IsEmpty) RunningSums.Columns(x, gradient, default, rows, length, from, to, ofScale, new NormalisedProduct(mean, inverse));
        if (!ofShift.IsEmpty) Sums.Columns(gradient, length, ofShift, from, to);
    }

    /// <summary>What <see cref="Forward"/> means for one row: its mean and 1/√(variance + ε).</summary>
    public static (float Mean, float Inverse) Reference(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, float epsilon, Span<float> y)
    {
        var (m, offset, squares) = Moments.Reference(x);
        var over = Over(squares, x.Length, epsilon);
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
        var constants = Slopes(d, sum, RunningSums.Reference(x, scaled, default, new ProductWithDeviation(mean)), mean, inverse, x.Length);
        for (var i = 0; i < x.Length; i++) ofX[i] = constants.Reference(x[i], scaled[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Over(float squares, int length, float epsilon) => 1 / MathF.Sqrt(squares / length + epsilon);

    private static void Write(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, Standardised standard, Span<float> y)
    {
        if (scale.IsEmpty && shift.IsEmpty) Elementwise.Map(x, y, standard);
        else if (scale.IsEmpty) Elementwise.Zip(x, shift, y, new Shifted(standard));
        else if (shift.IsEmpty) Elementwise.Zip(x, scale, y, new Scaled(standard));
        else Elementwise.Zip(x, scale, shift, y, new ScaledAndShifted(standard));
    }

    // Mean of the deviations, of the gradients and of their products, as the constants of one step per element.
    private static Slope Slopes(float d, float sum, float products, float mean, float inverse, int length)
    {
        var offset = d / length;
        var perDeviation = inverse * inverse * (MathF.FusedMultiplyAdd(-offset, sum, products) / length);
        return new(mean, perDeviation, MathF.FusedMultiplyAdd(perDeviation, offset, -(sum / length)), inverse);
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

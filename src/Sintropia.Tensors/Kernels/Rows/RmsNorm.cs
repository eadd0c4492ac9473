using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Arithmetic;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>x/√(mean square + ε)·scale along rows.</summary>
/// <remarks>Zhang and Sennrich 2019, arXiv:1910.07467.</remarks>
public static class RmsNorm
{
    /// <summary>Each row of x [rows, length] into y; y may be x.</summary>
    /// <param name="x">[rows, length].</param>
    /// <param name="scale">[length], or nothing for 1.</param>
    /// <param name="length">Elements of a row.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    /// <param name="y">[rows, length].</param>
    /// <param name="inverse">[rows]: 1/√(mean square + ε) for the gradient, or nothing.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, int length, float epsilon, Span<float> y, Span<float> inverse)
    {
        Lengths.Same(x.Length, y.Length);
        if (!scale.IsEmpty) Lengths.Same(length, scale.Length);
        var rows = Lengths.Rows(x.Length, length);
        if (!inverse.IsEmpty) Lengths.Same(rows, inverse.Length);

        // Some rows at a time: what is done once per row, divisions and a root, is done for sixteen of them at once, while they still lie in the cache.
        Span<float> squares = stackalloc float[16];
        var group = LayerNorm.Group(length);
        for (var first = 0; first < rows; first += group)
        {
            var count = Math.Min(group, rows - first);
            for (var k = 0; k < count; k++) squares[k] = Sums.OfSquares(x.Slice((first + k) * length, length));
            var over = Vector512<float>.One / Vector512.Sqrt(Lanes.Load(squares, 0) / Vector512.Create((float)length) + Vector512.Create(epsilon));
            if (!inverse.IsEmpty) Lanes.Store(over, inverse, first, count);
            Lanes.Store(over, squares, 0);
            for (var k = 0; k < count; k++)
            {
                var row = x.Slice((first + k) * length, length);
                if (scale.IsEmpty) Elementwise.Zip(row, squares[k], y.Slice((first + k) * length, length), default(Multiply));
                else Elementwise.Zip(row, scale, y.Slice((first + k) * length, length), new Scaled(squares[k]));
            }
        }
    }

    /// <summary>Gradient with respect to x: inverse·(g − x·inverse²·Σ(g·x)/n) with g = gradient·scale; ofX may be the gradient.</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> inverse, ReadOnlySpan<float> gradient, int length, Span<float> ofX)
    {
        Lengths.Same(x.Length, gradient.Length);
        Lengths.Same(x.Length, ofX.Length);
        if (!scale.IsEmpty) Lengths.Same(length, scale.Length);
        var rows = Lengths.Rows(x.Length, length);
        Lengths.Same(rows, inverse.Length);
        for (var r = 0; r < rows; r++)
        {
            var row = x.Slice(r * length, length);
            var g = gradient.Slice(r * length, length);
            var result = ofX.Slice(r * length, length);
            if (scale.IsEmpty) Elementwise.Zip(row, g, result, Slopes(Sums.OfProducts(row, g), inverse[r], length));
            else Elementwise.Zip(row, g, scale, result, Slopes(RunningSums.Row(row, g, scale, default(ProductOfThree)), inverse[r], length));
        }
    }

    /// <summary>Gradient with respect to scale: Σ gradient·x·inverse over all rows, for columns from <paramref name="from"/> to <paramref name="to"/> (excluded).</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void OfParameters(ReadOnlySpan<float> x, ReadOnlySpan<float> inverse, ReadOnlySpan<float> gradient, int length, Span<float> ofScale, int from, int to)
    {
        Lengths.Same(x.Length, gradient.Length);
        Lengths.Same(length, ofScale.Length);
        var rows = Lengths.Rows(x.Length, length);
        Lengths.Same(rows, inverse.Length);
        RunningSums.Columns(x, gradient, default, rows, length, from, to, ofScale, new ScaledProduct(inverse));
    }

    /// <summary>What <see cref="Forward"/> means for one row: 1/√(mean square + ε).</summary>
    public static float Reference(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, float epsilon, Span<float> y)
    {
        var over = Over(RunningSums.Reference(x, default, default, default(SquareOf)), x.Length, epsilon);
        for (var i = 0; i < x.Length; i++) y[i] = scale.IsEmpty ? x[i] * over : x[i] * over * scale[i];
        return over;
    }

    /// <summary>What <see cref="Backward"/> means for one row.</summary>
    public static void Reference(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, float inverse, ReadOnlySpan<float> gradient, Span<float> ofX)
    {
        var sum = scale.IsEmpty ? Sums.Reference(x, gradient) : RunningSums.Reference(x, gradient, scale, default(ProductOfThree));
        var slope = Slopes(sum, inverse, x.Length);
        for (var i = 0; i < x.Length; i++) ofX[i] = slope.Reference(x[i], scale.IsEmpty ? gradient[i] : gradient[i] * scale[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Over(float squares, int length, float epsilon) => 1 / MathF.Sqrt(squares / length + epsilon);

    private static Slope Slopes(float products, float inverse, int length) => new(inverse * inverse * (products / length), inverse);

    private readonly struct Scaled(float inverse) : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => x * Vector512.Create(inverse) * y;

        public float Reference(float x, float y) => x * inverse * y;
    }

    private readonly struct Slope(float perElement, float inverse) : IBinaryFunction, ITernaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => Lanes.Fma(x, Vector512.Create(-perElement), y) * Vector512.Create(inverse);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Of(x, y * z);

        public float Reference(float x, float y) => MathF.FusedMultiplyAdd(x, -perElement, y) * inverse;

        public float Reference(float x, float y, float z) => Reference(x, y * z);
    }
}

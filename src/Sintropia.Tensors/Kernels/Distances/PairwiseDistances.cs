using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;
using Sintropia.Tensors.Kernels.Rows;

namespace Sintropia.Tensors.Kernels.Distances;

/// <summary>Distances of each row of one set to each of another, through exact differences: near rows keep their digits, which xᵀx − 2xᵀy + yᵀy would lose.</summary>
public static class PairwiseDistances
{
    /// <summary>result[i, j] = Σ (xᵢ − yⱼ)² for x [rows, width] and y [others, width].</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void SquaredEuclidean(ReadOnlySpan<float> x, ReadOnlySpan<float> y, int width, Span<float> result) => All(x, y, width, result, default(SquaredDifference));

    /// <summary>result[i, j] = √Σ (xᵢ − yⱼ)².</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Euclidean(ReadOnlySpan<float> x, ReadOnlySpan<float> y, int width, Span<float> result)
    {
        SquaredEuclidean(x, y, width, result);
        Elementwise.Map(result, result, default(Arithmetic.SquareRoot));
    }

    /// <summary>result[i, j] = Σ |xᵢ − yⱼ|.</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Manhattan(ReadOnlySpan<float> x, ReadOnlySpan<float> y, int width, Span<float> result) => All(x, y, width, result, default(AbsoluteDifference));

    /// <summary>ofXᵢ = Σⱼ weight[i, j]·(xᵢ − yⱼ), terms in order of j, emptied into a total every 64: the gradient of ½ of the squared distances, and with weight gradient/distance of the Euclidean ones.</summary>
    /// <param name="x">[rows, width].</param>
    /// <param name="y">[others, width].</param>
    /// <param name="weight">[rows, others].</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="ofX">[rows, width].</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void WeightedDifferences(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> weight, int width, Span<float> ofX) =>
        Weighted(x, y, weight, width, ofX, default(ByDifference));

    /// <summary>ofXᵢ = Σⱼ weight[i, j]·sign(xᵢ − yⱼ), sign 0 of 0, in the same order: the gradient of <see cref="Manhattan"/>.</summary>
    /// <param name="x">[rows, width].</param>
    /// <param name="y">[others, width].</param>
    /// <param name="weight">[rows, others].</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="ofX">[rows, width].</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void WeightedSigns(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> weight, int width, Span<float> ofX) =>
        Weighted(x, y, weight, width, ofX, default(BySign));

    /// <summary>What <see cref="Euclidean"/> means for two rows.</summary>
    public static float ReferenceEuclidean(ReadOnlySpan<float> x, ReadOnlySpan<float> y) => MathF.Sqrt(RunningSums.Reference(x, y, default, default(SquaredDifference)));

    /// <summary>What <see cref="Manhattan"/> means for two rows.</summary>
    public static float ReferenceManhattan(ReadOnlySpan<float> x, ReadOnlySpan<float> y) => RunningSums.Reference(x, y, default, default(AbsoluteDifference));

    /// <summary>What <see cref="WeightedDifferences"/> (or, if asked, <see cref="WeightedSigns"/>) means for one element.</summary>
    public static float ReferenceWeighted(float x, ReadOnlySpan<float> y, ReadOnlySpan<float> weight, bool signs)
    {
        float total = 0, sum = 0;
        for (var j = 0; j < y.Length; j++)
        {
            if (j % Chain == 0) (total, sum) = (total + sum, 0);
            sum = signs ? default(BySign).Reference(weight[j], x - y[j], sum) : default(ByDifference).Reference(weight[j], x - y[j], sum);
        }

        return total + sum;
    }

    private const int Chain = 64;

    private static void All<TTerm>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, int width, Span<float> result, TTerm term) where TTerm : struct, ITerm
    {
        var (rows, others) = (Lengths.Rows(x.Length, width), Lengths.Rows(y.Length, width));
        Lengths.Same(rows * others, result.Length);
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < others; j++)
                result[i * others + j] = RunningSums.Row(x.Slice(i * width, width), y.Slice(j * width, width), default, term);
    }

    private static void Weighted<TTerm>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> weight, int width, Span<float> ofX, TTerm term)
        where TTerm : struct, ITernaryFunction
    {
        Lengths.Same(x.Length, ofX.Length);
        var (rows, others) = (Lengths.Rows(x.Length, width), Lengths.Rows(y.Length, width));
        Lengths.Same(rows * others, weight.Length);
        for (var i = 0; i < rows; i++)
            for (var k = 0; k < width; k += Lanes.Count)
            {
                var count = width - k;
                var row = Lanes.Load(x, i * width + k, count);
                var (total, sum) = (Vector512<float>.Zero, Vector512<float>.Zero);
                for (var j = 0; j < others; j++)
                {
                    if (j % Chain == 0) (total, sum) = (total + sum, Vector512<float>.Zero);
                    sum = term.Of(Vector512.Create(weight[i * others + j]), row - Lanes.Load(y, j * width + k, count), sum);
                }

                Lanes.Store(total + sum, ofX, i * width + k, count);
            }
    }

    private readonly struct ByDifference : ITernaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Lanes.Fma(x, y, z);

        public float Reference(float x, float y, float z) => MathF.FusedMultiplyAdd(x, y, z);
    }

    private readonly struct BySign : ITernaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z) =>
            z + ((x ^ (y & Vector512.Create(-0f))) & ~Vector512.Equals(y, Vector512<float>.Zero));

        public float Reference(float x, float y, float z) => y == 0 ? z + 0 : z + (float.IsNegative(y) ? -x : x);
    }
}

using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Kernels.Rows;

namespace Sintropia.Tensors.Tests.Kernels.Rows;

public sealed class SumsTests
{
    // The order in plain words: element i to sum i mod 64, folded from halves; beyond 4096, emptied into doubles every 4096.
    private static float Plain(IReadOnlyList<float> x, Func<int, float, float> add)
    {
        var (sums, totals) = (new float[64], new double[64]);
        for (var i = 0; i < x.Count; i++)
        {
            sums[i % 64] = add(i, sums[i % 64]);
            if (i % 4096 != 4095 && i != x.Count - 1) continue;
            for (var l = 0; l < 64 && x.Count > 4096; l++) (totals[l], sums[l]) = (totals[l] + sums[l], 0);
        }

        for (var half = 32; half > 0; half /= 2)
            for (var l = 0; l < half; l++)
            {
                totals[l] += totals[l + half];
                sums[l] += sums[l + half];
            }

        return x.Count > 4096 ? (float)totals[0] : sums[0];
    }

    [Fact]
    public void Sums_have_the_bits_of_the_order_that_is_stated()
    {
        foreach (var length in Awkward.Lengths)
        {
            var (x, y) = (Awkward.Normal(length, length, 3), Awkward.Normal(length, length + 1, 2, 1));
            Bits.AssertSame(Plain(x, (i, sum) => sum + x[i]), Sums.Sum(x), $"sum of {length}");
            Bits.AssertSame(Plain(x, (i, sum) => MathF.FusedMultiplyAdd(x[i], x[i], sum)), Sums.OfSquares(x), $"squares of {length}");
            Bits.AssertSame(Plain(x, (i, sum) => sum + MathF.Abs(x[i])), Sums.OfMagnitudes(x), $"magnitudes of {length}");
            Bits.AssertSame(Plain(x, (i, sum) => MathF.FusedMultiplyAdd(x[i], y[i], sum)), Sums.OfProducts(x, y), $"products of {length}");
            Bits.AssertSame(Plain(x, (i, sum) => MathF.FusedMultiplyAdd(x[i] - y[i], x[i] - y[i], sum)), Sums.OfSquaredDifferences(x, y), $"squared differences of {length}");
            Bits.AssertSame(Plain(x, (i, sum) => sum + MathF.Abs(x[i] - y[i])), Sums.OfAbsoluteDifferences(x, y), $"absolute differences of {length}");
            Bits.AssertSame(Sums.Reference(x), Sums.Sum(x), $"reference of {length}");
            Bits.AssertSame(Sums.Reference(x, y), Sums.OfProducts(x, y), $"reference of products of {length}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void A_column_has_the_bits_of_the_same_numbers_in_a_row(int width)
    {
        foreach (var rows in new[] { 0, 1, 2, 3, 17, 63, 64, 65, 130, 4096, 4100, 9000 })
        {
            var (x, y) = (Awkward.Normal(rows * width, rows + 1), Awkward.Normal(rows * width, rows + 2));
            var (sums, squares, products, magnitudes) = (Awkward.Room(width), Awkward.Room(width), Awkward.Room(width), Awkward.Room(width));

            // In two parts, as threads would.
            foreach (var (from, to) in new[] { (0, width / 3), (width / 3, width) })
            {
                Sums.Columns(x, width, sums, from, to);
                Sums.ColumnsOfSquares(x, width, squares, from, to);
                Sums.ColumnsOfProducts(x, y, width, products, from, to);
                Sums.ColumnsOfMagnitudes(x, width, magnitudes, from, to);
            }

            Awkward.AssertUntouchedBeside(sums);
            for (var j = 0; j < width; j++)
            {
                var (a, b) = (Column(x, j, width), Column(y, j, width));
                Bits.AssertSame(Sums.Sum(a), sums[j], $"column {j} of [{rows}, {width}]");
                Bits.AssertSame(Sums.OfSquares(a), squares[j], $"squares of column {j} of [{rows}, {width}]");
                Bits.AssertSame(Sums.OfProducts(a, b), products[j], $"products of column {j} of [{rows}, {width}]");
                Bits.AssertSame(Sums.OfMagnitudes(a), magnitudes[j], $"magnitudes of column {j} of [{rows}, {width}]");
            }
        }
    }

    [Fact]
    public void A_long_sum_keeps_its_digits()
    {
        var x = new float[3_000_000];
        Array.Fill(x, 0.1f);
        Assert.Equal(3_000_000 * (double)0.1f, Sums.Sum(x), 0.3);
    }

    [Fact]
    public void Infinities_and_what_is_not_a_number_show_in_a_sum()
    {
        Assert.Equal(float.PositiveInfinity, Sums.Sum([1, float.PositiveInfinity, 2]));
        Assert.True(float.IsNaN(Sums.Sum([1, float.PositiveInfinity, float.NegativeInfinity])));
        Assert.True(float.IsNaN(Sums.Sum([1, float.NaN, 2])));
        Assert.Equal(0, Sums.Sum([]));
    }

    internal static float[] Column(IReadOnlyList<float> x, int j, int width) => [.. Enumerable.Range(0, x.Count / width).Select(i => x[i * width + j])];
}

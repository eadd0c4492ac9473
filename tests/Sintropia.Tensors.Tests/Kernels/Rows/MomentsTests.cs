using Sintropia.Tensors.Kernels.Rows;

namespace Sintropia.Tensors.Tests.Kernels.Rows;

public sealed class MomentsTests
{
    [Fact]
    public void Columns_have_the_bits_of_rows()
    {
        foreach (var width in new[] { 1, 5, 16, 64, 100 })
            foreach (var rows in new[] { 1, 2, 7, 64, 65, 257, 5000 })
            {
                var x = Awkward.Normal(rows * width, rows, 2, 50);
                var (mean, variance, squares) = (Awkward.Room(width), Awkward.Room(width), Awkward.Room(width));
                foreach (var (from, to) in new[] { (0, width / 2), (width / 2, width) })
                {
                    Moments.MeanOfColumns(x, width, mean, from, to);
                    Moments.VarianceOfColumns(x, width, 1, variance, from, to);
                    Moments.SquaredDeviationsOfColumns(x, width, squares, from, to);
                }

                for (var j = 0; j < width; j++)
                {
                    var column = SumsTests.Column(x, j, width);
                    Bits.AssertSame(Moments.Mean(column), mean[j], $"mean of column {j} of [{rows}, {width}]");
                    Bits.AssertSame(Moments.Variance(column, 1), variance[j], $"variance of column {j} of [{rows}, {width}]");
                    Bits.AssertSame(Moments.SquaredDeviations(column), squares[j], $"squared deviations of column {j} of [{rows}, {width}]");
                }
            }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(1e6)]
    public void A_large_mean_costs_the_variance_no_digits(double shift)
    {
        foreach (var length in new[] { 2, 3, 17, 100, 1000, 4096, 20_000 })
        {
            var x = Awkward.Normal(length, length, 1, shift);
            var mean = x.Average(v => (double)v);
            var variance = x.Sum(v => (v - mean) * (v - mean)) / (length - 1);
            Assert.Equal(mean, Moments.Mean(x), 1e-6 * Math.Max(1, Math.Abs(mean)));
            Assert.Equal(variance, Moments.Variance(x, 1), 2e-6 * variance);
        }
    }

    [Fact]
    public void The_variance_of_equal_numbers_is_nothing_and_of_too_few_is_not_a_number()
    {
        Assert.Equal(0, Moments.Variance([3.3f, 3.3f, 3.3f, 3.3f, 3.3f], 0));
        Assert.True(float.IsNaN(Moments.Variance([3.3f], 1)));
        Assert.True(float.IsNaN(Moments.Mean([])));
    }
}

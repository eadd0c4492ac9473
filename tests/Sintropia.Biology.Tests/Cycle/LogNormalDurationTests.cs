using Sintropia.Biology.Cycle;
using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Tests.Cycle;

public sealed class LogNormalDurationTests
{
    [Fact]
    public void Its_median_is_the_mean_over_the_root_of_one_plus_the_squared_variation()
    {
        var law = new LogNormalDuration(12, 0.5);

        Assert.Equal(12 / Math.Sqrt(1.25), law.Quantile(0.5), 12);
        Assert.Equal(0.5, law.Survival(12 / Math.Sqrt(1.25)), 12);
    }

    [Fact]
    public void Its_logarithm_is_normal()
    {
        var law = new LogNormalDuration(12, 0.5);
        var (median, sigma) = (12 / Math.Sqrt(1.25), Math.Sqrt(Math.Log(1.25)));

        for (var score = -4.0; score <= 4; score += 0.25)
            Assert.Equal(Normal.Cumulative(-score), law.Survival(median * Math.Exp(sigma * score)), 12);
    }

    [Fact]
    public void It_has_no_Laplace_transform_below_zero() => Assert.Equal(double.PositiveInfinity, new LogNormalDuration(12, 0.2).Laplace(-1e-9));

    [Theory]
    [InlineData(0)]
    [InlineData(-0.2)]
    [InlineData(double.NaN)]
    public void A_variation_is_positive(double variation)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new LogNormalDuration(12, variation));

        Assert.Contains($"a coefficient of variation of {variation}. Give a positive number such as 0.2, or use a fixed duration.", error.Message);
    }

    [Fact]
    public void A_mean_is_a_positive_number_of_hours() => Assert.Contains("mean = 0 h", Assert.Throws<ArgumentOutOfRangeException>(() => new LogNormalDuration(0, 0.2)).Message);
}

using Sintropia.Data.GroundTruth;

namespace Sintropia.Data.Tests.GroundTruth;

public sealed class NegativeBinomialTests
{
    [Theory]
    [InlineData(0.3, 0.5)]
    [InlineData(4, 0.02)]
    [InlineData(80, 2)]
    [InlineData(3000, 0.4)]
    public void Quantiles_over_an_even_grid_have_the_mean_and_variance_that_are_asked_for(double mean, double dispersion)
    {
        const int points = 200_000;
        double sum = 0, squares = 0;
        for (var i = 0; i < points; i++)
        {
            double count = NegativeBinomial.Quantile(mean, dispersion, (i + 0.5) / points);
            sum += count;
            squares += count * count;
        }

        Assert.Equal(mean, sum / points, 2e-3 * mean + 1e-3);
        Assert.Equal(mean + dispersion * mean * mean, squares / points - sum * sum / points / points, 1e-2 * (mean + dispersion * mean * mean));
    }

    [Fact]
    public void Size_one_is_geometric()
    {
        // P(count ≤ k) = 1 − (m/(m+1))^(k+1) with dispersion 1; m = 1: ½, ¾, ⅞, …
        Assert.Equal([0, 1, 1, 2, 3], new[] { 0.49, 0.51, 0.74, 0.76, 0.9 }.Select(u => NegativeBinomial.Quantile(1, 1, u)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-320)]
    public void Nothing_is_counted_where_nothing_is(double mean)
    {
        Assert.Equal(0, NegativeBinomial.Quantile(mean, 0.3, 0.999999));
    }

    [Fact]
    public void The_ends_are_reached()
    {
        Assert.InRange(NegativeBinomial.Quantile(5, 0.1, 1 - 1e-16), 20, 500);
        Assert.InRange(NegativeBinomial.Quantile(1e6, 0.02, 0.5), 900_000, 1_100_000);
    }
}

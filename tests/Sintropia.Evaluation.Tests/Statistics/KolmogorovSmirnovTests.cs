using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Tests.Statistics;

public sealed class KolmogorovSmirnovTests
{
    [Theory] // scipy.stats.kstwo.sf
    [InlineData(1, 0.7, 0.6)]
    [InlineData(5, 0.3, 0.664)]
    [InlineData(10, 0.274, 0.3715203845434957)]
    [InlineData(20, 0.05, 0.9999999767980384)]
    [InlineData(50, 0.15, 0.19026366518248072)]
    [InlineData(100, 0.1, 0.2526927570063874)]
    [InlineData(100, 0.02, 0.999999999978262)]
    public void Small_samples_get_the_exact_p_value(int n, double distance, double p) => Assert.Equal(p, KolmogorovSmirnov.PValue(distance, n), 10);

    [Theory]
    [InlineData(200, 0.10592009951085402)]
    [InlineData(1000, 0.10941541429803348)]
    public void Large_samples_get_stephens_correction_within_a_thousandth_of_the_exact_value(int n, double exact) =>
        Assert.Equal(exact, KolmogorovSmirnov.PValue(1.2 / Math.Sqrt(n), n), 0.001);

    [Fact]
    public void The_distance_looks_at_both_sides_of_each_jump()
    {
        var result = KolmogorovSmirnov.OneSample([.05, .21, .33, .38, .62, .7, .94], x => x);
        Assert.Equal(0.1914285714285714, result.Statistic, 12);
        Assert.Equal(0.91985374698588, result.PValue, 10);
    }

    [Fact]
    public void Two_small_samples_get_the_exact_p_value()
    {
        var result = KolmogorovSmirnov.TwoSample([.1, .4, .9, 1.3, 2.2, 2.9], [.5, 1.1, 1.9, 3.1, 3.3, 4.2, 5.0, 5.5]);
        Assert.Equal(0.625, result.Statistic, 12);
        Assert.Equal(0.09257409257409258, result.PValue, 12);
    }

    [Fact]
    public void Tied_values_in_two_samples_are_passed_together() => Assert.Equal(0, KolmogorovSmirnov.TwoSample([1, 1, 2], [1, 1, 2]).Statistic);

    [Fact]
    public void P_values_under_the_null_are_uniform()
    {
        var random = new Random(2);
        var small = Enumerable.Range(0, 2000).Count(_ => KolmogorovSmirnov.OneSample([.. Enumerable.Range(0, 150).Select(_ => random.NextDouble())], x => x).PValue < 0.1);
        Assert.InRange(small, 200 - 4 * 14, 200 + 4 * 14); // binomial, sd 13.4
    }

    [Fact]
    public void An_empty_sample_or_a_missing_value_is_refused()
    {
        Assert.Throws<ArgumentException>(() => KolmogorovSmirnov.OneSample([], x => x));
        Assert.Throws<ArgumentException>(() => KolmogorovSmirnov.TwoSample([1, double.NaN], [1]));
        Assert.Throws<ArgumentException>(() => KolmogorovSmirnov.OneSample([2], x => x));
    }
}

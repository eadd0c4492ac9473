using Sintropia.Reports.Payload;
using Sintropia.Reports.Summaries;

namespace Sintropia.Reports.Tests.Summaries;

public sealed class GrowthStatisticsTests
{
    [Fact]
    public void The_jack_knife_of_a_mean_is_its_textbook_standard_error()
    {
        double[] values = [3, 7, 1, 9, 5, 5, 2, 8];
        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / 7 / 8);

        var estimate = GrowthStatistics.JackKnife(mean, [.. values.Select(value => (values.Sum() - value) / 7)]);

        Assert.Equal(mean + (2.3646 * error), estimate.High!.Value, 3); // t(0.975; 7) = 2.3646
        Assert.Equal(mean - (2.3646 * error), estimate.Low!.Value, 3);
    }

    [Fact]
    public void What_is_undefined_with_one_group_left_out_has_no_interval() => Assert.Equal(new Estimate(1.0), GrowthStatistics.JackKnife(1, [1, double.NaN, 1]));

    [Theory]
    [InlineData(0.04, 1.0)]
    [InlineData(0.0, 0.0)]
    [InlineData(-0.04, -0.5)]
    public void GR_is_one_without_effect_zero_without_growth_and_negative_with_loss(double rate, double expected) => Assert.Equal(expected, GrowthStatistics.Gr(rate, 0.04), 12);

    [Fact]
    public void GR_is_undefined_against_a_control_that_does_not_grow() => Assert.Equal(double.NaN, GrowthStatistics.Gr(0.02, 0));

    [Fact]
    public void A_culture_that_may_be_steady_has_no_doubling_time()
    {
        Assert.Equal(new Estimate(null), GrowthStatistics.Doubling(new(0.0001, -0.01, 0.01)));
        Assert.Equal(new Estimate(Math.Log(2) / 0.02, Math.Log(2) / 0.04, Math.Log(2) / 0.01), GrowthStatistics.Doubling(new(0.02, 0.01, 0.04)));
    }
}

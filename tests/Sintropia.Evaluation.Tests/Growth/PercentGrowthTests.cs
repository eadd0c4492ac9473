using Sintropia.Evaluation.Growth;

namespace Sintropia.Evaluation.Tests.Growth;

public sealed class PercentGrowthTests
{
    [Theory]
    [InlineData(1000, 3000, 3000, 100)]
    [InlineData(1000, 2000, 3000, 50)]
    [InlineData(1000, 1000, 3000, 0)]
    [InlineData(1000, 250, 3000, -75)]
    [InlineData(1000, 0, 900, -100)]
    public void It_scales_with_growth_above_and_with_the_start_below(double start, double treated, double control, double percent) =>
        Assert.Equal(percent, PercentGrowth.Value(start, treated, control), 12);

    [Fact]
    public void A_control_that_did_not_grow_has_no_scale()
    {
        Assert.Equal(double.NaN, PercentGrowth.Value(1000, 1000, 900));
        Assert.Equal(double.NaN, PercentGrowth.Value(0, 10, 90));
    }
}

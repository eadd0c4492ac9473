using Sintropia.Evaluation.Growth;

namespace Sintropia.Evaluation.Tests.Growth;

public sealed class GrowthRateInhibitionTests
{
    [Theory]
    [InlineData(8000, 1)]
    [InlineData(2000, 0.2599)]
    [InlineData(1000, 0)]
    [InlineData(500, -0.2063)]
    [InlineData(0, -1)]
    public void The_published_definition_gives_these_values(double treated, double expected) => Assert.Equal(expected, GrowthRateInhibition.Value(1000, treated, 8000), 4);

    [Theory]
    [InlineData(24)]
    [InlineData(48)]
    [InlineData(72)]
    public void Under_uniform_slowing_the_length_of_the_assay_does_not_matter(double hours)
    {
        const double rate = 0.03;
        Assert.Equal(Math.Pow(2, 0.4) - 1, GrowthRateInhibition.Value(1, Math.Exp(0.4 * rate * hours), Math.Exp(rate * hours)), 12);
    }

    [Fact]
    public void The_area_over_the_curve_is_the_mean_loss_over_log_dose()
    {
        Assert.Equal(0.5, GrowthRateInhibition.AreaOverCurve([0.1, 10], [1, 0]), 12);
        Assert.Equal((0.0 + 0.5) / 2 / 2 + 0.5 / 2, GrowthRateInhibition.AreaOverCurve([1, 10, 100], [1, 0.5, 0.5]), 12);
    }

    [Fact]
    public void A_control_that_does_not_grow_gives_no_scale() =>
        Assert.Contains("control went from 100 to 90", Assert.Throws<ArgumentOutOfRangeException>(() => GrowthRateInhibition.Value(100, 50, 90)).Message);

    [Fact]
    public void Without_a_count_at_the_start_the_doubling_time_stands_in_for_it()
    {
        // 1000 → 8000 in 72 h doubles in 24 h; both ways to the same value
        Assert.Equal(GrowthRateInhibition.Value(1000, 2000, 8000), GrowthRateInhibition.WithoutStart(2000, 8000, 24, 72), 14);
        Assert.Equal(GrowthRateInhibition.Value(1000, 500, 8000), GrowthRateInhibition.WithoutStart(500, 8000, 24, 72), 14);
        Assert.Equal(-1, GrowthRateInhibition.WithoutStart(0, 8000, 24, 72));
        Assert.Equal(double.NaN, GrowthRateInhibition.WithoutStart(10, 0, 24, 72));
    }

    [Fact]
    public void A_control_that_did_not_grow_gives_no_value_and_no_exception()
    {
        Assert.Equal(double.NaN, GrowthRateInhibition.ValueOrNaN(1000, 500, 1000));
        Assert.Equal(double.NaN, GrowthRateInhibition.ValueOrNaN(double.NaN, 500, 1000));
        Assert.Equal(0, GrowthRateInhibition.ValueOrNaN(1000, 1000, 8000));
    }
}

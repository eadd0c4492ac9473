using Sintropia.Evaluation.Growth;

namespace Sintropia.Evaluation.Tests.Growth;

public sealed class GrowthRateTests
{
    [Fact]
    public void Doubling_in_a_day_is_found_by_both_readings()
    {
        Assert.Equal(Math.Log(2) / 24, GrowthRate.Between(0, 100, 24, 200), 14);
        var fit = GrowthRate.LogLinear([0, 12, 24, 48], [100, 100 * Math.Sqrt(2), 200, 400]);
        Assert.Equal(24, fit.DoublingHours, 9);
        Assert.Equal(1.0 / 24, fit.DoublingsPerHour, 12);
        Assert.Equal(100, Math.Exp(fit.Intercept), 9);
        Assert.Equal(0, fit.StandardError, 9);
    }

    [Fact] // oracle: scipy.stats.linregress of ln count
    public void Scatter_gives_the_slope_an_error()
    {
        var fit = GrowthRate.LogLinear([0, 10, 20, 30, 40], [100, 150, 190, 320, 400]);
        Assert.Equal(0.035302744239372984, fit.PerHour, 12);
        Assert.Equal(0.0024141240136203476, fit.StandardError, 12);
        Assert.Equal(4.618468134241857, fit.Intercept, 12);
    }

    [Fact]
    public void A_window_leaves_out_the_time_before_the_response_is_stable()
    {
        // Grows until 24 h, then halves every 24 h: the DIP rate of the drugged part is −1/24 per hour.
        var fit = GrowthRate.LogLinear([0, 12, 24, 36, 48, 72], [100, 150, 200, 200 / Math.Sqrt(2), 100, 50], fromHours: 24);
        Assert.Equal(-1.0 / 24, fit.DoublingsPerHour, 12);
        Assert.Equal(-24, fit.DoublingHours, 9);
    }

    [Fact]
    public void Counts_without_a_logarithm_and_windows_without_two_times_are_refused()
    {
        Assert.Contains("0 at 10 h", Assert.Throws<ArgumentOutOfRangeException>(() => GrowthRate.LogLinear([0, 10], [5, 0])).Message);
        Assert.Throws<ArgumentException>(() => GrowthRate.LogLinear([0, 10], [5, 6], fromHours: 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => GrowthRate.Between(5, 1, 5, 2));
    }
}

using Sintropia.Evaluation.Growth;

namespace Sintropia.Evaluation.Tests.Growth;

public sealed class DipRateTests
{
    private static readonly double[] Hours = [0, 6, 12, 20, 30, 42, 54, 66, 80];
    private static readonly double[] Counts = [200, 230, 262, 310, 352, 380, 401, 428, 455];

    [Fact] // oracle: SciPy's linregress under Thunor's rule
    public void The_start_of_a_stable_response_is_found_as_Thunor_finds_it()
    {
        var dip = DipRate.Of(Hours, Counts);

        Assert.Equal(0.008716680774859523, dip.DoublingsPerHour, 14);
        Assert.Equal(0.0008767047685976831, dip.StandardError, 14);
        Assert.Equal((20.0, 6), (dip.FromHours, dip.Times));
        Assert.Equal(8.163131498987605, dip.Intercept, 12);
    }

    [Fact]
    public void A_control_is_a_line_through_all_counts()
    {
        var dip = DipRate.OfAll([0, 10, 20, 30], [100, 200, 400, 800]);
        Assert.Equal(0.1, dip.DoublingsPerHour, 14);
        Assert.Equal(4, dip.Times);
    }

    [Fact]
    public void Order_does_not_matter_and_zeros_are_left_out()
    {
        var forwards = DipRate.Of(Hours, Counts);
        Assert.Equal(forwards, DipRate.Of([.. Hours.Reverse(), 90], [.. Counts.Reverse(), 0]));
    }

    [Fact]
    public void A_course_without_a_rate_says_why()
    {
        Assert.Equal(DipFailure.TooFewTimes, DipRate.Of([0, 10], [0, 100]).Failure);
        Assert.Equal(DipFailure.TooFewTimes, DipRate.Of([5, 5, 5], [10, 20, 30]).Failure);
        Assert.Equal(DipFailure.Unpaired, DipRate.Of([0, 10], [1]).Failure);
        Assert.Equal(double.NaN, DipRate.Of([], []).DoublingsPerHour);
        Assert.Equal(0.1, DipRate.Of([0, 10], [1, 2]).DoublingsPerHour, 14); // two counts make a line
    }
}

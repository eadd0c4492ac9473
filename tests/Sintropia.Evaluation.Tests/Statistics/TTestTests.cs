using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Tests.Statistics;

public sealed class TTestTests
{
    [Fact]
    public void Equal_samples_of_equal_spread_give_both_tests_one_result()
    {
        var (welch, student) = (TTest.Welch([1, 2, 3, 4], [3, 4, 5, 6]), TTest.Student([1, 2, 3, 4], [3, 4, 5, 6]));

        Assert.Equal(-2 / Math.Sqrt(2 * (5 / 3.0) / 4), welch.Statistic, 1e-12);
        Assert.Equal((welch.Statistic, welch.PValue), (student.Statistic, student.PValue), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-12 && Math.Abs(a.Item2 - b.Item2) < 1e-12);
        Assert.Contains("A sample of 1", Assert.Throws<ArgumentException>(() => TTest.Welch([1], [2, 3])).Message);
    }

    [Fact]
    public void A_shift_is_its_own_distance()
    {
        Assert.Equal(2.5, SampleDistance.Wasserstein([1, 5, 2], [3.5, 4.5, 7.5]), 1e-12);

        // 2·E|x − y| − E|x − x′| − E|y − y′| of {0, 1} and {3}: 2·2.5 − 0.5 − 0.
        Assert.Equal(Math.Sqrt(4.5), SampleDistance.Energy([0, 1], [3]), 1e-12);
        Assert.Equal(0, SampleDistance.Energy([1, 2, 2], [2, 1, 2]));
    }

    [Fact]
    public void A_share_of_nothing_or_all_reaches_its_end()
    {
        Assert.Equal((0, 1), (BetaDistribution.OfShare(0, 10).Low, BetaDistribution.OfShare(10, 10).High));
        Assert.Equal(1 - Math.Pow(0.025, 0.1), BetaDistribution.OfShare(0, 10).High, 1e-12);
    }
}

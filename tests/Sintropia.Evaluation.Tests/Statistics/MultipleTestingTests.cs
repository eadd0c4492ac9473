using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Tests.Statistics;

public sealed class MultipleTestingTests
{
    [Fact]
    public void Twenty_comparisons_share_one_error_rate()
    {
        Assert.Equal(0.0025, MultipleTesting.Bonferroni(0.05, 20), 15);
        Assert.Equal(0.0025613787765302876, MultipleTesting.Sidak(0.05, 20), 15);
        Assert.Equal(3.0233414397391476, MultipleTesting.BonferroniZ(0.05, 20), 9);
        Assert.Equal(3.015994533489939, MultipleTesting.SidakZ(0.05, 20), 9);
        Assert.Equal(3.281032449397219, MultipleTesting.SidakT(0.05, 20, 31), 9);
    }

    [Fact]
    public void Holm_steps_down_and_never_lets_an_adjusted_value_fall() =>
        Assert.Equal([0.03, 0.06, 0.06], MultipleTesting.Holm([0.01, 0.04, 0.03]).Select(p => Math.Round(p, 12)));

    [Fact]
    public void One_comparison_keeps_its_error_rate() => Assert.Equal(1.959963984540054, MultipleTesting.SidakZ(0.05, 1), 9);

    [Fact]
    public void A_million_comparisons_lose_no_digits() => Assert.Equal(5.1293293072049535e-08, MultipleTesting.Sidak(0.05, 1_000_000), 1e-20);

    [Fact]
    public void Rates_outside_0_to_1_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.Sidak(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.Bonferroni(0.05, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.Holm([0.5, 1.2]));
    }
}

using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Tests.Statistics;

public sealed class StudentTTests
{
    [Theory] // scipy.stats.t.ppf
    [InlineData(1, 0.975, 12.706204736432095)]
    [InlineData(5, 0.975, 2.5705818366147395)]
    [InlineData(31, 0.975, 2.0395134463964077)]
    [InlineData(31, 0.999, 3.374899280415178)]
    [InlineData(3, 0.0001, -22.203742266779802)]
    [InlineData(100, 0.6, 0.25402218245699415)]
    [InlineData(double.PositiveInfinity, 0.975, 1.959963984540054)]
    public void Quantiles_are_those_of_the_tables(double degreesOfFreedom, double probability, double t) =>
        Assert.Equal(t, StudentT.Quantile(probability, degreesOfFreedom), 1e-9 * Math.Abs(t));

    [Fact]
    public void Certainty_has_no_quantile() => Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(1, 5));
}

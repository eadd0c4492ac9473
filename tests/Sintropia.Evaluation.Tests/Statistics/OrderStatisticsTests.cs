using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Tests.Statistics;

public sealed class OrderStatisticsTests
{
    [Fact]
    public void Quantiles_interpolate_as_numpy_does() => Assert.Equal(2.1, OrderStatistics.Quantile([3, 1, 4, 1, 5, 9, 2, 6, double.NaN], 0.3), 12);

    [Fact]
    public void The_ends_are_the_extremes()
    {
        Assert.Equal(1, OrderStatistics.Quantile([3, 1, 2], 0));
        Assert.Equal(3, OrderStatistics.Quantile([3, 1, 2], 1));
    }
}

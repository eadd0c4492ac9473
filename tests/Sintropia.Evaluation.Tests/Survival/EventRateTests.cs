using Sintropia.Evaluation.Survival;

namespace Sintropia.Evaluation.Tests.Survival;

public sealed class EventRateTests
{
    [Theory]
    [InlineData(0, 100, 0, 0.03688879454113935)]
    [InlineData(3, 50, 0.012373442457912028, 0.17534546139484647)]
    [InlineData(40, 1000, 0.028576586441788964, 0.05446864696398406)]
    public void Its_interval_is_garwoods(int events, double hours, double low, double high)
    {
        var interval = new EventRate(events, hours).Interval();
        Assert.Equal(events / hours, interval.Estimate, 12);
        Assert.Equal(low, interval.Low, 9);
        Assert.Equal(high, interval.High, 9);
    }
}

using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Tests.Tissues;

public sealed class CrowdingTests
{
    [Fact]
    public void Cells_slow_down_as_the_tissue_fills_and_stop_when_it_is_full()
    {
        var law = new Crowding(1000, Power: 2);

        Assert.Equal(1, law.At(0));
        Assert.Equal(0.75, law.At(500), 14);
        Assert.Equal(0, law.At(1000), 14);
        Assert.Equal(0, law.At(5000));
    }

    [Fact]
    public void With_power_one_it_is_the_logistic_law() => Assert.Equal(0.6, new Crowding(1000).At(400), 14);

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(double.PositiveInfinity)]
    public void A_capacity_is_a_positive_number(double capacity) =>
        Assert.Contains($"room for {capacity} cells", Assert.Throws<ArgumentOutOfRangeException>(() => new Crowding(capacity)).Message);
}

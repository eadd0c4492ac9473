using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Tests.Cycle;

public sealed class EndlessTests
{
    [Fact]
    public void It_is_never_left()
    {
        var law = new Endless();

        Assert.Equal(double.PositiveInfinity, law.Mean);
        Assert.Equal(double.PositiveInfinity, law.Quantile(1e-300));
        Assert.Equal(double.PositiveInfinity, law.Draw(new Draws(1), CellId.Founder(0, 0), Purpose.Work, 0));
        Assert.Equal(1, law.Survival(1e300));
        Assert.Equal(0, law.Laplace(0.03));
    }

    [Fact]
    public void A_growing_population_spends_one_over_its_rate_there() => Assert.Equal(1 / 0.03, new Endless().Occupancy(0.03), 12);
}

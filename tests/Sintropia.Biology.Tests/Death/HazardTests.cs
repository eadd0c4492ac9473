using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;

namespace Sintropia.Biology.Tests.Death;

public sealed class HazardTests
{
    [Theory]
    [InlineData(-0.001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_hazard_is_a_finite_rate_from_zero(double rate) => Assert.Contains(
        $"A hazard of mitotic_death cannot be {rate} per hour. Give a number ≥ 0.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new Hazard(Outcome.MitoticDeath, PhaseSet.M, rate)).Message);
}

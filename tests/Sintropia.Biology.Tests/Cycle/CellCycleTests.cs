using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Tests.Cycle;

public sealed class CellCycleTests
{
    private static readonly CellCycle Cooper = new(
        [new(Phase.G1, new FixedDuration(11)), new(Phase.S, new FixedDuration(8)), new(Phase.G2, new FixedDuration(4)), new(Phase.M, new FixedDuration(1))]);

    [Fact]
    public void A_cell_goes_from_phase_to_phase_and_divides_after_the_last()
    {
        Assert.Equal(Phase.G1, Cooper.First);
        Assert.Equal(Phase.S, Cooper.Next(Phase.G1));
        Assert.Equal(Phase.G2, Cooper.Next(Phase.S));
        Assert.Equal(Phase.M, Cooper.Next(Phase.G2));
        Assert.Null(Cooper.Next(Phase.M));
        Assert.Equal(Phase.M, Cooper.Last);
        Assert.Equal(24, Cooper.Mean);
    }

    [Fact]
    public void A_cycle_may_lack_phases()
    {
        var ab = new CellCycle([new(Phase.G1, new ExponentialDuration(5)), new(Phase.M, new FixedDuration(15))]);

        Assert.Equal(Phase.M, ab.Next(Phase.G1));
        Assert.False(ab.Has(Phase.S));
        Assert.Contains("no S; it has G1, M", Assert.Throws<ArgumentException>(() => ab.Law(Phase.S)).Message);
    }

    [Fact]
    public void An_empty_cycle_is_none() => Assert.Contains("at least one phase", Assert.Throws<ArgumentException>(() => new CellCycle([])).Message);

    [Theory]
    [InlineData(Phase.G0)]
    [InlineData(Phase.Senescent)]
    [InlineData(Phase.Apoptotic)]
    public void Rest_and_death_are_no_phases_of_the_cycle(Phase phase) =>
        Assert.Contains($"{phase.Name()} is no phase of the cycle", Assert.Throws<ArgumentException>(() => new CellCycle([new(phase, new FixedDuration(1))])).Message);

    [Theory]
    [InlineData(Phase.S, Phase.G1)]
    [InlineData(Phase.M, Phase.M)]
    public void Phases_come_in_order_and_once(Phase first, Phase second) => Assert.Contains(
        $"{second.Name()} cannot come after {first.Name()}. The order is G1, S, G2, M.",
        Assert.Throws<ArgumentException>(() => new CellCycle([new(first, new FixedDuration(1)), new(second, new FixedDuration(1))])).Message);
}

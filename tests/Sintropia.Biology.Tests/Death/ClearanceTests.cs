using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;

namespace Sintropia.Biology.Tests.Death;

public sealed class ClearanceTests
{
    [Fact]
    public void Defaults_are_those_of_PhysiCell()
    {
        Assert.Equal(8.6, Clearance.Default.Law(Phase.Apoptotic).Mean);
        Assert.Equal(8.6, Clearance.Default.Law(Phase.MitoticDeath).Mean);
        Assert.Equal(60 * 24, Clearance.Default.Law(Phase.Necrotic).Mean);
    }

    [Fact]
    public void The_living_are_not_cleared() =>
        Assert.Contains("A cell in senescent is alive", Assert.Throws<ArgumentOutOfRangeException>(() => Clearance.Default.Law(Phase.Senescent)).Message);
}

using Sintropia.Biology.Cycle;
using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Tests.Tissues;

public sealed class MicroenvironmentTests
{
    [Fact]
    public void Undisturbed_every_phase_progresses_at_one_and_nothing_strikes_holds_or_diverts()
    {
        var here = new Microenvironment(5);

        Assert.All(here.Progress, clock => Assert.Equal(new(5, 0, 1), clock));
        Assert.All(here.Hazard, clock => Assert.Equal(new(5, 0, 0), clock));
        Assert.DoesNotContain(Phases.All, here.IsGated);
        Assert.Equal((0.0, 1.0, PhaseSet.None), (here.Rest, here.Renewal, here.Released));
    }

    [Fact]
    public void A_copy_goes_its_own_way()
    {
        var here = new Microenvironment(5) { Rest = 0.2, Renewal = 0.7, Start = 6, Released = PhaseSet.G1 };
        here.Gates[(int)Phase.G1] = [new(3, 0.5)];
        here.Rates[7] = 0.1;
        var copy = here.Copy();
        here.Progress[1] = here.Progress[1].With(0, 7);
        here.Gates[(int)Phase.G1] = [];
        here.Rates[7] = 0;

        Assert.Equal(new(5, 0, 1), copy.Progress[1]);
        Assert.Equal([new GateLevel(3, 0.5)], copy.Gates[(int)Phase.G1]);
        Assert.Equal(0.1, copy.Rates[7]);
        Assert.Equal((0.2, 0.7, 6.0, PhaseSet.G1), (copy.Rest, copy.Renewal, copy.Start, copy.Released));
    }
}

using Sintropia.Biology.Cycle;
using Sintropia.Predictors.StandIn;

namespace Sintropia.Predictors.Tests.StandIn;

public sealed class StandInProgrammeTests
{
    [Fact]
    public void Each_type_and_phase_of_a_living_cell_has_a_mean_of_its_own()
    {
        var (one, other) = (StandInProgramme.Of("a", 32), StandInProgramme.Of("b", 32));
        var living = Phases.All.Where(p => p.IsLiving()).ToArray();

        Assert.Equal(2 * living.Length * 32, living.SelectMany(p => one.In(p).ToArray().Concat(other.In(p).ToArray())).Distinct().Count());
        Assert.All(living, p => Assert.All(one.In(p).ToArray(), x => Assert.InRange(x, -1, 1)));
        Assert.All(Phases.All.Except(living), p => Assert.All(one.In(p).ToArray(), x => Assert.Equal(0, x)));
        Assert.Equal(one.Means, StandInProgramme.Of("a", 32).Means);
    }
}

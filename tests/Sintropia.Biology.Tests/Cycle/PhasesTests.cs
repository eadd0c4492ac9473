using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Tests.Cycle;

public sealed class PhasesTests
{
    [Fact]
    public void Phases_are_numbered_and_named_as_stored_runs_have_them() => Assert.Equal(
        ["G0", "G1", "S", "G2", "M", "senescent", "apoptotic", "necrotic", "mitotic_death"], Phases.All.Select(p => p.Name()));

    [Fact]
    public void There_are_as_many_phases_as_counted() => Assert.Equal(Phases.Count, Phases.All.Count);

    [Fact]
    public void Senescent_cells_live_and_three_phases_are_dead() =>
        Assert.Equal([Phase.Apoptotic, Phase.Necrotic, Phase.MitoticDeath], Phases.All.Where(p => !p.IsLiving()));

    [Fact]
    public void A_set_holds_the_phases_of_its_name()
    {
        Assert.Equal([Phase.G1, Phase.S, Phase.G2, Phase.M], Phases.All.Where(p => PhaseSet.Cycling.Has(p)));
        Assert.Equal(Phases.All.Where(p => p.IsLiving()), Phases.All.Where(p => PhaseSet.Living.Has(p)));
        Assert.DoesNotContain(Phases.All, p => PhaseSet.None.Has(p));
        foreach (var phase in Phases.All.Where(p => p.IsLiving())) Assert.Equal([phase], Phases.All.Where(p => Enum.Parse<PhaseSet>(phase.ToString()).Has(p)));
    }
}

using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Interventions;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Tests.Organisms;

namespace Sintropia.Simulation.Tests.Niches;

public sealed class PackingTests
{
    [Fact]
    public void A_tissue_whose_cells_all_disappear_at_one_moment_goes_on_empty()
    {
        var type = new CellType { Name = "t", Cycle = null, Quiescence = new(1, new FixedDuration(10)) };
        var organism = Plans.Culture(type, 30, 500, Founding.Newborn).Live(threads: 2, nicheSize: 64, keepLineage: true);

        Assert.Equal(0, organism.Cells);
        Assert.Equal(500, organism.Of(CellEvent.Cleared));
        Assert.Equal(500, organism.DrainLineage().Count);
        Assert.NotEmpty(organism.Tissues[0].Niches);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(300)]
    public void Growing_dying_and_growing_again_loses_no_cell_no_event_and_no_life(int size)
    {
        var type = Plans.Erlang with { Clearance = new(new ExponentialDuration(2), new FixedDuration(2), new FixedDuration(2)) };
        var plan = Plans.Culture(type, 150, 400).Dosed(
            Plans.Drug(new Harming(Outcome.Apoptosis, PhaseSet.Living, new Proportional(0.3))), Plans.Dose(1, new(40, Until: 52)), Plans.Dose(1, new(100, Until: 110)));
        var organism = Organism.Found(plan, new() { Threads = 2, NicheSize = size, KeepLineage = true });
        var ended = 0;
        while (!organism.IsComplete)
        {
            organism.Advance();
            Assert.All(organism.Tissues[0].Niches, niche => Assert.InRange(niche.Count, 0, size));
            Assert.Equal(400 + organism.Of(CellEvent.Divided) - organism.Of(CellEvent.Cleared), organism.Cells);
            ended += organism.DrainLineage().Count;
            Assert.Equal(organism.Of(CellEvent.Divided) + organism.Of(CellEvent.Apoptosis), ended);
        }

        Assert.Equal(organism.Cells, organism.Census().Select(c => c.Cell.Id).Distinct().Count());
        Assert.Equal(plan.Live(nicheSize: 100_000).Observe().Fingerprint, organism.Observe().Fingerprint);
    }

    [Fact]
    public void Niches_stay_filled_however_the_tissue_shrinks()
    {
        var plan = Plans.Culture(Plans.Erlang, 100, 20_000).Dosed(Plans.Drug(new Harming(Outcome.Apoptosis, PhaseSet.Living, new Proportional(0.1))), Plans.Dose(1, new(0)));
        var organism = Organism.Found(plan, new() { Threads = 1, NicheSize = 256 });
        while (!organism.IsComplete)
        {
            organism.Advance();
            // On average a quarter full, but for the one that is being filled.
            Assert.True(organism.Tissues[0].Niches.Count <= 2 + organism.Cells / 64.0);
        }
    }
}

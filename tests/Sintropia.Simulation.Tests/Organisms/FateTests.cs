using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Expression;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Tests.Niches;

namespace Sintropia.Simulation.Tests.Organisms;

/// <summary>What cells express changes what becomes of them, where a plan says so.</summary>
public sealed class FateTests
{
    private static readonly CellType Mortal = new() { Name = "t", Cycle = null, Hazards = [new(Outcome.Apoptosis, PhaseSet.Living, 0.01)] };

    /// <summary>The same with programmes that speed, slow, endanger and protect.</summary>
    public static OrganismPlan Steered(OrganismPlan plan) => plan with
    {
        Expression = plan.Expression! with
        {
            Fate =
            [
                new("pace", [0, 2], 0.8, PhaseSet.G1 | PhaseSet.G2, FateTarget.Progress), new("brake", [1], -0.5, PhaseSet.S, FateTarget.Progress),
                new("death", [3], 1.2, PhaseSet.Living, FateTarget.Hazard), new("rescue", [4], -0.7, PhaseSet.M, FateTarget.Hazard),
            ],
        },
    };

    [Theory]
    [InlineData(1, 0.01)]
    [InlineData(3, 0.03)]
    [InlineData(0.5, 0.005)]
    [InlineData(40, 0.1)] // no more than ten times
    public void A_programme_multiplies_the_hazard_that_there_is(double fold, double hazard)
    {
        var organism = Live(Plans.Culture(Mortal, 40, 4000), Math.Log(fold), FateTarget.Hazard, PhaseSet.Living, shift: 1);

        var expected = Math.Exp(-hazard * 40);
        Assert.Equal(expected, organism.Observe().Living / 4000.0, Plans.Tolerance(expected, 4000) + 0.005); // the half tick in which the state is on its way
    }

    [Fact]
    public void Where_nothing_threatens_a_cell_nothing_is_multiplied() =>
        Assert.Equal(500, Live(Plans.Culture(Mortal with { Hazards = [] }, 40, 500), 2, FateTarget.Hazard, PhaseSet.Living, shift: 1).Observe().Living);

    [Theory]
    [InlineData(2, 1, 5.5, 0.5)]
    [InlineData(2, 1, 5.5, 0.1)]
    [InlineData(2, 2, 2.75, 0.5)]
    [InlineData(2, -1, 22, 0.5)]
    [InlineData(0.5, 1, 22, 0.1)]
    public void A_programme_multiplies_progress_by_its_fold_for_each_unit_to_within_a_tick(double fold, double shift, double hours, double tick)
    {
        var organism = Live(Plans.Culture(Plans.Cooper, 90, 60) with { Tick = tick }, Math.Log(fold), FateTarget.Progress, PhaseSet.G1, shift);

        // Of daughters whose state was there already when they were born.
        var lives = organism.DrainLineage().Where(l => l.Life.Cell.Generation >= 2 && l.Life.Fate == CellEvent.Divided).Select(l => l.Life.Cell).ToList();
        Assert.True(lives.Count > 100, $"{lives.Count} lives");
        Assert.All(lives, life => Assert.InRange(life.HoursG1, hours - tick, hours + tick));
        Assert.All(lives, life => Assert.Equal(8, life.HoursS, 1e-4));
    }

    [Fact]
    public void Cells_that_express_what_they_do_undisturbed_have_the_future_that_they_have_without_the_law()
    {
        var plan = Quiet(Plans.Culture(Plans.Rich, 40));

        Assert.Equal(plan.Live().Observe().Fingerprint, Live(Plans.Culture(Plans.Rich, 40), 1, FateTarget.Progress, PhaseSet.Living, shift: 0).Observe().Fingerprint);
    }

    [Fact]
    public void Washing_out_gives_the_pace_back()
    {
        var plan = Quiet(Plans.Culture(Plans.Cooper, 120, 60).Dosed(Plans.Drug(), Plans.Dose(1, new(0, Until: 60))));
        plan = plan with { Expression = plan.Expression! with { Fate = [new("pace", [0, 1], Math.Log(0.5), PhaseSet.G1, FateTarget.Progress)] } };
        var organism = Organism.Found(plan, new() { Threads = 1, KeepLineage = true }, new Answering(2, plan.Agents, (x, levels) => x + levels[0])).LiveUntil(120);

        var late = organism.DrainLineage().Where(l => l.Life.Cell.Birth > 70 && l.Life.Fate == CellEvent.Divided).ToList();
        Assert.True(late.Count > 100, $"{late.Count} lives");
        Assert.All(late, l => Assert.Equal(11, l.Life.Cell.HoursG1, 0.01));
    }

    private static Organism Live(OrganismPlan plan, double weight, FateTarget target, PhaseSet phases, double shift)
    {
        plan = Quiet(plan);
        plan = plan with { Expression = plan.Expression! with { Fate = [new("programme", [0, 1], weight, phases, target)] } };
        return Organism.Found(plan, new() { Threads = 2, NicheSize = 256, KeepLineage = true }, new Answering(2, plan.Agents, (x, _) => (float)(x + shift))).LiveUntil(plan.Duration);
    }

    /// <summary>All cells express the same, and go at once to where they settle.</summary>
    private static OrganismPlan Quiet(OrganismPlan plan) => plan with
    {
        Expression = plan.Listening(dimensions: 2).Expression! with { Programmes = [], ResidualSpread = [0], HalfLives = [0.05] },
    };
}

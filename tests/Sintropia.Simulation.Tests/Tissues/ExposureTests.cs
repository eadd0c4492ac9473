using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Tests.Organisms;

namespace Sintropia.Simulation.Tests.Tissues;

/// <summary>What reaches a tissue, read off the levels of its records.</summary>
public sealed class ExposureTests
{
    [Fact]
    public void A_level_is_the_mean_over_the_tick_also_where_a_dose_begins_inside_it()
    {
        var levels = Levels(Still().Dosed(Plans.Drug(), Plans.Dose(4, new(1.1, Until: 2.25))));

        Assert.Equal([0, 0, 4 * 0.8, 4, 4 * 0.5, 0], levels.Take(6).Select(l => Math.Round(l, 12)));
    }

    [Fact]
    public void Doses_of_one_agent_add_up() =>
        Assert.Equal([3.0, 8, 5], Levels(Still().Dosed(Plans.Drug(), Plans.Dose(3, new(0, Until: 1)), Plans.Dose(5, new(0.5)))).Take(3));

    [Fact]
    public void A_level_that_is_set_replaces_the_baseline_and_gives_way_to_it_again() => Assert.Equal(
        [10, 0.1, 0.1, 10], Levels(Still().Dosed(Plans.Drug() with { Baseline = 10 }, Plans.Dose(0.1, new(0.5, Until: 1.5)))).Take(4).Select(l => Math.Round(l, 12)));

    [Fact]
    public void What_was_given_decays()
    {
        var levels = Levels(Still().Dosed(Plans.Drug() with { HalfLife = 2 }, Plans.Dose(8, new(0))));

        Assert.Equal(8 * (1 - Math.Pow(2, -0.25)) / (0.25 * Math.Log(2)), levels[0], 12);
        Assert.Equal(levels[0] / 4, levels[8], 12);
    }

    [Fact]
    public void A_pool_that_cells_drain_follows_its_closed_form()
    {
        // 100 resting cells take up 0.001 each per hour, and the rest decays with a half-life of 10 h.
        var agent = Plans.Drug() with { HalfLife = 10, Uptake = new Dictionary<string, double> { ["t"] = 0.001 }, Baseline = 5 };
        var levels = Levels(Still().Dosed(agent, Plans.Dose(20, new(1.5, Every: 2, Until: 4))));
        var k = 0.1 + Math.Log(2) / 10;
        double At(double t) => 5 * Math.Exp(-k * t) + (t >= 1.5 ? 20 * Math.Exp(-k * (t - 1.5)) : 0) + (t >= 3.5 ? 20 * Math.Exp(-k * (t - 3.5)) : 0);

        for (var tick = 0; tick < 16; tick++)
            Assert.Equal(At(tick * 0.5) * (1 - Math.Exp(-k * 0.5)) / (k * 0.5), levels[tick], 1e-9);
    }

    [Fact]
    public void A_pool_that_cells_fill_reaches_the_balance_of_making_and_losing()
    {
        var agent = Plans.Drug() with { HalfLife = 2, Secretion = new Dictionary<string, double> { ["t"] = 0.03 } };

        Assert.Equal(100 * 0.03 / (Math.Log(2) / 2), Levels(Still(200).Dosed(agent))[^1], 1e-9);
    }

    [Fact]
    public void An_onset_on_the_edge_of_a_tick_of_a_tenth_of_an_hour_acts_once()
    {
        // 0.3, 0.6 and 0.7 are not the products 3·0.1, 6·0.1 and 7·0.1 in binary.
        var agent = Plans.Drug() with { Uptake = new Dictionary<string, double> { ["other"] = 1 } };
        var organism = (Still().Dosed(agent, Plans.Dose(1, new(0.3)), Plans.Dose(1, new(0.6)), Plans.Dose(1, new(0.7)),
            Plans.Dose(1, new(0.1, Every: 0.1, Until: 0.95))) with { Tick = 0.1 }).Live(2);

        Assert.Equal(3 + 9, organism.Observe().Tissues[0].Levels[0], 12);
    }

    [Fact]
    public void Cells_feel_the_unbound_share_only()
    {
        var plan = Plans.Culture(Plans.Cooper, 40, 1, Founding.Newborn).Dosed(Plans.Drug(new Slowing(PhaseSet.G1, new Proportional(1))) with { Unbound = 0.25 },
            Plans.Dose(2, new(0)));

        Assert.Equal(22, plan.Live(23).Census()[0].Cell.Entered, 1e-12); // E = 0.5
    }

    private static OrganismPlan Still(double duration = 8) => Plans.Culture(Plans.Cooper with { Cycle = null, Quiescence = new(1, new Endless()) }, duration, 100);

    private static List<double> Levels(OrganismPlan plan)
    {
        var organism = Organism.Found(plan, new() { Threads = 1 });
        var levels = new List<double>();
        while (!organism.IsComplete)
        {
            organism.Advance();
            levels.Add(organism.Observe().Tissues[0].Levels[0]);
        }

        return levels;
    }
}

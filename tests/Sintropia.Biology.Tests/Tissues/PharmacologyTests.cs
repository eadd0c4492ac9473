using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Tests.Cells;
using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Tests.Tissues;

public sealed class PharmacologyTests
{
    private readonly Microenvironment _here = new(0);

    [Fact]
    public void Slowing_is_one_less_the_effect_and_an_arrest_at_most()
    {
        Act([new Slowing(PhaseSet.S | PhaseSet.G2, new Proportional(0.4))], 1);
        Assert.Equal([1, 1, 0.6, 0.6, 1], Rates());

        Act([new Slowing(PhaseSet.S, new Proportional(1.7))], 1);
        Assert.Equal([1, 1, 0, 1, 1], Rates());

        Act([new Slowing(PhaseSet.S, new Proportional(-0.5))], 1);
        Assert.Equal([1, 1, 1.5, 1, 1], Rates());
    }

    [Fact]
    public void Slowings_multiply_and_crowding_with_them()
    {
        Act([new Slowing(PhaseSet.G1, new Proportional(0.5)), new Slowing(PhaseSet.G1, new Proportional(0.2))], 1, crowding: 0.5);

        Assert.Equal([0.5, 0.2, 1, 1, 1], Rates());
    }

    [Fact]
    public void Cells_that_never_cycle_do_not_wait_for_room_to_age()
    {
        new Pharmacology(new() { Name = "t", Cycle = null }, []).Act(_here, [], 0.25, 0);

        Assert.Equal(1, _here.Progress[(int)Phase.G0].Rate);
    }

    [Fact]
    public void Hazards_of_the_type_and_of_agents_add_up_by_outcome()
    {
        var type = Dish.Cooper with { Hazards = [new(Outcome.Apoptosis, PhaseSet.Living, 0.01)] };
        Act([new Harming(Outcome.Apoptosis, PhaseSet.M, new Proportional(0.2)), new Harming(Outcome.Slippage, PhaseSet.M, new Proportional(0.1))], 0.5, type: type);

        Assert.Equal(0.01, _here.Hazard[(int)Phase.G1].Rate);
        Assert.Equal(0.01 + 0.1 + 0.05, _here.Hazard[(int)Phase.M].Rate, 14);
        Assert.Equal(0.11, _here.Rates[(int)Phase.M * Outcomes.Count + (int)Outcome.Apoptosis], 14);
        Assert.Equal(0.05, _here.Rates[(int)Phase.M * Outcomes.Count + (int)Outcome.Slippage], 14);
        Assert.Equal(0, _here.Hazard[(int)Phase.Apoptotic].Rate);
    }

    [Fact]
    public void Shares_of_newborns_made_to_rest_combine_as_independent_chances()
    {
        Act([new Resting(new Proportional(0.5)), new Resting(new Proportional(0.2))], 1);

        Assert.Equal(0.6, _here.Rest, 14);
    }

    [Fact]
    public void A_checkpoint_is_released_only_when_its_level_falls()
    {
        var pharmacology = new Pharmacology(Dish.Cooper, [Drug([new Holding(Phase.G1, new Proportional(1))])]);
        foreach (var (level, released) in new[] { (0.2, false), (0.2, false), (0.6, false), (0.5, true), (0.5, false), (0.0, true), (0.0, false) })
        {
            pharmacology.Act(_here, [level], 1, 0);
            Assert.Equal(released, _here.Released.Has(Phase.G1));
            Assert.Equal(level > 0, _here.IsGated(Phase.G1));
        }
    }

    [Fact]
    public void An_effect_that_needs_a_gene_fades_with_it()
    {
        Agent[] agents = [Drug([new Slowing(PhaseSet.G1, new Proportional(0.8)) { Requires = "RB1" }]), new("RB1", AgentKind.GeneLoss, "")];
        foreach (var (lost, rate) in new[] { (0.0, 0.2), (0.5, 0.6), (1.0, 1.0), (2.0, 1.0) })
        {
            new Pharmacology(Dish.Cooper, agents).Act(_here, [1, lost], 1, 0);
            Assert.Equal(rate, _here.Progress[(int)Phase.G1].Rate, 14);
        }
    }

    [Fact]
    public void A_gene_that_nothing_touches_is_there()
    {
        new Pharmacology(Dish.Cooper, [Drug([new Slowing(PhaseSet.G1, new Proportional(0.8)) { Requires = "RB1" }]), new("RB1", AgentKind.GeneGain, "")]).Act(_here, [1, 1], 1, 0);

        Assert.Equal(0.2, _here.Progress[(int)Phase.G1].Rate, 14);
    }

    [Fact]
    public void An_effect_on_other_cell_types_is_not_felt()
    {
        Act([new Slowing(PhaseSet.G1, new Proportional(1)) { CellTypes = ["fibroblast"] }, new Slowing(PhaseSet.S, new Proportional(1)) { CellTypes = ["t"] }], 1);

        Assert.Equal([1, 1, 0, 1, 1], Rates());
    }

    [Fact]
    public void Clocks_are_anchored_only_where_a_rate_changes()
    {
        var pharmacology = new Pharmacology(Dish.Cooper, [Drug([new Slowing(PhaseSet.G1, new Proportional(1))])]);
        pharmacology.Act(_here, [0.5], 1, 3);
        pharmacology.Act(_here, [0.5], 1, 4);

        Assert.Equal(new(3, 3, 0.5), _here.Progress[(int)Phase.G1]);
        Assert.Equal(new(0, 0, 1), _here.Progress[(int)Phase.S]);
    }

    private void Act(Effect[] effects, double level, double crowding = 1, Sintropia.Biology.Cells.CellType? type = null) =>
        new Pharmacology(type ?? Dish.Cooper, [Drug(effects)]).Act(_here, [level], crowding, 0);

    private static Agent Drug(Effect[] effects) => new("drug", AgentKind.Compound, "uM") { Effects = effects };

    private IEnumerable<double> Rates() => _here.Progress.Take(5).Select(clock => Math.Round(clock.Rate, 12));
}

using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Tests.Organisms;

namespace Sintropia.Simulation.Tests.Tissues;

public sealed class TissueTests
{
    [Fact]
    public void A_crowded_tissue_fills_to_its_capacity_and_stays_there()
    {
        var organism = Organism.Found(Crowded(0.5), new() { Threads = 2 });

        // Cells past G1 finish their cycle when the last place is taken: far fewer than the 46 % that are there in free growth, since entry has slowed long before.
        Assert.InRange(organism.LiveUntil(150).Observe().Living, 3000, 3450);
        var full = organism.Observe().Living;
        Assert.InRange(organism.LiveUntil(200).Observe().Living, full, full);
        Assert.Equal(full, organism.Observe().Tissues[0].In(0, Phase.G1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.02)]
    public void Halving_the_tick_moves_a_plateau_by_less_than_one_percent(double hazard)
    {
        // Means over the last 50 h, since with deaths a plateau fluctuates.
        Assert.Equal(1, Plateau(0.25) / Plateau(0.5), 0.01);

        double Plateau(double tick)
        {
            var organism = Crowded(tick, hazard).Live(150, threads: 2);
            var living = new List<long>();
            while (!organism.IsComplete) living.Add(organism.LiveUntil(organism.Time + 5).Observe().Living);
            return living.Average();
        }
    }

    [Fact]
    public void Stem_cells_keep_their_number_where_renewal_is_held_back_by_their_descendants()
    {
        // Renewal balances at 0.6·f = 0.5, and f = 1/(1 + N/half) gives N = half/5 differentiated cells.
        var plan = SameBitsTests.Hierarchical(1000) with
        {
            CellTypes = Hierarchical(half: 20_000),
            Tissues = [new("gut", "crypt", [new(0, 200), new(1, 700), new(2, 4000)])],
            Agents = [], Interventions = [], Tick = 1,
        };
        var organism = Organism.Found(plan, new() { Threads = 2 });
        var (stem, differentiated) = (new List<double>(), new List<double>());
        while (!organism.IsComplete)
        {
            var record = organism.LiveUntil(organism.Time + 10).Observe().Tissues[0];
            stem.Add(record.Living(0));
            differentiated.Add(record.Living(2));
        }

        Assert.Equal(1, differentiated.Average() / 4000, 0.1);
        Assert.All(stem, n => Assert.InRange(n, 100, 400));
    }

    [Fact]
    public void A_transit_cell_leaves_two_to_the_rounds_differentiated_cells()
    {
        var types = Hierarchical(1e9);
        var plan = SameBitsTests.Hierarchical(60) with
        {
            CellTypes = [types[0], types[1], types[2] with { Quiescence = new(1, new Endless()) }],
            Tissues = [new("gut", "crypt", [new(1, 100, Founding.Newborn)])],
            Agents = [], Interventions = [],
        };
        var record = plan.Live().Observe().Tissues[0];

        Assert.Equal((0, 0, 800), (record.Living(0), record.Living(1), record.Living(2)));
        Assert.Equal(700, record.Of(1, CellEvent.Divided));
        Assert.Equal(800, record.In(2, Phase.G0));
    }

    [Fact]
    public void An_ideal_block_of_G1_exit_is_the_vector_of_the_reference()
    {
        var plan = Plans.Culture(Plans.Cooper, 30, 20_000).Dosed(Plans.Drug(new Holding(Phase.G1, new Proportional(1))), Plans.Dose(1, new(0)));
        var organism = Organism.Found(plan, new() { Threads = 2 });
        foreach (var (time, fold, g1) in new (double, double, double)[] { (0, 1, .544), (4, 1.1225, .703), (8, 1.2599, .845), (13, 1.4557, 1), (30, 1.4557, 1) })
        {
            var record = organism.LiveUntil(time).Observe();
            Assert.Equal(fold, record.Living / 20_000.0, 0.015);
            Assert.Equal(g1, record.Tissues[0].In(0, Phase.G1) / (double)record.Living, Plans.Tolerance(0.5, 20_000));
        }
    }

    [Theory]
    [InlineData(PhaseSet.S, 1.1554)]
    [InlineData(PhaseSet.M, 1.0000)]
    public void Freezing_a_phase_lets_only_those_divide_that_are_past_it(PhaseSet phase, double fold)
    {
        var plan = Plans.Culture(Plans.Cooper, 60, 20_000).Dosed(Plans.Drug(new Slowing(phase, new Proportional(1))), Plans.Dose(1, new(0)));

        Assert.Equal(fold, plan.Live(threads: 2).Observe().Living / 20_000.0, 0.01);
    }

    [Fact]
    public void A_block_of_mitosis_collects_cells_along_the_line_of_Puck_and_Steffen()
    {
        var plan = Plans.Culture(Plans.Cooper, 12, 20_000).Dosed(Plans.Drug(new Slowing(PhaseSet.M, new Proportional(1))), Plans.Dose(1, new(0)));
        var organism = Organism.Found(plan, new() { Threads = 2 });
        foreach (var (time, index) in new (double, double)[] { (0, .0293), (2, .0905), (4, .1554), (8, .2968), (12, .4557) })
        {
            var record = organism.LiveUntil(time).Observe();
            Assert.Equal(index, record.Tissues[0].In(0, Phase.M) / (double)record.Living, Plans.Tolerance(index, 20_000));
        }
    }

    [Fact]
    public void The_share_held_is_the_level_of_the_curve_and_it_goes_on_when_the_drug_is_gone()
    {
        // Three times the EC50 holds 75 %.
        var plan = Plans.Culture(Plans.Cooper, 30, 10_000, Founding.Newborn)
            .Dosed(Plans.Drug(new Holding(Phase.G1, new Hill(1, 1, 1))) with { Unbound = 0.5 }, Plans.Dose(6, new(3, Until: 15.25)));
        var organism = plan.Live(15);

        Assert.Equal(0.75, organism.In(Phase.G1) / 10_000.0, Plans.Tolerance(0.75, 10_000));
        organism.LiveUntil(16);
        Assert.Equal(0, organism.In(Phase.G1));
        Assert.Equal([11, 15.25], organism.Census().Select(c => c.Cell.Entered).Distinct().Order());
    }

    [Fact]
    public void An_effect_that_needs_a_gene_spares_the_cells_that_lost_it()
    {
        var plan = Plans.Culture(Plans.Cooper, 20, 10_000, Founding.Newborn)
            .Dosed(Plans.Drug(new Holding(Phase.G1, new Proportional(1)) { Requires = "RB1" }), Plans.Dose(1, new(0)))
            .Dosed(new("RB1", AgentKind.GeneLoss, ""), new Dosing(1, 1, new(2), new(Fraction: 0.3)));
        var cells = plan.Live(15).Census().Select(c => c.Cell).ToArray();

        Assert.Equal(0.3, cells.Count(c => c.Phase == Phase.S) / 10_000.0, Plans.Tolerance(0.3, 10_000));
        Assert.All(cells, c => Assert.Equal(c.Subset == 1 ? Phase.S : Phase.G1, c.Phase));
    }

    [Fact]
    public void Cells_of_another_type_tissue_or_organ_are_not_reached()
    {
        var block = Plans.Drug(new Slowing(PhaseSet.Cycling, new Proportional(1)));
        OrganismPlan Plan(Target target) => (Plans.Culture(Plans.Cooper, 30, 50) with
        {
            CellTypes = [Plans.Cooper, Plans.Cooper with { Name = "other" }],
            Tissues = [new("a", "one", [new(0, 50), new(1, 50)]), new("a", "two", [new(0, 50)]), new("b", "three", [new(0, 50)])],
        }).Dosed(block, new Dosing(0, 1, new(0), target));
        bool[] Grew(Target target)
        {
            var tissues = Plan(target).Live().Observe().Tissues;
            return [tissues[0].Living(0) > 50, tissues[0].Living(1) > 50, tissues[1].Living(0) > 50, tissues[2].Living(0) > 50];
        }

        Assert.Equal([false, false, false, false], Grew(Target.Organism));
        Assert.Equal([false, false, false, true], Grew(new(Organ: "a")));
        Assert.Equal([true, true, false, true], Grew(new(Tissue: "two")));
        Assert.Equal([true, false, true, true], Grew(new(CellType: "other")));
    }

    [Fact]
    public void Niches_are_split_before_they_outgrow_their_size_however_long_a_tick_is()
    {
        foreach (var tick in new[] { 0.5, 12, 60 })
        {
            var organism = Organism.Found(Plans.Culture(Plans.Cooper, 120, 300) with { Tick = tick }, new() { Threads = 1, NicheSize = 64 });
            while (!organism.IsComplete)
            {
                organism.Advance();
                Assert.All(organism.Tissues[0].Niches, niche => Assert.InRange(niche.Count, 0, 64));
                Assert.Equal(organism.Cells, organism.Tissues[0].Niches.Sum(n => (long)n.Count));
            }

            Assert.Equal(organism.Cells, organism.Census().Select(c => c.Cell.Id).Distinct().Count());
        }
    }

    [Fact]
    public void Room_that_is_no_longer_needed_is_given_back()
    {
        var plan = Plans.Culture(Plans.Cooper, 60, 20_000).Dosed(Plans.Drug(new Harming(Outcome.Apoptosis, PhaseSet.Living, new Proportional(1))), Plans.Dose(1, new(1)));
        var organism = plan.Live(1);
        var before = organism.Bytes;

        Assert.InRange(before / (double)organism.Cells, 96, 128);
        Assert.InRange(organism.LiveUntil(60).Bytes, 0, before / 5); // one niche of five stays
        Assert.Equal(0, organism.Cells);
    }

    [Fact]
    public void Cells_by_clone_group_add_up_to_the_cells()
    {
        var record = Plans.Culture(Plans.Rich, 24, 500).Live(nicheSize: 64).Observe(groups: 7).Tissues[0];

        Assert.Equal(7, record.Groups);
        for (var phase = 0; phase < Phases.Count; phase++) Assert.Equal(record.Cells[phase], record.CellsByGroup.Skip(phase * 7).Take(7).Sum());
    }

    private static OrganismPlan Crowded(double tick, double hazard = 0) => Plans.Culture(
        Plans.Erlang with { Hazards = [new(Outcome.Apoptosis, PhaseSet.Living, hazard)] }, 200, 600) with
    {
        Tick = tick,
        Tissues = [new("culture", "dish", [new(0, 600)], new Crowding(3000, 2))],
    };

    private static IReadOnlyList<CellType> Hierarchical(double half) =>
    [
        Plans.Erlang with { Name = "stem", Hierarchy = new([new(0.6, 0, 0), new(0.4, 1, 1)], Feedback: new(2, half, 1)) },
        Plans.Cycling(new FixedDuration(2), new FixedDuration(5), new FixedDuration(4), new FixedDuration(1)) with { Name = "transit", Hierarchy = new([], Rounds: 3, Then: 2) },
        new() { Name = "differentiated", Cycle = null, Quiescence = new(1, new ExponentialDuration(60)) },
    ];
}

using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Interventions;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Tests.Organisms;

public sealed class OrganismTests
{
    [Fact]
    public void An_asynchronous_culture_grows_by_its_law_from_the_first_hour()
    {
        var organism = Organism.Found(Plans.Culture(Plans.Cooper, 48, 20_000), new());
        foreach (var time in new[] { 1.0, 6, 12, 24, 36, 48 })
        {
            var record = organism.LiveUntil(time).Observe();
            var fold = Math.Pow(2, time / 24);
            // A founder of a fixed cycle leaves 1 or 2, 2 or 4, … cells: the variance is that of a Bernoulli draw times the square of the doublings before.
            Assert.Equal(fold, record.Living / 20_000.0, 4 * fold / 2 / Math.Sqrt(20_000));
            double[] expected = [.5443, .3003, .1261, .0293];
            for (var i = 0; i < 4; i++) Assert.Equal(expected[i], record.Tissues[0].In(0, (Phase)(1 + i)) / (double)record.Living, Plans.Tolerance(expected[i], 20_000));
        }
    }

    [Fact]
    public void The_PhysiCell_template_grows_dies_and_is_cleared_as_the_closed_form_says()
    {
        var type = Plans.Cycling(new ExponentialDuration(5), new FixedDuration(8), new FixedDuration(4), new FixedDuration(1)) with
        {
            Hazards = [new(Outcome.Apoptosis, PhaseSet.Living, 5.31667e-5 * 60)],
        };
        var record = Plans.Culture(type, 48, 20_000).Live(threads: 2).Observe();
        var living = (double)record.Living;

        Assert.Equal(Math.Exp(0.036276 * 48), living / 20_000, 0.08);
        double[] expected = [.3296, .4522, .1779, .0403];
        for (var i = 0; i < 4; i++) Assert.Equal(expected[i], record.Tissues[0].In(0, (Phase)(1 + i)) / living, 0.012);
        Assert.Equal(.0236, record.Tissues[0].In(0, Phase.Apoptotic) / living, 0.0025);
    }

    [Fact]
    public void Where_nothing_couples_cells_the_tick_changes_no_event()
    {
        var plan = Plans.Culture(Plans.Rich, 40, 400)
            .Dosed(
                Plans.Drug(new Holding(Phase.G1, new Hill(1, 1, 0.9)), new Slowing(PhaseSet.S, new Hill(1, 1, 0.7)),
                    new Harming(Outcome.Apoptosis, PhaseSet.G2, new Hill(1, 1, 0.05))),
                Plans.Dose(2, new(3.3, Every: 11, For: 6.7)), Plans.Dose(1, new(17, Until: 29.9), fraction: 0.4), new Irradiation(2, new(8.05, Every: 13), Target.Organism));
        var half = Lives(plan with { Tick = 0.5 });
        var eighth = Lives(plan with { Tick = 0.125 });
        var odd = Lives(plan with { Tick = 0.1 });

        Assert.True(half.Count > 400);
        foreach (var other in new[] { eighth, odd })
        {
            Assert.Equal(half.Keys.Order(), other.Keys.Order());
            foreach (var (id, (end, fate)) in half)
            {
                Assert.Equal(fate, other[id].Fate);
                Assert.Equal(end, other[id].End, 1e-9);
            }
        }

        static Dictionary<CellId, (double End, CellEvent Fate)> Lives(OrganismPlan plan)
        {
            var organism = plan.Live(keepLineage: true, nicheSize: 128);
            return organism.DrainLineage().Select(l => (l.Life.Cell.Id, l.Life.End, l.Life.Fate))
                .Concat(organism.Census().Where(c => c.Cell.Phase.IsLiving()).Select(c => (c.Cell.Id, double.PositiveInfinity, CellEvent.None)))
                .ToDictionary(l => l.Item1, l => (l.Item2, l.Item3));
        }
    }

    [Fact]
    public void Onsets_inside_a_tick_act_at_their_exact_time()
    {
        // G1 of 11 h: 2.3 h at full rate, 4.05 h at half of it, then full again.
        var plan = Plans.Culture(Plans.Cooper, 30, 1, Founding.Newborn).Dosed(Plans.Drug(new Slowing(PhaseSet.G1, new Proportional(0.5))), Plans.Dose(1, new(2.3, For: 4.05)));
        foreach (var tick in new[] { 0.1, 0.5, 7 })
        {
            var organism = (plan with { Tick = tick }).Live(27);
            var cell = organism.Census()[0].Cell;
            Assert.Equal(24 + 4.05 / 2, cell.Birth, 1e-12);
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.7)]
    public void Time_is_the_product_of_ticks_and_the_last_tick_ends_with_the_run(double tick)
    {
        var organism = Organism.Found(Plans.Culture(Plans.Cooper, 10, 10) with { Tick = tick }, new() { Threads = 1 });
        while (!organism.IsComplete)
        {
            Assert.Equal(organism.Ticks * tick, organism.Time);
            organism.Advance();
        }

        Assert.Equal(10, organism.Time);
        Assert.Equal((long)Math.Ceiling(10 / tick - 1e-6), organism.Ticks);
    }

    [Fact]
    public void A_finished_run_does_not_go_on()
    {
        var organism = Plans.Culture(Plans.Cooper, 10, 10).Live();

        Assert.Contains("The run has reached its end, 10 h.", Assert.Throws<InvalidOperationException>(organism.Advance).Message);
    }

    [Fact]
    public void What_is_done_later_leaves_everything_before_as_it_was()
    {
        var control = SameBitsTests.Dosed(Plans.Culture(Plans.Rich, 30, 500));
        var treated = control with { Interventions = [.. control.Interventions, Plans.Dose(5, new(20)), new Irradiation(4, new(22), Target.Organism)] };
        var (a, b) = (Organism.Found(control, new() { Threads = 1 }), Organism.Found(treated, new() { Threads = 1 }));
        while (a.Time < 20)
        {
            Assert.Equal(a.Observe().Fingerprint, b.Observe().Fingerprint);
            a.Advance();
            b.Advance();
        }

        Assert.Equal(a.Observe().Fingerprint, b.Observe().Fingerprint);
        Assert.NotEqual(a.LiveUntil(24).Observe().Fingerprint, b.LiveUntil(24).Observe().Fingerprint);
    }

    [Fact]
    public void Every_cell_that_ever_lived_is_recorded_exactly_once()
    {
        var organism = SameBitsTests.Dosed(Plans.Culture(Plans.Rich, 60, 300)).Live(threads: 2, nicheSize: 64, keepLineage: true);
        var ended = organism.DrainLineage().Select(l => l.Life).ToArray();
        var living = organism.Census().Select(c => c.Cell).Where(c => c.Phase.IsLiving()).ToArray();
        var ends = ended.ToDictionary(l => l.Cell.Id);
        var all = ended.Select(l => l.Cell).Concat(living).ToArray();

        Assert.Equal(all.Length, all.Select(c => c.Id).Distinct().Count());
        Assert.Equal(300, all.Count(c => c.Generation == 0));
        Assert.Equal(300 + 2 * ended.Count(l => l.Fate == CellEvent.Divided), all.Length);
        Assert.All(ended, l => Assert.True(l.End >= l.Cell.Birth && l.End <= 60 && l.Fate.EndsLife()));
        foreach (var cell in all.Where(c => c.Generation > 0))
        {
            var mother = ends[cell.Mother!.Value];
            Assert.Equal((CellEvent.Divided, cell.Birth, cell.Clone), (mother.Fate, mother.End, mother.Cell.Clone));
            Assert.Equal(mother.Cell.Generation + 1, cell.Generation);
        }

        // The dead that are still visible are among the ended.
        Assert.All(organism.Census().Where(c => !c.Cell.Phase.IsLiving()), c => Assert.True(ends[c.Cell.Id].Fate.EndsLife()));
        Assert.Empty(organism.DrainLineage());
    }

    [Fact]
    public void Lineage_comes_in_an_order_that_no_scheduling_changes()
    {
        var plan = Plans.Culture(Plans.Rich, 40, 300);
        var expected = plan.Live(keepLineage: true).DrainLineage().Select(Line).ToArray();

        Assert.Equal(expected, plan.Live(threads: 3, nicheSize: 16, keepLineage: true).DrainLineage().Select(Line));
        // Drained tick by tick it is the same list.
        var organism = Organism.Found(plan, new() { Threads = 2, NicheSize = 50, KeepLineage = true });
        var drained = new List<string>();
        while (!organism.IsComplete)
        {
            organism.Advance();
            drained.AddRange(organism.DrainLineage().Select(Line));
        }

        Assert.Equal(expected, drained);

        static string Line((int Tissue, LineageRecord Life) l) => $"{l.Tissue} {l.Life.End:R} {l.Life.Cell.Id} {l.Life.Fate} {l.Life.Cell.HoursG1:R}";
    }

    [Fact]
    public void Without_lineage_nothing_is_kept() => Assert.Empty(Plans.Culture(Plans.Cooper, 24, 100).Live().DrainLineage());

    [Fact]
    public void A_run_beyond_its_limit_stops_and_says_so()
    {
        var plan = Plans.Culture(Plans.Cooper, 96, 500) with { MostCells = 1000 };
        var error = Assert.Throws<PopulationLimitException>(() => plan.Live());

        Assert.True(error.Cells > 1000);
        Assert.Equal(1000, error.Limit);
        Assert.Contains($"the run holds {error.Cells} cells or more, beyond its limit of 1000.", error.Message);
    }

    [Fact]
    public void Cells_that_double_without_end_inside_a_tick_are_stopped_inside_it()
    {
        var type = new CellType { Name = "runaway", Cycle = new([new(Phase.G1, new FixedDuration(0.001))]) }; // 500 doublings in a tick
        var plan = Plans.Culture(type, 1, 10) with { MostCells = 100_000 };

        Assert.Throws<PopulationLimitException>(() => plan.Live());
    }

    [Fact]
    public void The_census_is_ordered_and_any_cell_of_it_can_be_found()
    {
        var organism = SameBitsTests.Hierarchical(20).Live(nicheSize: 64);
        var census = organism.Census();

        Assert.Equal(census.Select(c => c.Cell.Id).Order(), census.Select(c => c.Cell.Id));
        foreach (var (tissue, cell) in census.Where((_, i) => i % 97 == 0))
        {
            var found = organism.Find(cell.Id)!.Value;
            Assert.Same(organism.Tissues[tissue], found.Tissue);
            Assert.Equal((cell.Id, cell.Birth, cell.Phase), (found.Cell.Id, found.Cell.Birth, found.Cell.Phase));
        }

        Assert.Null(organism.Find(new(1, 2)));
    }

    [Fact]
    public void Clones_are_numbered_through_the_populations_of_a_tissue()
    {
        var plan = Plans.Culture(Plans.Cooper, 1) with { Tissues = [new("culture", "dish", [new(0, 30), new(0, 20, Founding.Newborn)]), new("culture", "flask", [new(0, 10)])] };
        var organism = Organism.Found(plan, new() { Threads = 1, NicheSize = 16 });

        Assert.Equal(Enumerable.Range(0, 50).Select(i => (uint)i), organism.Census().Where(c => c.Tissue == 0).Select(c => c.Cell.Clone).Order());
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (uint)i), organism.Census().Where(c => c.Tissue == 1).Select(c => c.Cell.Clone).Order());
        Assert.Equal(60, organism.Census().Select(c => c.Cell.Id).Distinct().Count());
    }

    [Fact]
    public void A_fingerprint_tells_apart_runs_whose_futures_differ()
    {
        // An arrest that is over and met no event moves no mark: only the clocks know that everything comes two hours later.
        var drug = Plans.Drug(new Slowing(PhaseSet.G1, new Proportional(1)));
        var control = Plans.Culture(Plans.Cooper, 30, 1, Founding.Newborn).Dosed(drug, Plans.Dose(0, new(1, For: 2)));
        var treated = Plans.Culture(Plans.Cooper, 30, 1, Founding.Newborn).Dosed(drug, Plans.Dose(1, new(1, For: 2)));

        Assert.NotEqual(control.Live(25).Observe().Living, treated.Live(25).Observe().Living);
        Assert.NotEqual(control.Live(5).Observe().Fingerprint, treated.Live(5).Observe().Fingerprint);
    }

    [Fact]
    public void A_plan_that_cannot_be_carried_out_is_refused_with_what_to_do()
    {
        var plan = Plans.Culture(Plans.Cooper);
        Refused("this plan has 0", plan with { CellTypes = [] });
        Refused("An organism needs at least one tissue", plan with { Tissues = [] });
        Refused("A tick of 0 h never ends.", plan with { Tick = 0 });
        Refused("A tick of NaN h never ends.", plan with { Tick = double.NaN });
        Refused("At most 8 interventions can reach a fraction",
            plan with { Agents = [Plans.Drug()], Interventions = [.. Enumerable.Range(0, 9).Select(_ => Plans.Dose(1, new(1), 0.5))] });
        // Every fraction doubles the groups of each type, and slots are 16 bits: 18 for each group.
        Refused("20 cell types and 8 interventions", plan with
        {
            CellTypes = [.. Enumerable.Repeat(Plans.Cooper, 20)], Agents = [Plans.Drug()], Interventions = [.. Enumerable.Range(0, 8).Select(_ => Plans.Dose(1, new(1), 0.5))],
        });

        static void Refused(string because, OrganismPlan plan) => Assert.Contains(because, Assert.Throws<ArgumentException>(() => Organism.Found(plan, new())).Message);
    }
}

using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Tests.Chance;

namespace Sintropia.Biology.Tests.Cells;

public sealed partial class CellLifeTests
{
    private const int Many = 10_000;

    [Fact]
    public void A_cell_passes_its_phases_at_their_exact_times_and_divides()
    {
        var dish = new Dish(Dish.Cooper).Found(1).LiveUntil(24);

        Assert.Equal([11, 19, 23, 24], dish.Happened.Select(h => h.Time));
        Assert.Equal([CellEvent.Progressed, CellEvent.Progressed, CellEvent.Progressed, CellEvent.Divided], dish.Happened.Select(h => h.Event));
        Assert.Equal([Phase.G1, Phase.S, Phase.G2, Phase.M], dish.Happened.Select(h => h.Before.Phase));
        Assert.Equal(2, dish.Cells.Count);
        Assert.All(dish.Cells, cell => Assert.Equal((Phase.G1, 24.0, 24.0), (cell.Phase, cell.Birth, cell.Entered)));
    }

    [Fact]
    public void Nothing_happens_before_it_is_due()
    {
        var dish = new Dish(Dish.Cooper).Found(1).LiveUntil(Math.BitDecrement(11.0));

        Assert.Empty(dish.Happened);
        Assert.Single(dish.LiveUntil(11).Happened);
    }

    [Fact]
    public void Cutting_the_time_into_intervals_changes_no_event()
    {
        var type = Dish.Cycling(new ErlangDuration(4, 11), new LogNormalDuration(8, 0.2), new ExponentialDuration(4), new FixedDuration(1)) with
        {
            Hazards = [new(Outcome.Apoptosis, PhaseSet.Living, 0.01)],
            EarlyPace = new(0.3, 0.6, PaceReading.Factor, 0.2),
            Quiescence = new(0.3, new ExponentialDuration(10)),
        };
        var whole = new Dish(type).Harm(Outcome.Apoptosis, Phase.G1, 0.02, 0).Found(50).LiveUntil(96);
        var cut = new Dish(type).Harm(Outcome.Apoptosis, Phase.G1, 0.02, 0).Found(50);
        for (var i = 1; i <= 960; i++) cut.LiveUntil(i * 0.1);

        Assert.Equal(Told(whole), Told(cut.LiveUntil(96)));

        static IEnumerable<(string, CellEvent, double)> Told(Dish dish) => dish.Happened.Select(h => (h.Before.Id.ToString(), h.Event, Math.Round(h.Time, 9))).Order();
    }

    [Fact]
    public void Progress_under_changing_rates_is_exact()
    {
        // G1 takes 11 h: 2 h at 1, 4 h at 0.25 and 3 h arrested leave 8 h, of which 10 h at 0.5 do 5 and 1.5 h at 2 the rest.
        var dish = new Dish(Dish.Cooper).Found(1).LiveUntil(2).Slow(Phase.G1, 0.25, 2).LiveUntil(6).Slow(Phase.G1, 0, 6).LiveUntil(9)
            .Slow(Phase.G1, 0.5, 9).LiveUntil(19).Slow(Phase.G1, 2, 19).LiveUntil(30);

        Assert.Equal(20.5, dish.Happened[0].Time);
        Assert.Equal(28.5, dish.Happened[1].Time); // S knows nothing of it
    }

    [Fact]
    public void The_work_of_a_phase_is_drawn_on_entering_it_and_not_touched_by_what_comes()
    {
        var type = Dish.Cycling(new ErlangDuration(4, 11), new FixedDuration(8), new FixedDuration(4), new FixedDuration(1));
        var plain = new Dish(type).Found(200).LiveUntil(200);
        var slowed = new Dish(type).Slow(Phase.G1, 0.5, 0).Found(200).LiveUntil(200);

        var fast = Entries(plain);
        foreach (var (id, time) in Entries(slowed)) Assert.Equal(2 * fast[id], time, 9);

        static Dictionary<CellId, double> Entries(Dish dish) =>
            dish.Happened.Where(h => h.Before is { Phase: Phase.G1, Generation: 0 }).ToDictionary(h => h.Before.Id, h => h.Time);
    }

    [Fact]
    public void Hours_in_each_phase_are_read_off_when_the_cell_divides()
    {
        var dish = new Dish(Dish.Cooper).Found(1);
        Newborn newborn = default;
        dish.LiveUntil(23.5);
        var (cell, marks) = (dish.Cells[0], new Marks(dish.Here.Progress[(int)Phase.M].At(24), double.PositiveInfinity));
        Assert.Equal(CellEvent.Divided, dish.Life.Next(ref cell, ref marks, dish.Here, dish.Surroundings, 24, out var time, ref newborn));

        Assert.Equal(24, time);
        Assert.Equal((11f, 8f, 4f), (newborn.Mother.HoursG1, newborn.Mother.HoursS, newborn.Mother.HoursG2));
        Assert.Equal((0f, 0f, 0f), (cell.HoursG1, newborn.Cell.HoursS, newborn.Cell.HoursG2));
    }

    [Fact]
    public void Daughters_carry_clone_generation_and_ancestry()
    {
        var dish = new Dish(Dish.Cooper).Found(3).LiveUntil(48);

        Assert.Equal(12, dish.Cells.Count);
        Assert.Equal(12, dish.Cells.Select(c => c.Id).Distinct().Count());
        foreach (var cell in dish.Cells)
        {
            Assert.Equal(2, cell.Generation);
            var mother = cell.Mother!.Value;
            Assert.Contains(dish.Happened, h => h.Event == CellEvent.Divided && h.Before.Id == mother && h.Before.Clone == cell.Clone && h.Time == cell.Birth);
        }

        Assert.Equal([4, 4, 4], dish.Cells.GroupBy(c => c.Clone).OrderBy(g => g.Key).Select(g => g.Count()));
        Assert.Equal(6, dish.Cells.Count(c => c.Sister == 1));
    }

    [Fact]
    public void Newborns_branch_into_rest_as_often_as_given_and_leave_it_for_the_cycle()
    {
        var type = Dish.Cooper with { Quiescence = new(0.3, new FixedDuration(5)) };
        var dish = new Dish(type).Found(Many).LiveUntil(24.5);

        Assert.Equal(2 * Many, dish.Cells.Count);
        Assert.Equal(0.3, dish.Count(Phase.G0) / (2.0 * Many), Sample.Tolerance(0.3, 2 * Many));
        dish.LiveUntil(29.5);
        Assert.Equal(0, dish.Count(Phase.G0));
        Assert.All(dish.Cells, cell => Assert.Equal(Phase.G1, cell.Phase));
    }

    [Fact]
    public void What_makes_newborns_rest_adds_to_their_own_branch_as_an_independent_chance()
    {
        var dish = new Dish(Dish.Cooper with { Quiescence = new(0.3, new Endless()) });
        dish.Here.Rest = 0.5;
        dish.Found(Many).LiveUntil(24.5);

        Assert.Equal(1 - 0.7 * 0.5, dish.Count(Phase.G0) / (2.0 * Many), Sample.Tolerance(0.65, 2 * Many));
    }

    [Fact]
    public void Sisters_and_mothers_durations_correlate_as_their_paces()
    {
        var law = new LogNormalDuration(12, 0.25); // for a log-normal law a rank is a log factor, so logarithms correlate as the paces
        var type = new CellType { Name = "t", Cycle = new([new(Phase.G1, law)]), EarlyPace = new(0.4, 0.7, PaceReading.Rank) };
        var dish = new Dish(type).Found(4000).LiveUntil(80);
        var lives = dish.Happened.ToDictionary(h => h.Before.Id, h => Math.Log(h.Time - h.Before.Birth));
        var first = dish.Happened.Where(h => h.Before.Generation == 0).Select(h => h.Before.Id).ToArray();

        // Daughters that have not divided by 80 h would bias the pairs; by then all but one in 10⁵ have.
        var pairs = first.Where(id => lives.ContainsKey(id.Daughter(0)) && lives.ContainsKey(id.Daughter(1))).ToArray();
        Assert.InRange(pairs.Length, 3995, 4000);
        Assert.Equal(0.7, Sample.Correlation([.. pairs.Select(id => (lives[id.Daughter(0)], lives[id.Daughter(1)]))]), 0.04);
        Assert.Equal(0.4, Sample.Correlation([.. pairs.Select(id => (lives[id], lives[id.Daughter(0)]))]), 0.06);
        Assert.InRange(Sample.Distance([.. pairs.Select(id => Math.Exp(lives[id.Daughter(1)]))], t => 1 - law.Survival(t)), 0, Sample.Critical(4000));
    }

    [Fact]
    public void Early_and_late_phases_listen_to_paces_of_their_own()
    {
        var type = Dish.Cooper with { EarlyPace = new(0.3, 0.6, PaceReading.Factor, 0.3) };
        var dish = new Dish(type).Found(300).LiveUntil(40);

        Assert.True(dish.Happened.Where(h => h.Before.Phase == Phase.G1).Select(h => h.Time).Distinct().Count() > 250);
        Assert.All(dish.Happened.Where(h => h.Before is { Phase: Phase.S, Generation: 0 }), h => Assert.Equal(8, h.Time - h.Before.Entered, 9));
    }

    [Fact]
    public void A_mitosis_that_took_too_long_is_remembered_by_each_daughter_for_herself()
    {
        var type = Dish.Cooper with { MitoticMemory = new(Threshold: 1.5, Probability: 0.6) };
        var normal = new Dish(type).Found(500).LiveUntil(25);
        var longer = new Dish(type).Slow(Phase.M, 0.5, 0).Found(Many).LiveUntil(26);

        Assert.Equal(0, normal.Count(Phase.Senescent));
        Assert.Equal(2 * Many, longer.Cells.Count);
        Assert.Equal(0.6, longer.Count(Phase.Senescent) / (2.0 * Many), Sample.Tolerance(0.6, 2 * Many));
        var both = longer.Cells.GroupBy(c => c.Mother).Count(g => g.All(c => c.Phase == Phase.Senescent));
        Assert.Equal(0.36, both / (double)Many, Sample.Tolerance(0.36, Many));
        // Those that remember never divide again.
        var later = longer.LiveUntil(60);
        Assert.Equal(later.Cells.Count(c => c.Phase == Phase.Senescent && c.Generation == 1), longer.Cells.Count(c => c.Phase == Phase.Senescent && c.Generation == 1));
        Assert.DoesNotContain(later.Happened, h => h.Before.Phase == Phase.Senescent);
    }

    [Fact]
    public void Draws_of_a_cell_do_not_depend_on_who_lives_beside_it()
    {
        var type = Dish.Cycling(new ErlangDuration(4, 11), new ExponentialDuration(8), new FixedDuration(4), new FixedDuration(1)) with { Hazards = [] };
        var alone = new Dish(type).Found(1).LiveUntil(100).Happened.Select(h => (h.Before.Id, h.Time));
        var crowd = new Dish(type).Found(30).LiveUntil(100).Happened.Where(h => h.Before.Clone == 0).Select(h => (h.Before.Id, h.Time));

        Assert.Equal(alone.Order(), crowd.Order());
    }
}

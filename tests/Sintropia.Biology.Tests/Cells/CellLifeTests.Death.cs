using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Tests.Chance;

namespace Sintropia.Biology.Tests.Cells;

/// <content>Death, slippage and clearance.</content>
public sealed partial class CellLifeTests
{
    [Fact]
    public void Under_a_constant_hazard_lives_end_exponentially_across_all_phases()
    {
        var dish = Dangerous(0.05, Outcome.Apoptosis).Found(Many).LiveUntil(23.9);
        var dead = dish.Times(CellEvent.Apoptosis).ToArray();

        // Nobody divides before 24 h, and a reserve is carried from phase to phase: the deaths of the first cycle are one exponential, cut at its end.
        var by = 1 - Math.Exp(-0.05 * 23.9);
        Assert.Equal(by, dead.Length / (double)Many, Sample.Tolerance(by, Many));
        Assert.InRange(Sample.Distance(dead, t => (1 - Math.Exp(-0.05 * t)) / by), 0, Sample.Critical(dead.Length));
    }

    [Fact]
    public void A_hazard_that_changes_kills_by_its_integral()
    {
        var dish = new Dish(Dish.Cooper).Harm(Outcome.Apoptosis, Phase.G1, 0.1, 0).Found(Many).LiveUntil(2).Harm(Outcome.Apoptosis, Phase.G1, 0.2, 2).LiveUntil(6)
            .Harm(Outcome.Apoptosis, Phase.G1, -0.3, 6).LiveUntil(11);
        var survived = Math.Exp(-(0.2 + 1.2));

        Assert.Equal(survived, dish.Count(Phase.S) / (double)Many, Sample.Tolerance(survived, Many));
        Assert.DoesNotContain(dish.Times(CellEvent.Apoptosis), t => t > 6);
        Assert.Equal(Math.Exp(-0.2), 1 - dish.Times(CellEvent.Apoptosis).Count(t => t <= 2) / (double)Many, Sample.Tolerance(0.8, Many));
    }

    [Fact]
    public void Outcomes_that_compete_share_the_cells_as_their_hazards()
    {
        var dish = new Dish(Dish.Cooper).Harm(Outcome.Apoptosis, Phase.G1, 0.6, 0).Harm(Outcome.Necrosis, Phase.G1, 0.3, 0).Harm(Outcome.Senescence, Phase.G1, 0.1, 0)
            .Found(Many).LiveUntil(10.9);
        var struck = dish.Happened.Count(h => h.Before.Phase == Phase.G1);

        Assert.Equal(1 - Math.Exp(-10.9), struck / (double)Many, 0.001);
        Assert.Equal(0.6, dish.Count(CellEvent.Apoptosis) / (double)struck, Sample.Tolerance(0.6, struck));
        Assert.Equal(0.3, dish.Count(CellEvent.Necrosis) / (double)struck, Sample.Tolerance(0.3, struck));
        Assert.Equal(0.1, dish.Count(CellEvent.Senesced) / (double)struck, Sample.Tolerance(0.1, struck));
        Assert.Equal((dish.Count(CellEvent.Necrosis), dish.Count(CellEvent.Senesced)), (dish.Count(Phase.Necrotic), dish.Count(Phase.Senescent)));
        // Which outcome it was does not depend on when it struck.
        var (early, late) = (dish.Happened.Where(h => h.Time < 0.5).ToArray(), dish.Happened.Where(h => h.Time > 1.5 && h.Before.Phase == Phase.G1).ToArray());
        Assert.Equal(0.6, early.Count(h => h.Event == CellEvent.Apoptosis) / (double)early.Length, Sample.Tolerance(0.6, early.Length));
        Assert.Equal(0.6, late.Count(h => h.Event == CellEvent.Apoptosis) / (double)late.Length, Sample.Tolerance(0.6, late.Length));
    }

    [Theory]
    [InlineData(Outcome.Apoptosis, 3)]
    [InlineData(Outcome.Necrosis, 5)]
    [InlineData(Outcome.MitoticDeath, 7)]
    public void Remains_disappear_after_the_time_of_their_death(Outcome outcome, double hours)
    {
        var type = Dish.Cooper with { Clearance = new(new FixedDuration(3), new FixedDuration(5), new FixedDuration(7)) };
        var dish = new Dish(type).Harm(outcome, Phase.G1, 5, 0).Found(100).LiveUntil(30);

        Assert.Empty(dish.Cells);
        Assert.Equal(100, dish.Count(CellEvent.Cleared));
        Assert.All(dish.Happened.Where(h => h.Event == CellEvent.Cleared), h => Assert.Equal(hours, h.Time - h.Before.Entered, 9));
    }

    [Fact]
    public void A_cell_slips_out_of_mitosis_undivided_into_the_first_phase()
    {
        var dish = new Dish(Dish.Cooper).Slow(Phase.M, 0, 0).Harm(Outcome.Slippage, Phase.M, 0.1, 0).Found(2000).LiveUntil(200);
        var slipped = dish.Happened.Where(h => h.Event == CellEvent.Slipped).ToArray();

        Assert.Equal(2000, dish.Cells.Count); // nobody divides and nobody dies
        Assert.Equal(0, dish.Count(CellEvent.Divided));
        Assert.All(slipped, h => Assert.Equal((Phase.M, Phase.G1, h.Time), (h.Before.Phase, h.After.Phase, h.After.Entered)));
        Assert.All(slipped, h => Assert.True(h.After.Is(CellTraits.Tetraploid) && h.After.Id == h.Before.Id));
        // How long a cell stands the block is exponential each time: what struck is survived, and a new reserve is drawn.
        foreach (var round in slipped.GroupBy(h => h.Before.Id).SelectMany(g => g.Select((h, i) => (Round: i, Held: h.Time - h.Before.Entered))).Where(x => x.Round < 2)
            .GroupBy(x => x.Round))
            Assert.InRange(Sample.Distance([.. round.Select(x => x.Held)], t => 1 - Math.Exp(-0.1 * t)), 0, Sample.Critical(round.Count()));
    }

    [Fact]
    public void Descendants_of_a_slipped_cell_are_tetraploid_too()
    {
        var dish = new Dish(Dish.Cooper).Slow(Phase.M, 0, 0).Harm(Outcome.Slippage, Phase.M, 5, 0).Found(50).LiveUntil(27);
        dish.Harm(Outcome.Slippage, Phase.M, -5, 27).Slow(Phase.M, 1, 27).LiveUntil(60);

        Assert.Equal(100, dish.Cells.Count);
        Assert.All(dish.Cells, cell => Assert.True(cell.Is(CellTraits.Tetraploid)));
    }

    [Fact]
    public void A_cell_that_slips_after_too_long_a_mitosis_remembers_it()
    {
        var type = Dish.Cooper with { MitoticMemory = new(Threshold: 1.5, Probability: 1) };
        var dish = new Dish(type).Slow(Phase.M, 0, 0).Harm(Outcome.Slippage, Phase.M, 0.5, 0).Found(2000).LiveUntil(24);
        dish.LiveUntil(33);

        foreach (var (_, time, before, after) in dish.Happened.Where(h => h.Event == CellEvent.Slipped))
            Assert.Equal(time - before.Entered > 1.5 ? Phase.Senescent : Phase.G1, after.Phase);
        Assert.InRange(dish.Count(Phase.Senescent), 850, 1050); // e^(−0.75) of them stayed longer
    }

    [Fact]
    public void A_doomed_cell_goes_on_and_dies_at_the_end_of_its_mitosis()
    {
        var dish = new Dish(Dish.Cooper).Found(1);
        Newborn newborn = default;
        var cell = dish.Cells[0];
        var marks = new Marks(11, double.PositiveInfinity);
        Assert.Equal(CellEvent.None, dish.Life.Doom(ref cell, ref marks, dish.Here, 5));

        for (var i = 0; i < 3; i++) Assert.Equal(CellEvent.Progressed, dish.Life.Next(ref cell, ref marks, dish.Here, dish.Surroundings, 24, out _, ref newborn));
        Assert.Equal(CellEvent.MitoticDeath, dish.Life.Next(ref cell, ref marks, dish.Here, dish.Surroundings, 24, out var time, ref newborn));
        Assert.Equal((24.0, Phase.MitoticDeath), (time, cell.Phase));
    }

    [Fact]
    public void Where_death_is_prompt_a_lethal_hit_kills_at_once_and_the_remains_are_cleared()
    {
        var type = Dish.Cooper with { Radiosensitivity = new(new(0.2, 0.02), new Dictionary<Phase, double>(), 2, promptDeath: true) };
        var dish = new Dish(type).Found(1);
        var (cell, marks, newborn) = (dish.Cells[0], new Marks(11, 3), default(Newborn));

        Assert.Equal(CellEvent.Apoptosis, dish.Life.Doom(ref cell, ref marks, dish.Here, 5));
        Assert.Equal((Phase.Apoptotic, 5.0, 5f), (cell.Phase, cell.Entered, cell.HoursG1));
        Assert.Equal(CellEvent.Cleared, dish.Life.Next(ref cell, ref marks, dish.Here, dish.Surroundings, 24, out var time, ref newborn));
        Assert.Equal(5 + 8.6, time, 12);
    }

    [Fact]
    public void What_never_cycles_has_a_life_span_that_ends_in_apoptosis()
    {
        var type = new CellType { Name = "neutrophil", Cycle = null, Quiescence = new(1, new FixedDuration(158)) };
        var dish = new Dish(type).Found(10).LiveUntil(400);

        Assert.Equal(10, dish.Count(CellEvent.Apoptosis));
        Assert.All(dish.Times(CellEvent.Apoptosis), t => Assert.Equal(158, t));
        Assert.Empty(dish.Cells);
    }

    [Fact]
    public void Dead_cells_feel_no_hazard_and_make_no_progress_but_to_disappear()
    {
        var dish = Dangerous(3, Outcome.Necrosis).Found(100).LiveUntil(100);

        Assert.Equal(100, dish.Happened.Count(h => h.Event != CellEvent.Progressed));
        Assert.Equal(100, dish.Count(Phase.Necrotic));
    }

    private static Dish Dangerous(double rate, Outcome outcome)
    {
        var dish = new Dish(Dish.Cooper);
        for (var phase = Phase.G0; phase < Phase.Senescent; phase++) dish.Harm(outcome, phase, rate, 0);
        return dish;
    }
}

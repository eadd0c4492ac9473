using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;
using Sintropia.Biology.Tests.Chance;
using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Tests.Cells;

/// <content>Checkpoints.</content>
public sealed partial class CellLifeTests
{
    [Fact]
    public void The_share_of_cells_held_is_the_level()
    {
        var dish = new Dish(Dish.Cooper).Hold(Phase.G1, 0.3, 0).Found(Many).LiveUntil(15);
        var held = dish.Cells.Count(c => c.Is(CellTraits.Held));

        Assert.Equal(0.3, held / (double)Many, Sample.Tolerance(0.3, Many));
        Assert.Equal(Many - held, dish.Count(Phase.S));
        Assert.All(dish.Times(CellEvent.Held), t => Assert.Equal(11, t));
    }

    [Fact]
    public void A_full_block_lets_nobody_pass_and_none_holds_nobody()
    {
        Assert.Equal(1000, new Dish(Dish.Cooper).Hold(Phase.G1, 1, 0).Found(1000).LiveUntil(100).Count(Phase.G1));
        Assert.Equal(0, new Dish(Dish.Cooper).Hold(Phase.G1, 0, 0).Found(1000).LiveUntil(15).Count(Phase.G1));
    }

    [Fact]
    public void Held_cells_go_on_at_the_moment_when_the_level_falls_below_their_tolerance()
    {
        var dish = new Dish(Dish.Cooper).Hold(Phase.G1, 0.8, 0).Found(Many).LiveUntil(14).Hold(Phase.G1, 0.3, 14).LiveUntil(16).Hold(Phase.G1, 0, 16).LiveUntil(17);

        var left = dish.Happened.Where(h => h is { Event: CellEvent.Progressed, Before.Phase: Phase.G1 }).GroupBy(h => h.Time)
            .ToDictionary(g => g.Key, g => g.Count() / (double)Many);
        Assert.Equal([11, 14, 16], left.Keys.Order());
        Assert.Equal(0.2, left[11], Sample.Tolerance(0.2, Many));
        Assert.Equal(0.5, left[14], Sample.Tolerance(0.5, Many));
        Assert.Equal(0.3, left[16], Sample.Tolerance(0.3, Many));
        Assert.DoesNotContain(dish.Cells, c => c.Is(CellTraits.Held));
    }

    [Fact]
    public void Who_passes_at_a_level_passes_at_every_lower_one()
    {
        CellId[] Passed(double level) => [.. new Dish(Dish.Cooper).Hold(Phase.G1, level, 0).Found(2000).LiveUntil(15).Cells.Where(c => c.Phase == Phase.S).Select(c => c.Id)];

        var many = Passed(0.4).ToHashSet();
        Assert.All(Passed(0.7), id => Assert.Contains(id, many));
    }

    [Fact]
    public void A_cell_has_one_tolerance_to_an_agent_for_life_and_behind_every_phase()
    {
        var dish = new Dish(Dish.Cooper).Hold(Phase.G1, 0.5, 0);
        dish.Here.Gates[(int)Phase.G2] = [new(0, 0.5)];
        dish.Found(2000).LiveUntil(23.5);

        Assert.Equal(0, dish.Count(Phase.G2)); // who passed G1 passes G2
        Assert.InRange(dish.Count(Phase.M), 900, 1100);
    }

    [Fact]
    public void Tolerances_to_two_agents_are_independent()
    {
        var dish = new Dish(Dish.Cooper);
        dish.Here.Gates[(int)Phase.G1] = [new(0, 0.5), new(1, 0.5)];
        dish.Found(Many).LiveUntil(15);

        Assert.Equal(0.25, dish.Count(Phase.S) / (double)Many, Sample.Tolerance(0.25, Many));
    }

    [Fact]
    public void Daughters_draw_tolerances_of_their_own()
    {
        var dish = new Dish(Dish.Cooper).Hold(Phase.G1, 0.5, 0).Found(Many).LiveUntil(36);
        var daughters = dish.Cells.Where(c => c.Generation == 1).ToArray();

        Assert.Equal(0.5, daughters.Count(c => c.Is(CellTraits.Held)) / (double)daughters.Length, Sample.Tolerance(0.5, daughters.Length));
        Assert.DoesNotContain(daughters, c => c.Is(CellTraits.Held) && c.Phase != Phase.G1);
    }

    [Fact]
    public void Held_cells_can_still_die()
    {
        var dish = new Dish(Dish.Cooper).Hold(Phase.G1, 1, 0).Found(Many).LiveUntil(12).Harm(Outcome.Apoptosis, Phase.G1, 0.1, 12).LiveUntil(16);

        Assert.Equal(Math.Exp(-0.4), dish.Count(Phase.G1) / (double)Many, Sample.Tolerance(0.67, Many));
        Assert.All(dish.Cells.Where(c => c.Phase == Phase.Apoptotic), c => Assert.False(c.Is(CellTraits.Held)));
        Assert.Equal(0, dish.LiveUntil(200).Count(Phase.Apoptotic));
    }

    [Fact]
    public void A_held_cell_that_a_lethal_hit_kills_at_once_disappears_like_any_other()
    {
        var type = Dish.Cooper with { Radiosensitivity = new(new(0.2, 0.02), new Dictionary<Phase, double>(), 2, promptDeath: true) };
        var dish = new Dish(type).Hold(Phase.G1, 1, 0).Found(1).LiveUntil(12);
        var (cell, marks, newborn) = (dish.Cells[0], default(Marks), default(Newborn));
        Assert.True(cell.Is(CellTraits.Held));

        Assert.Equal(CellEvent.Apoptosis, dish.Life.Doom(ref cell, ref marks, dish.Here, 12));
        Assert.False(cell.Is(CellTraits.Held));
        Assert.Equal(CellEvent.Cleared, dish.Life.Next(ref cell, ref marks, dish.Here, dish.Surroundings, 100, out var time, ref newborn));
        Assert.Equal(12 + 8.6, time, 12);
    }
}

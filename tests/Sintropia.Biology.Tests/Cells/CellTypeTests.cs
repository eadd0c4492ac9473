using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Tests.Cells;

public sealed class CellTypeTests
{
    [Fact]
    public void Every_phase_a_cell_can_be_in_has_a_law()
    {
        var type = Dish.Cooper with { Quiescence = new(0.3, new ExponentialDuration(20)) };

        Assert.Equal(
            [20, 11, 8, 4, 1, double.PositiveInfinity, 8.6, 60 * 24, 8.6],
            Phases.All.Select(phase => type.Law(phase).Mean));
    }

    [Fact]
    public void Rest_and_G1_listen_to_the_early_pace_and_the_others_to_the_late_one()
    {
        var (early, late) = (new HeritablePace(0.3, 0.6, PaceReading.Rank), new HeritablePace(0.1, 0.6, PaceReading.Rank));
        var type = Dish.Cooper with { EarlyPace = early, LatePace = late };

        Assert.Equal([early, early, late, late, late], Phases.All.Take(5).Select(type.Pace));
    }

    [Fact]
    public void Nothing_is_inherited_kills_or_rests_unless_it_is_said()
    {
        var type = new CellType { Name = "t", Cycle = null };

        Assert.Null(type.EarlyPace);
        Assert.Null(type.LatePace);
        Assert.Empty(type.Hazards);
        Assert.Equal(0, type.Quiescence.Probability);
        Assert.Null(type.MitoticMemory);
        Assert.Null(type.Radiosensitivity);
        Assert.Empty(type.Hierarchy.Fates);
    }
}

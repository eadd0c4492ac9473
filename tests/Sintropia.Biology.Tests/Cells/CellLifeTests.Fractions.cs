using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Interventions;
using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Tests.Cells;

public sealed partial class CellLifeTests
{
    private static readonly CellType Line = new() { Name = "line", Cycle = new([new(Phase.G1, new FixedDuration(10))]) };

    [Fact]
    public void A_cell_that_is_chosen_keeps_what_is_left_of_its_work_and_of_its_reserve()
    {
        var (life, surroundings) = (new CellLife([Line], new Draws(1)), new Surroundings(1));
        var (before, after) = (new Microenvironment(0), new Microenvironment(0));
        surroundings.Add(0, 0, before);
        surroundings.Add(0, 1, after);
        before.Progress[(int)Phase.G1] = new(0, 0, 1);
        before.Hazard[(int)Phase.G1] = new(0, 0, 0.1);
        after.Progress[(int)Phase.G1] = new(0, 3, 0.5); // another past, as after an earlier intervention
        after.Hazard[(int)Phase.G1] = new(0, 7, 0.2);
        var cell = new Cell { Id = CellId.Founder(0, 0), Phase = Phase.G1 };
        var marks = new Marks(Due: 10, Fatal: 2);

        life.Choose(ref cell, ref marks, Target.Organism, intervention: 0, bit: 0, surroundings, time: 4);

        Assert.Equal(1, cell.Subset);
        Assert.Equal(6, marks.Due - after.Progress[(int)Phase.G1].At(4), 12); // 4 h of 10 are done
        Assert.Equal(1.6, marks.Fatal - after.Hazard[(int)Phase.G1].At(4), 12); // 0.4 of 2 is spent
    }

    [Fact]
    public void A_cell_that_is_passed_by_stays_as_it_is()
    {
        var (life, surroundings) = (new CellLife([Line], new Draws(1)), new Surroundings(1));
        surroundings.Add(0, 0, new(0));
        surroundings.Add(0, 1, new(0));
        var chosen = 0;
        for (var i = 0; i < 1000; i++)
        {
            var cell = new Cell { Id = CellId.Founder(0, (ulong)i), Phase = Phase.G1 };
            var marks = new Marks(10, 2);
            life.Choose(ref cell, ref marks, new Target(Fraction: 0.3), 0, 0, surroundings, 4);
            Assert.Equal(new Marks(10, 2), marks);
            chosen += cell.Subset;
        }

        Assert.InRange(chosen, 250, 350);
    }

    [Fact]
    public void Radiation_hits_no_remains()
    {
        var life = new CellLife([Line], new Draws(1));
        var cell = new Cell { Id = CellId.Founder(0, 0), Phase = Phase.Apoptotic };
        var marks = new Marks(10, double.PositiveInfinity);

        Assert.Equal(CellEvent.None, life.Irradiate(ref cell, ref marks, lethal: 1, pulse: 0, new(0), time: 4));
        Assert.False(cell.Is(CellTraits.Doomed));
    }
}

using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;

namespace Sintropia.Biology.Tests.Expression;

public sealed class MeasuredCellsTests
{
    private const PhaseSet Early = PhaseSet.G0 | PhaseSet.G1, Late = PhaseSet.G2 | PhaseSet.M;
    private static readonly MeasuredCells Six = new(2, [1, 10, 3, 10, 5, 20, 7, 40, 9, 60, 11, 50], [Early, Early, PhaseSet.S, Late, Late, Late]);

    [Fact]
    public void Fewer_founders_than_cells_are_all_different_and_more_come_from_every_cell_as_often_as_from_any()
    {
        var few = Six.Draw(new(1), 0, 4);
        Assert.Equal(4, Enumerable.Range(0, 4).Select(i => few.State(i)[0]).Distinct().Count());

        var many = Six.Draw(new(1), 0, 20);
        var used = Enumerable.Range(0, 20).GroupBy(i => many.State(i)[0]).Select(g => g.Count()).Order();
        Assert.Equal([3, 3, 3, 3, 4, 4], used);
        // Who asks for more keeps those that it had.
        for (var i = 0; i < 4; i++) Assert.Equal(few.State(i)[0], many.State(i)[0]);
    }

    [Fact]
    public void Populations_and_seeds_draw_orders_of_their_own_and_the_same_ones_again()
    {
        var cells = new MeasuredCells(1, [.. Enumerable.Range(0, 100).Select(i => (float)i)], [.. Enumerable.Repeat(PhaseSet.S, 100)]);
        Assert.Equal(cells.Draw(new(1), 0, 100).Order, cells.Draw(new(1), 0, 100).Order);
        Assert.NotEqual(cells.Draw(new(1), 0, 100).Order, cells.Draw(new(1), 1, 100).Order);
        Assert.NotEqual(cells.Draw(new(1), 0, 100).Order, cells.Draw(new(2), 0, 100).Order);
        Assert.Equal(Enumerable.Range(0, 100), cells.Draw(new(1), 0, 100).Order.Order());
    }

    [Fact]
    public void A_programme_is_the_mean_of_the_cells_that_can_have_been_in_the_phase()
    {
        var programme = PhaseProgramme.Of("t", Six);
        Assert.Equal([2f, 10f], programme.In(Phase.G1).ToArray());
        Assert.Equal([2f, 10f], programme.In(Phase.G0).ToArray());
        Assert.Equal([5f, 20f], programme.In(Phase.S).ToArray());
        Assert.Equal([9f, 50f], programme.In(Phase.G2).ToArray());
        Assert.Equal([9f, 50f], programme.In(Phase.M).ToArray());
        Assert.Equal([2f, 10f], programme.In(Phase.Senescent).ToArray());
    }

    [Fact]
    public void A_phase_that_nobody_was_in_takes_what_its_neighbour_has()
    {
        var programme = PhaseProgramme.Of("t", new(1, [1, 5], [PhaseSet.G1, PhaseSet.G2]));
        Assert.Equal(1, programme.In(Phase.G0)[0]);
        Assert.Equal(5, programme.In(Phase.M)[0]);
        Assert.Equal(3, programme.In(Phase.S)[0]);
    }

    [Fact]
    public void The_spread_is_what_is_left_within_phases()
    {
        var spread = PhaseProgramme.Spread([(Six, PhaseProgramme.Of("t", Six))]);
        // Six cells and three means: (1 + 1 + 0 + 4 + 0 + 4)/3 and (0 + 0 + 0 + 100 + 100 + 0)/3.
        Assert.Equal(Math.Sqrt(10 / 3.0), spread[0], 1e-12);
        Assert.Equal(Math.Sqrt(200 / 3.0), spread[1], 1e-12);
        var alone = new MeasuredCells(1, [4], [PhaseSet.S]);
        Assert.Equal([0.0], PhaseProgramme.Spread([(alone, PhaseProgramme.Of("t", alone))]));
    }

    [Fact]
    public void A_measured_founder_stands_in_a_phase_in_which_it_was_met()
    {
        var life = new CellLife([Cells.Dish.Cooper], new Draws(7));
        var founders = new Founders(life, 0, Founding.Asynchronous);
        var drawn = Six.Draw(life.Draws, 0, 600);
        var seen = new HashSet<Phase>();
        for (var i = 0; i < 600; i++)
        {
            var cell = founders.Make(CellId.Founder(0, (ulong)i), (uint)i, new(0), 0, drawn.Stage(i), out _);
            Assert.True(drawn.Stage(i).Has(cell.Phase));
            seen.Add(cell.Phase);
        }

        Assert.Equal([Phase.G1, Phase.S, Phase.G2, Phase.M], seen.Order());
    }

    [Fact]
    public void What_sets_a_cell_apart_says_nothing_of_where_in_the_cycle_it_stood()
    {
        // Three dimensions: two that phases move, one that they do not; cells differ in all of them.
        var draws = new Draws(3);
        var stages = Enumerable.Range(0, 600).Select(i => (PhaseSet[])[Early, PhaseSet.S, Late]).Select((s, i) => s[i % 3]).ToArray();
        var states = new float[1800];
        for (var i = 0; i < 600; i++)
        {
            var (a, b) = draws.Normals(CellId.Founder(0, (ulong)i), Purpose.FounderResidual, 0);
            var (c, _) = draws.Normals(CellId.Founder(0, (ulong)i), Purpose.FounderResidual, 1);
            (states[3 * i], states[3 * i + 1], states[3 * i + 2]) = ((float)a + i % 3 * 4, (float)b + (i % 3 == 1 ? 5 : 0), (float)c);
        }

        var cells = new MeasuredCells(3, states, stages);
        var programme = PhaseProgramme.Of("t", cells);
        var spread = PhaseProgramme.Spread([(cells, programme)]);
        Assert.Equal(2, new CyclePlane(programme, spread).Dimensions);
        var beyond = cells.Beyond(programme, spread);
        double along = 0, across = 0;
        for (var i = 0; i < 600; i++)
        {
            var residual = beyond.Residual(i);
            along = Math.Max(along, Math.Max(Math.Abs(residual[0]), Math.Abs(residual[1])) - 0.2 * Math.Abs(residual[2])); // the plane leans a little into the third dimension, as means of 200 cells do
            across += residual[2] * residual[2] / 600;
            Assert.Equal(states[(3 * i)..(3 * i + 3)], beyond.State(i).ToArray());
        }

        Assert.InRange(along, 0, 0.1);
        Assert.InRange(across, 0.8, 1.2);
        Assert.Throws<InvalidOperationException>(() => cells.Residual(0).Length);
        Assert.Equal(Math.Sqrt(across), MeasuredCells.Spread([beyond])[2], 1e-6);
    }

    [Fact]
    public void Cells_of_one_phase_keep_all_that_sets_them_apart()
    {
        var cells = new MeasuredCells(2, [1, 2, 3, 6], [PhaseSet.G0, PhaseSet.G0]);
        var programme = PhaseProgramme.Of("t", cells);
        var beyond = cells.Beyond(programme, PhaseProgramme.Spread([(cells, programme)]));
        Assert.Equal([-1f, -2f], beyond.Residual(0).ToArray());
        Assert.Equal([1f, 2f], beyond.Residual(1).ToArray());
    }

    [Fact]
    public void Phases_that_a_founder_can_be_in_share_it_as_a_growing_culture_does()
    {
        var life = new CellLife([Cells.Dish.Cooper], new Draws(7));
        var founders = new Founders(life, 0, Founding.Asynchronous);
        var fractions = StableGrowth.Of(Cells.Dish.Cooper).Fractions;
        var mitotic = Enumerable.Range(0, 20_000).Count(i => founders.Make(CellId.Founder(0, (ulong)i), 0, new(0), 0, Late, out _).Phase == Phase.M) / 20_000.0;
        var expected = fractions[(int)Phase.M] / (fractions[(int)Phase.G2] + fractions[(int)Phase.M]);
        Assert.Equal(expected, mitotic, 4 * Math.Sqrt(expected * (1 - expected) / 20_000));
    }

    [Fact]
    public void A_type_that_is_never_in_a_phase_cannot_be_founded_there()
    {
        var noS = new CellType { Name = "two", Cycle = new([new(Phase.G1, new FixedDuration(10)), new(Phase.G2, new FixedDuration(2))]) };
        var founders = new Founders(new CellLife([noS], new Draws(7)), 0, Founding.Asynchronous);
        Assert.Contains("No cell of type two is ever in S", Assert.Throws<ArgumentException>(() => founders.Make(CellId.Founder(0, 0), 0, new(0), 0, PhaseSet.S, out _)).Message);
    }

    [Fact]
    public void What_is_no_state_is_refused()
    {
        Assert.Contains("Cell 1 expresses NaN in dimension 0", Assert.Throws<ArgumentException>(() => new MeasuredCells(2, [1, 2, float.NaN, 3], [PhaseSet.S, PhaseSet.S])).Message);
        Assert.Contains("no cells", Assert.Throws<ArgumentException>(() => new MeasuredCells(2, [], [])).Message);
        Assert.Contains("are 4 numbers, and 3", Assert.Throws<ArgumentException>(() => new MeasuredCells(2, [1, 2, 3], [PhaseSet.S, PhaseSet.S])).Message);
    }
}

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
    public void A_measured_founder_stands_in_a_phase_in_which_it_was_met_and_expresses_what_was_measured()
    {
        var life = new CellLife([Cells.Dish.Cooper], new Draws(7)) { Expression = new(new() { Predictor = "x", Dimensions = 2, HalfLives = [6], Programmes = [PhaseProgramme.Of("t", Six)] }, [Cells.Dish.Cooper], new(7)) };
        var founders = new Founders(life, 0, Founding.Asynchronous);
        var drawn = Six.Draw(life.Draws, 0, 600);
        var seen = new HashSet<Phase>();
        Span<float> residual = stackalloc float[2], state = stackalloc float[2];
        for (var i = 0; i < 600; i++)
        {
            var cell = founders.Make(CellId.Founder(0, (ulong)i), (uint)i, new(0), 0, drawn.Stage(i), out _);
            Assert.True(drawn.Stage(i).Has(cell.Phase));
            seen.Add(cell.Phase);
            life.Expression!.Found(cell.Type, cell.Phase, drawn.State(i), residual);
            life.Expression.Unperturbed(cell.Type, cell.Phase, residual, state);
            Assert.Equal(drawn.State(i).ToArray(), state.ToArray());
        }

        Assert.Equal([Phase.G1, Phase.S, Phase.G2, Phase.M], seen.Order());
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

using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Grains.Cells;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Grains.Tests.Cells;

public sealed class CellBytesTests
{
    private static readonly CellLife Silent = Life(listening: false), Listening = Life(listening: true);

    private static readonly Cell Cell = new() { Id = CellId.Founder(1, 7), Phase = Phase.S, Generation = 3, Clone = 9, Birth = 1.5, Entered = 2.25 };

    [Fact]
    public void A_cell_reads_back_as_it_was_written()
    {
        var bytes = CellBytes.Of(in Cell, new Marks(4.5, double.PositiveInfinity), null);

        Assert.Equal(Cell.Id, CellBytes.State(bytes).Id);
        Assert.Equal((Cell.Phase, Cell.Generation, Cell.Clone, Cell.Birth, Cell.Entered), (CellBytes.State(bytes).Phase, CellBytes.State(bytes).Generation, CellBytes.State(bytes).Clone, CellBytes.State(bytes).Birth, CellBytes.State(bytes).Entered));
        Assert.Equal(new Marks(4.5, double.PositiveInfinity), CellBytes.Marks(bytes));
        Assert.Null(CellBytes.Expression(bytes, Silent));
    }

    [Fact]
    public void What_a_cell_expresses_reads_back_as_it_was_written()
    {
        var expression = new ExpressedState(16) { Asked = new(17, 3, 2) };
        (expression.Residual[0], expression.Present[7], expression.Settled[15]) = (1.5f, -2, float.Epsilon);

        var read = CellBytes.Expression(CellBytes.Of(in Cell, default, expression), Listening)!;

        Assert.Equal(expression.Residual, read.Residual);
        Assert.Equal(expression.Present, read.Present);
        Assert.Equal(expression.Settled, read.Settled);
        Assert.Equal(expression.Asked, read.Asked);
    }

    [Fact]
    public void Cells_of_another_form_are_refused()
    {
        var silent = CellBytes.Of(in Cell, default, null);
        var listening = CellBytes.Of(in Cell, default, new ExpressedState(16));

        Assert.Contains("one version", Assert.Throws<InvalidDataException>(() => CellBytes.State(silent[..^1])).Message, StringComparison.Ordinal);
        Assert.Contains("one version", Assert.Throws<InvalidDataException>(() => CellBytes.Expression(silent, Listening)).Message, StringComparison.Ordinal);
        Assert.Contains("one version", Assert.Throws<InvalidDataException>(() => CellBytes.Expression(listening, Silent)).Message, StringComparison.Ordinal);
        Assert.Contains("one version", Assert.Throws<InvalidDataException>(() => CellBytes.Expression(CellBytes.Of(in Cell, default, new ExpressedState(17)), Listening)).Message, StringComparison.Ordinal);
    }

    private static CellLife Life(bool listening) => Dish.Plan(listening: listening).Organism("control", 1).Life();
}

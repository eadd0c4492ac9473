using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Tests.Cycle;

public sealed class FixedDurationTests
{
    [Fact]
    public void Every_cell_takes_exactly_the_same_time() =>
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(8, new FixedDuration(8).Draw(new Draws(1), CellId.Founder(0, (ulong)i), Purpose.Work, 0)));

    [Fact]
    public void All_cells_leave_at_once()
    {
        Assert.Equal(1, new FixedDuration(8).Survival(Math.BitDecrement(8.0)));
        Assert.Equal(0, new FixedDuration(8).Survival(8));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_duration_is_a_positive_number_of_hours(double hours)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new FixedDuration(hours));

        Assert.Contains($"duration = {hours} h. Give a positive number of hours.", error.Message);
    }
}

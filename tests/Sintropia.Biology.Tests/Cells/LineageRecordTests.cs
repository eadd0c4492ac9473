using Sintropia.Biology.Cells;

namespace Sintropia.Biology.Tests.Cells;

public sealed class LineageRecordTests
{
    [Fact]
    public void Records_are_ordered_by_end_and_then_by_identity()
    {
        LineageRecord[] ascending = [Record(9, end: 1), Record(1, end: 2), Record(2, end: 2), Record(0, end: 3)];

        Assert.Equal(ascending.Select(r => r.Cell.Id), ascending.Reverse().Order().Select(r => r.Cell.Id));
    }

    private static LineageRecord Record(ulong low, double end) => new(new() { Id = new(0, low) }, end, CellEvent.Divided);
}

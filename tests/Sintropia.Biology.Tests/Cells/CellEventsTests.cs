using Sintropia.Biology.Cells;
using Sintropia.Biology.Death;

namespace Sintropia.Biology.Tests.Cells;

public sealed class CellEventsTests
{
    [Fact]
    public void There_are_as_many_events_as_counted() => Assert.Equal(CellEvents.Count, Enum.GetValues<CellEvent>().Length);

    [Fact]
    public void Dividing_and_dying_end_a_life_and_nothing_else_does() => Assert.Equal(
        [CellEvent.Divided, CellEvent.Apoptosis, CellEvent.Necrosis, CellEvent.MitoticDeath], Enum.GetValues<CellEvent>().Where(e => e.EndsLife()));

    [Fact]
    public void Tables_name_events_as_scenarios_name_the_outcomes_that_lead_to_them()
    {
        Assert.Equal("divisions", CellEvent.Divided.Name());
        Assert.Null(CellEvent.Progressed.Name());
        foreach (var outcome in Enum.GetValues<Outcome>())
            Assert.Equal(outcome.Name(), outcome.Event().Name());
    }
}

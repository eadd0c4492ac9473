using Sintropia.Evaluation.Lineages;

namespace Sintropia.Evaluation.Tests.Lineages;

public sealed class ObservationWindowTests
{
    private static LineageCell Cell(string id, string? parent, double birth, ObservedFate fate, params (string Phase, double Hours)[] phases) => new(
        id, parent, "1", 1, birth, birth + phases.Sum(p => p.Hours), fate, [.. phases.Select(p => new PhaseDuration(p.Phase, p.Hours, PhaseEnd.Completed, true))]);

    private static readonly LineageTable Table = new(
    [
        Cell("gone", null, -30, ObservedFate.Divided, ("G1", 10), ("S", 10)),
        Cell("founder", "gone", -10, ObservedFate.Divided, ("G1", 4), ("S", 9.3)),
        Cell("daughter", "founder", 3.3, ObservedFate.Divided, ("G1", 10.1), ("S", 8)),
        Cell("granddaughter", "daughter", 21.4, ObservedFate.Divided, ("G1", 5), ("S", 9)),
        Cell("later", "granddaughter", 35.4, ObservedFate.Divided, ("G1", 5), ("S", 9)),
    ]);

    [Fact]
    public void Who_lived_before_or_after_the_film_is_not_seen() =>
        Assert.Equal(["founder", "daughter", "granddaughter"], new ObservationWindow(0, 30).See(Table).Cells.Select(c => c.Id));

    [Fact]
    public void A_founder_has_no_known_mother_or_birth_and_lost_the_start_of_her_phase()
    {
        var founder = new ObservationWindow(0, 30).See(Table).Cells.First();
        Assert.Equal((null, null), (founder.Parent, founder.BirthHours));
        var phase = Assert.Single(founder.Phases); // G1 was over before the first frame
        Assert.Equal(("S", PhaseEnd.Completed, false), (phase.Phase, phase.End, phase.StartSeen));
        Assert.Equal(3.3, phase.Hours, 12);
    }

    [Fact]
    public void The_last_frame_censors_the_phase_it_falls_in()
    {
        var last = new ObservationWindow(0, 30).See(Table).Cells.Last();
        Assert.Equal((ObservedFate.Alive, PhaseEnd.Completed, PhaseEnd.Censored), (last.Fate, last.Phase("G1")!.Value.End, last.Phase("S")!.Value.End));
        Assert.Equal(30 - 26.4, last.Phase("S")!.Value.Hours, 12);
    }

    [Fact]
    public void Events_show_on_the_next_frame()
    {
        var daughter = new ObservationWindow(0, 30, 0.5).See(Table).Cells.Single(c => c.Id == "daughter");
        Assert.Equal(3.5, daughter.BirthHours);
        Assert.Equal(13.5 - 3.5, daughter.Phase("G1")!.Value.Hours, 12); // born 3.3, into S at 13.4
        Assert.Equal(21.5 - 13.5, daughter.Phase("S")!.Value.Hours, 12);
    }

    [Fact]
    public void A_cell_without_a_time_of_birth_has_no_place_in_a_window() =>
        Assert.Throws<ArgumentException>(() => new ObservationWindow(0, 5).See(new LineageTable([Table.Cells.First() with { BirthHours = null }])));
}

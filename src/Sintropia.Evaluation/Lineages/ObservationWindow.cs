namespace Sintropia.Evaluation.Lineages;

/// <summary>What a microscope would have seen of lineages known in full: nothing before the first frame or after the last, and times only to a frame. It makes simulated
/// lineages comparable with filmed ones.</summary>
/// <param name="FromHours">Time of the first frame, h.</param>
/// <param name="UntilHours">Time of the last frame, h.</param>
/// <param name="FrameHours">Time between frames, h; an event shows on the first frame after it. 0 keeps exact times.</param>
public readonly record struct ObservationWindow(double FromHours, double UntilHours, double FrameHours = 0)
{
    /// <summary>The cells seen in the window. A phase already running at the first frame loses its start, one still running at the last frame its end; a mother who was gone
    /// before the first frame is unknown.</summary>
    /// <exception cref="ArgumentException">A cell has no time of birth, or the window ends before it begins.</exception>
    public LineageTable See(LineageTable lineages)
    {
        ArgumentNullException.ThrowIfNull(lineages);
        if (!(UntilHours > FromHours && FrameHours >= 0))
            throw new ArgumentException($"A window from {FromHours} h to {UntilHours} h with a frame every {FrameHours} h shows nothing. It has to end after it begins.");
        var window = this;
        return new([.. lineages.Lineages.Select(window.See).Where(l => l.Cells.Count > 0)]);
    }

    private Lineage See(Lineage lineage)
    {
        var cells = new List<LineageCell>();
        foreach (var cell in lineage.Cells)
        {
            var birth = cell.BirthHours ?? throw new ArgumentException($"Cell '{cell.Id}' of lineage '{cell.Lineage}' has no time of birth, so it cannot be placed in a window.");
            var end = cell.EndHours ?? birth + cell.Phases.Sum(p => p.Hours);
            if (end <= FromHours || birth >= UntilHours) continue;
            cells.Add(cell with
            {
                BirthHours = birth < FromHours ? null : Frame(birth),
                EndHours = Math.Min(Frame(end), UntilHours),
                Fate = end > UntilHours ? ObservedFate.Alive : cell.Fate,
                Phases = Phases(cell, birth),
                Parent = birth <= FromHours ? null : cell.Parent, // the mother divided before anybody looked
            });
        }

        return new(lineage.Key, cells);
    }

    private List<PhaseDuration> Phases(LineageCell cell, double birth)
    {
        var seen = new List<PhaseDuration>();
        var start = birth;
        foreach (var phase in cell.Phases)
        {
            var end = start + phase.Hours;
            if (end > FromHours && start < UntilHours)
            {
                var hours = Math.Min(Frame(end), UntilHours) - (start < FromHours ? FromHours : Math.Min(Frame(start), UntilHours));
                seen.Add(new(phase.Phase, hours, end > UntilHours ? PhaseEnd.Censored : phase.End, phase.StartSeen && start >= FromHours));
            }

            start = end;
        }

        return seen;
    }

    private double Frame(double time) => FrameHours == 0 ? time : FromHours + Math.Ceiling((time - FromHours) / FrameHours - 1e-9) * FrameHours;
}

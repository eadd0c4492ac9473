namespace Sintropia.Client.Runs;

/// <summary>Something that a run told.</summary>
/// <param name="Id">Its id, to go on after it; null for a gap.</param>
/// <param name="Position">How far the run was; null for a gap.</param>
/// <param name="Missed">Of a gap, how many events before the next are no longer kept, or null where that is not known. Each event holds the whole state, so nothing but its course is lost.</param>
public sealed record RunEvent(string? Id, RunPosition? Position, long? Missed)
{
    /// <summary>Whether events are missing here.</summary>
    public bool IsGap => Position is null;
}

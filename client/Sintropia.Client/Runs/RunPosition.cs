namespace Sintropia.Client.Runs;

/// <summary>How far a run is.</summary>
/// <param name="Status">Waiting, under way, held, or how it ended.</param>
/// <param name="Part">Which part is under way, 1 for the first.</param>
/// <param name="Parts">Parts in all: conditions × replicates.</param>
/// <param name="Condition">Its condition; empty before the first.</param>
/// <param name="Replicate">Its replicate.</param>
/// <param name="TimeH">Simulated time of that part, h.</param>
/// <param name="DurationH">Its end, h.</param>
/// <param name="Living">Living cells.</param>
/// <param name="Divisions">Divisions so far.</param>
/// <param name="Deaths">Deaths so far.</param>
/// <param name="Done">Share of the whole run that is done, 0 to 1.</param>
/// <param name="WallSeconds">Wall time so far, s.</param>
/// <param name="UpdatesPerSecond">Updates that an engine with 6-minute steps would have made, per second.</param>
/// <param name="Note">Something to tell; null for nothing.</param>
public sealed record RunPosition(
    RunStatus Status, int Part, int Parts, string Condition, int Replicate, double TimeH, double DurationH, long Living, long Divisions, long Deaths, double Done, double WallSeconds, double UpdatesPerSecond, string? Note = null)
{
    /// <summary>Whether nothing more will come.</summary>
    public bool HasEnded => Status is RunStatus.Completed or RunStatus.Cancelled or RunStatus.Failed;
}

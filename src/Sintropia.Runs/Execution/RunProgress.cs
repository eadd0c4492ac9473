using Sintropia.Runs.Results;

namespace Sintropia.Runs.Execution;

/// <summary>How far a run is.</summary>
/// <param name="Status">Under way, paused or at an end.</param>
/// <param name="Part">Which part is under way, 1 for the first.</param>
/// <param name="Parts">Parts in all: conditions × replicates.</param>
/// <param name="Condition">Its condition.</param>
/// <param name="Replicate">Its replicate.</param>
/// <param name="Time">Simulated time of that part, h.</param>
/// <param name="Duration">Its end, h.</param>
/// <param name="Living">Living cells.</param>
/// <param name="Divisions">Divisions so far.</param>
/// <param name="Deaths">Deaths so far.</param>
/// <param name="Done">Share of the whole run that is done, 0 to 1, by simulated time.</param>
/// <param name="Effort">Cost so far.</param>
/// <param name="Note">Something to tell, such as a checkpoint; null for nothing.</param>
public sealed record RunProgress(RunStatus Status, int Part, int Parts, string Condition, int Replicate, double Time, double Duration, long Living, long Divisions, long Deaths, double Done, Effort Effort, string? Note = null);

using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Schedules;

/// <summary>A candidate at the end of a race.</summary>
/// <param name="Candidate">Its number.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="Replicates">How many it lived through.</param>
/// <param name="Cost">Mean of what is to be small.</param>
/// <param name="Behind">Mean of its cost less the leader's over replicates that share draws, with an interval that holds for all candidates and looks together; NaN where there is no leader.</param>
/// <param name="Margins">Of each limit the mean room to it, negative where it is broken, with such an interval.</param>
public sealed record RaceEntry(int Candidate, Standing Standing, int Replicates, double Cost, Interval Behind, IReadOnlyList<Interval> Margins);

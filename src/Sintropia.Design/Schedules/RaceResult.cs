namespace Sintropia.Design.Schedules;

/// <summary>What a race came to.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Entries">All candidates, those that may be the best first, each group by its mean.</param>
/// <param name="Trials">Replicates of all candidates together.</param>
public sealed record RaceResult(RaceEnd End, IReadOnlyList<RaceEntry> Entries, int Trials)
{
    /// <summary>The candidate with the best mean among those that may be the best; null where none keeps the limits.</summary>
    public RaceEntry? Leader => Entries.FirstOrDefault(e => e.Standing is Standing.Best or Standing.Leading);

    /// <summary>Those that may be the best: the leader and what cannot be told apart from it.</summary>
    public IReadOnlyList<RaceEntry> Left => [.. Entries.Where(e => e.Standing is Standing.Best or Standing.Leading or Standing.Level or Standing.Undecided)];
}

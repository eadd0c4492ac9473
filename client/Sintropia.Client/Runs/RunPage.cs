namespace Sintropia.Client.Runs;

/// <summary>A page of the list of runs, the newest first.</summary>
/// <param name="Items">The runs.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Next">What to ask the next page after; null on the last.</param>
public sealed record RunPage(IReadOnlyList<Run> Items, int Total, string? Next);

namespace Sintropia.Web.Runs;

/// <summary>A page of the list of runs, the newest first.</summary>
/// <param name="Items">The runs.</param>
/// <param name="Total">How many there are with these properties, on all pages.</param>
/// <param name="Next">The `after` of the next page; null on the last.</param>
public sealed record RunPage(IReadOnlyList<RunSummary> Items, int Total, string? Next);

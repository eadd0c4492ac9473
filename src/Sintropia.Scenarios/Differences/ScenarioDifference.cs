namespace Sintropia.Scenarios.Differences;

/// <summary>A place at which scenarios differ.</summary>
/// <param name="Path">Where: keys joined by points, places in lists in brackets.</param>
/// <param name="Values">What stands there in each scenario; null where nothing does.</param>
public sealed record ScenarioDifference(string Path, IReadOnlyList<string?> Values);

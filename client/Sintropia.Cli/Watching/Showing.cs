namespace Sintropia.Cli.Watching;

/// <summary>What a run shows of itself.</summary>
/// <param name="Json">Objects for programs.</param>
/// <param name="Quiet">Nothing but problems.</param>
/// <param name="Report">Whether `report.html` is written at the end.</param>
internal sealed record Showing(bool Json, bool Quiet, bool Report);

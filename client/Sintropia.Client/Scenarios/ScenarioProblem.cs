namespace Sintropia.Client.Scenarios;

/// <summary>Something in a scenario that is wrong, or that deserves a warning.</summary>
/// <param name="Severity">error or warning.</param>
/// <param name="File">The file, as it was sent.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Column">Column from 1.</param>
/// <param name="Path">Where in the scenario; empty for the whole.</param>
/// <param name="Value">What stands there; empty if it is not a single value.</param>
/// <param name="What">What is wrong, why it matters, and what to write instead.</param>
/// <param name="Nearest">The nearest valid thing; null if none is near.</param>
public sealed record ScenarioProblem(string Severity, string File, int Line, int Column, string Path, string Value, string What, string? Nearest = null)
{
    /// <summary><c>file:line:column: path: what</c>, and the nearest valid thing.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {(Path.Length > 0 ? Path + ": " : "")}{What}{(Nearest is null ? "" : $" Did you mean '{Nearest}'?")}";
}

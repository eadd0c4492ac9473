namespace Sintropia.Client.Scenarios;

/// <summary>What stands against a scenario.</summary>
/// <param name="Valid">Whether it can be run.</param>
/// <param name="Name">Its name; null if it cannot be read.</param>
/// <param name="Problems">All that is wrong, and all that is probably not meant.</param>
public sealed record ScenarioCheck(bool Valid, string? Name, IReadOnlyList<ScenarioProblem> Problems);

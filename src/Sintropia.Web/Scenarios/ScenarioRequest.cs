namespace Sintropia.Web.Scenarios;

/// <summary>A scenario and the files that it names. A scenario that names none may be sent alone, as application/yaml.</summary>
public sealed record ScenarioRequest
{
    /// <summary>The scenario: the text of its YAML file.</summary>
    public required string Scenario { get; init; }

    /// <summary>What to call it in messages.</summary>
    public string FileName { get; init; } = "scenario.yaml";

    /// <summary>Text of the files that it names, by the names that it gives them.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
}

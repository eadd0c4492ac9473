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

    /// <summary>The same of files that are no text, such as h5ad, in base64. In place of large data that founders are taken from, <c>founders.h5ad</c> of a run of the same scenario may come.</summary>
    public IReadOnlyDictionary<string, byte[]> BinaryFiles { get; init; } = new Dictionary<string, byte[]>();
}

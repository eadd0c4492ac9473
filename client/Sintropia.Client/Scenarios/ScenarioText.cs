namespace Sintropia.Client.Scenarios;

/// <summary>A scenario and the files that it names.</summary>
/// <param name="Scenario">The text of its YAML file.</param>
public sealed record ScenarioText(string Scenario)
{
    /// <summary>What to call it in messages.</summary>
    public string FileName { get; init; } = "scenario.yaml";

    /// <summary>Text of the files that it names, by the names that it gives them.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads a scenario, and files beside or below it that it names.</summary>
    /// <param name="path">The scenario.</param>
    /// <param name="files">Names of the files, relative to its folder.</param>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static ScenarioText Read(string path, params IEnumerable<string> files)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new(File.ReadAllText(path)) { FileName = Path.GetFileName(path), Files = files.ToDictionary(f => f.Replace('\\', '/'), f => File.ReadAllText(Path.Combine(folder, f))) };
    }
}

using System.Text;
using System.Text.Unicode;

namespace Sintropia.Client.Scenarios;

/// <summary>A scenario and the files that it names.</summary>
/// <param name="Scenario">The text of its YAML file.</param>
public sealed record ScenarioText(string Scenario)
{
    /// <summary>What to call it in messages.</summary>
    public string FileName { get; init; } = "scenario.yaml";

    /// <summary>Text of the files that it names, by the names that it gives them.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>The same of files that are no text, such as h5ad.</summary>
    public IReadOnlyDictionary<string, byte[]> BinaryFiles { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>A scenario with files, each taken for text if it is in UTF-8.</summary>
    /// <param name="scenario">The text of its YAML file.</param>
    /// <param name="files">Bytes of the files that it names, by the names that it gives them.</param>
    public static ScenarioText With(string scenario, IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        var (texts, others) = (new Dictionary<string, string>(), new Dictionary<string, byte[]>());
        foreach (var (name, bytes) in files)
        {
            if (bytes.AsSpan().Contains((byte)0) || !Utf8.IsValid(bytes)) others[name] = bytes;
            else texts[name] = Encoding.UTF8.GetString(bytes);
        }

        return new(scenario) { Files = texts, BinaryFiles = others };
    }

    /// <summary>Reads a scenario, and files beside or below it that it names.</summary>
    /// <param name="path">The scenario.</param>
    /// <param name="files">Names of the files, relative to its folder.</param>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static ScenarioText Read(string path, params IEnumerable<string> files)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return With(File.ReadAllText(path), files.Select(f => KeyValuePair.Create(f.Replace('\\', '/'), File.ReadAllBytes(Path.Combine(folder, f))))) with { FileName = Path.GetFileName(path) };
    }
}

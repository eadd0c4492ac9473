using System.Security.Cryptography;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Format;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Presets;

/// <summary>Cell types and compounds in files of the user's own, in the format of those that Sintropia ships.</summary>
/// <param name="options">Where files may lie.</param>
internal sealed class PresetFiles(ScenarioOptions options)
{
    /// <summary>The files read so far.</summary>
    public List<ScenarioSource> Sources { get; } = [];

    /// <summary>Whether a preset is a file, and not one that Sintropia ships.</summary>
    public static bool IsFile(string preset) => preset.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || preset.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>The preset as a section; null if something was reported.</summary>
    public Section? Section(ScenarioReading reading, Section own, PresetKind kind, string name, string subject, Section? beneath)
    {
        if (!SafePath.TryFind(options.Folder ?? ".", name, options.AllowOutside, out var path, out var problem))
        {
            own.Wrong("preset", problem);
            return null;
        }

        try
        {
            var bytes = ScenarioFile.Bytes(path);
            if (Sources.All(s => s.Path != path)) Sources.Add(new(name, path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
            return new(reading, ScenarioFormat.Table(kind == PresetKind.CellType ? "cell_type" : "compound"), YamlTree.Parse(YamlTree.Decode(bytes, name), name, reading.Problems), "", subject, beneath);
        }
        catch (ScenarioException unreadable)
        {
            foreach (var wrong in unreadable.Problems) reading.Problems.Add(wrong);
            return null;
        }
    }
}

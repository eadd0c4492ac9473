using System.Text.Json;

namespace Sintropia.Validation.Fixtures;

/// <summary>A folder of golden numbers: what a reference made of stated inputs.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Label">What it says it is: <c>fixture</c> in config.json; h5ad or parquet where it holds such files and no config.json; else empty.</param>
public sealed record FixtureFolder(string Path, string Label)
{
    /// <summary>Why its config.json cannot be read; empty where it can, or where there is none.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Its own name.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)));

    /// <summary>The folders of fixtures at a path: itself, or those in it, by name.</summary>
    /// <exception cref="FixtureException">There is no such folder, or it holds none.</exception>
    public static IReadOnlyList<FixtureFolder> Find(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path)) throw new FixtureException($"{path}: there is no such folder. Name a folder of fixtures, or one that holds several.");
        if (Read(path) is var itself && itself.Label.Length + itself.Problem.Length > 0) return [itself];
        FixtureFolder[] inside = [.. Directory.EnumerateDirectories(path).Where(d => System.IO.Path.GetFileName(d)[0] != '.').Order(StringComparer.Ordinal).Select(Read)];
        return inside.Length > 0 ? inside : throw new FixtureException($"{path}: the folder holds neither config.json nor folders that do. Name a folder of fixtures, or one that holds several.");
    }

    /// <summary>The path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A JSON file in it.</summary>
    /// <exception cref="FixtureException">It is missing, or not JSON.</exception>
    public JsonDocument Json(string name)
    {
        try
        {
            return JsonDocument.Parse(System.IO.File.ReadAllBytes(File(name)));
        }
        catch (Exception broken) when (broken is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new FixtureException($"{File(name)}: {broken.Message} Restore the file from where the fixtures come from.", broken);
        }
    }

    private static FixtureFolder Read(string path)
    {
        var unlabelled = new FixtureFolder(path, "");
        return System.IO.File.Exists(unlabelled.File("config.json")) ? Labelled(unlabelled)
            : unlabelled with { Label = Holds(path, "*.h5ad") ? "h5ad" : Holds(path, "*.parquet") ? "parquet" : "" };
    }

    private static FixtureFolder Labelled(FixtureFolder folder)
    {
        try
        {
            using var config = folder.Json("config.json");
            return config.RootElement.ValueKind == JsonValueKind.Object && config.RootElement.TryGetProperty("fixture", out var label) && label.ValueKind == JsonValueKind.String
                ? folder with { Label = label.GetString()! }
                : folder with { Problem = $"{folder.File("config.json")} does not say what it is of: 'fixture' is missing." };
        }
        catch (FixtureException damaged)
        {
            return folder with { Problem = damaged.Message };
        }
    }

    private static bool Holds(string path, string pattern) => Directory.EnumerateFiles(path, pattern).Any();
}

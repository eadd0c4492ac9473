using Sintropia.Scenarios.Format;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Presets;

/// <summary>Cell types, compounds and tissues that Sintropia ships as data: each number with its source, or marked as assumed.</summary>
public static class PresetLibrary
{
    /// <summary>What every cell type rests on where neither scenario nor preset says anything.</summary>
    internal const string Defaults = "defaults";

    /// <summary>Names of all presets of a kind, in order.</summary>
    public static IReadOnlyList<string> Names(PresetKind kind) =>
        [.. typeof(PresetLibrary).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder(kind), StringComparison.Ordinal)).Select(n => n[Folder(kind).Length..]).Where(n => n != Defaults).Order(StringComparer.Ordinal)];

    /// <summary>The text of a preset.</summary>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static string Text(PresetKind kind, string name)
    {
        using var stream = typeof(PresetLibrary).Assembly.GetManifestResourceStream(Folder(kind) + name)
            ?? throw new ArgumentException($"There is no preset '{name}'. There are {string.Join(", ", Names(kind))}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The preset as a section, its numbers being about <paramref name="subject"/>.</summary>
    internal static Section Section(ScenarioReading reading, PresetKind kind, string name, string subject, Section? beneath)
    {
        var table = ScenarioFormat.Table(kind switch { PresetKind.CellType => "cell_type", PresetKind.Tissue => "tissue_template", _ => "compound" });
        var file = $"{Folder(kind)}{name}.yaml";
        return new(reading, table, YamlTree.Parse(Text(kind, name), file, reading.Problems), "", subject, beneath);
    }

    private static string Folder(PresetKind kind) => kind switch { PresetKind.CellType => "cell-types/", PresetKind.Tissue => "tissues/", _ => "compounds/" };
}

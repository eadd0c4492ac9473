using System.Text;
using System.Text.RegularExpressions;
using Sintropia.Scenarios;

namespace Sintropia.Cli.Commands;

/// <summary>The scenarios that this program carries with it.</summary>
internal static partial class Examples
{
    /// <summary>Name of the JSON Schema of scenarios.</summary>
    public const string SchemaName = "scenario.schema.json";

    private const string Folder = "examples/", Schema = "schema/" + SchemaName;

    private static readonly string[] All = typeof(Examples).Assembly.GetManifestResourceNames();

    /// <summary>Names of the examples, the one to begin with first.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. All.Where(n => n.StartsWith(Folder, StringComparison.Ordinal) && n.EndsWith(".yaml", StringComparison.Ordinal) && !n[Folder.Length..].Contains('/')).Select(n => n[Folder.Length..^5]).OrderBy(n => n == "first-culture" ? 0 : 1).ThenBy(n => n, StringComparer.Ordinal)];

    /// <summary>What an example shows, in a line.</summary>
    public static string About(string name) => NameKey().Match(Text(name)) is { Success: true } found ? found.Groups[1].Value.Trim().Trim('"', '\'') : "";

    /// <summary>The files of an example: the scenario, the tables that it names, and the schema if that is wanted.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files(string name, bool schema)
    {
        var text = Text(name);
        var files = new Dictionary<string, byte[]>();
        foreach (var other in All.Where(n => n.StartsWith(Folder, StringComparison.Ordinal) && !n.EndsWith(".yaml", StringComparison.Ordinal)).Select(n => n[Folder.Length..]))
            if (text.Contains(other, StringComparison.Ordinal)) files[other] = Bytes(Folder + other);

        // The repository keeps the schema in a folder of its own; here it lies beside the scenario, or is not there.
        text = schema ? SchemaLine().Replace(text, $"# yaml-language-server: $$schema={SchemaName}\n") : SchemaLine().Replace(text, "");
        files[name + ".yaml"] = Encoding.UTF8.GetBytes(text);
        if (schema) files[SchemaName] = All.Contains(Schema) ? Bytes(Schema) : throw new CommandFailure(ExitCode.Usage, "This build carries no schema. Leave out --schema.");
        return files;
    }

    private static string Text(string name) => Encoding.UTF8.GetString(Bytes($"{Folder}{name}.yaml"));

    private static byte[] Bytes(string resource)
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    [GeneratedRegex(@"^# yaml-language-server:.*\r?\n", RegexOptions.Multiline)]
    private static partial Regex SchemaLine();

    [GeneratedRegex(@"^name:(.*)$", RegexOptions.Multiline)]
    private static partial Regex NameKey();
}

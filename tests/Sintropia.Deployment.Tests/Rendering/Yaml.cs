using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sintropia.Deployment.Tests.Rendering;

/// <summary>Reads YAML as Kubernetes reads it: what has no quotes may be a number, a truth or null.</summary>
internal static class Yaml
{
    private static readonly string[] True = ["true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"];

    private static readonly string[] False = ["false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"];

    /// <summary>The documents of a file of the repository that hold something.</summary>
    public static IReadOnlyList<JsonObject> File(string path) => Documents(Repository.Read(path), path);

    /// <summary>The documents of a text that hold something.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="path">What to call it when it is wrong.</param>
    /// <exception cref="FormatException">It is no YAML, names a key twice, or holds something else than objects.</exception>
    public static IReadOnlyList<JsonObject> Documents(string text, string path)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException wrong)
        {
            throw new FormatException($"{path}, line {wrong.Start.Line}: {wrong.Message}", wrong);
        }

        return
        [
            .. stream.Documents.Select(d => Node(d.RootNode)).Where(n => n is not null)
                .Select(n => n as JsonObject ?? throw new FormatException($"{path}: a document holds {n!.GetValueKind()} in place of names and values.")),
        ];
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Node(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value!),
        _ => JsonValue.Create(((YamlScalarNode)node).Value),
    };

    private static JsonValue? Plain(string text) =>
        text is "" or "~" or "null" ? null
        : True.Contains(text) ? JsonValue.Create(true)
        : False.Contains(text) ? JsonValue.Create(false)
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
        : double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var real) ? JsonValue.Create(real)
        : JsonValue.Create(text);
}

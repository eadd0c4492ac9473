using System.Text.Json.Nodes;

namespace Sintropia.Deployment.Tests.Rendering;

/// <summary>Ways into a manifest. A path is written with '/'; what is not there is null, or nothing.</summary>
internal static class Json
{
    /// <summary>What lies at a path; a number is a position in a list.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var step in path.Split('/'))
        {
            node = node switch
            {
                JsonObject named => named[step],
                JsonArray listed when int.TryParse(step, out var position) && position < listed.Count => listed[position],
                _ => null,
            };
        }

        return node;
    }

    /// <summary>The text, number or truth at a path as text; null where there is none.</summary>
    public static string? Text(this JsonNode? node, string path) => node.At(path) is JsonValue value ? value.ToString() : null;

    /// <summary>Whether there is a true at a path.</summary>
    public static bool IsTrue(this JsonNode? node, string path) => node.At(path) is JsonValue value && value.TryGetValue(out bool said) && said;

    /// <summary>Whether there is a false at a path.</summary>
    public static bool IsFalse(this JsonNode? node, string path) => node.At(path) is JsonValue value && value.TryGetValue(out bool said) && !said;

    /// <summary>The items of a list of objects at a path.</summary>
    public static IReadOnlyList<JsonObject> Items(this JsonNode? node, string path) => node.At(path) is JsonArray list ? [.. list.OfType<JsonObject>()] : [];

    /// <summary>The items of a list of texts at a path.</summary>
    public static IReadOnlyList<string> Texts(this JsonNode? node, string path) => node.At(path) is JsonArray list ? [.. list.OfType<JsonValue>().Select(v => v.ToString())] : [];

    /// <summary>The names and texts of an object at a path.</summary>
    public static IReadOnlyDictionary<string, string> Pairs(this JsonNode? node, string path) =>
        node.At(path) is JsonObject pairs ? pairs.ToDictionary(p => p.Key, p => p.Value?.ToString() ?? "") : [];

    /// <summary>Whether labels hold all pairs of a selector.</summary>
    public static bool Selects(this IReadOnlyDictionary<string, string> selector, IReadOnlyDictionary<string, string> labels) =>
        selector.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);

    /// <summary>Puts a value at a path, and what is missing on the way.</summary>
    public static void Put(this JsonNode node, string path, JsonNode? value)
    {
        var steps = path.Split('/');
        foreach (var step in steps[..^1])
        {
            if (node is JsonObject named) node = named[step] ??= new JsonObject();
            else node = node[int.Parse(step)]!;
        }

        if (node is JsonArray listed) listed[int.Parse(steps[^1])] = value;
        else node[steps[^1]] = value;
    }

    /// <summary>Removes what lies at a path, which has to be there.</summary>
    public static void Drop(this JsonNode node, string path)
    {
        var cut = path.LastIndexOf('/');
        var holder = cut < 0 ? node : node.At(path[..cut]);
        var removed = holder switch
        {
            JsonObject named => named.Remove(path[(cut + 1)..]),
            JsonArray listed => Removed(listed, int.Parse(path[(cut + 1)..])),
            _ => false,
        };
        if (!removed) throw new ArgumentException($"Nothing lies at {path}. Correct the path, or the test removes nothing and proves nothing.", nameof(path));

        static bool Removed(JsonArray listed, int position)
        {
            if (position >= listed.Count) return false;
            listed.RemoveAt(position);
            return true;
        }
    }
}

using System.Text.Json.Nodes;

namespace Sintropia.Deployment.Tests.Rendering;

/// <summary>Lays a patch over a manifest as Kubernetes does: names are merged, null removes, and lists of named things are merged by name.</summary>
internal static class StrategicMerge
{
    /// <summary>What names an item, by the list's own name; other lists are replaced as a whole.</summary>
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["containers"] = "name", ["initContainers"] = "name", ["env"] = "name", ["volumes"] = "name", ["volumeMounts"] = "mountPath", ["ports"] = "containerPort",
    };

    /// <summary>Changes the manifest.</summary>
    public static void Apply(JsonObject manifest, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (name == "$patch") throw new FormatException($"The patch has $patch: {value}. Only a whole manifest can be deleted here; teach StrategicMerge more, or set a field to null.");

            if (value is null) manifest.Remove(name);
            else if (value is JsonObject deeper && manifest[name] is JsonObject below) Apply(below, deeper);
            else if (value is JsonArray items && manifest[name] is JsonArray there && Keys.TryGetValue(name, out var key)) Merge(there, items, key);
            else manifest[name] = Cleaned(value);
        }
    }

    private static void Merge(JsonArray there, JsonArray items, string key)
    {
        var added = 0;
        foreach (var item in items.OfType<JsonObject>())
        {
            var named = item.Text(key);
            if (there.OfType<JsonObject>().FirstOrDefault(t => t.Text(key) == named) is { } same) Apply(same, item);
            else there.Insert(added++, Cleaned(item)); // in front, as Kustomize has it
        }
    }

    /// <summary>A copy without the nulls, which only say what to remove.</summary>
    private static JsonNode Cleaned(JsonNode node)
    {
        if (node is not JsonObject named) return node.DeepClone();
        var copy = new JsonObject();
        Apply(copy, named);
        return copy;
    }
}

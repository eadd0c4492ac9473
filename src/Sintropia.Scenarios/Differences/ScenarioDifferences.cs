using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Differences;

/// <summary>Finds where scenarios differ, whatever their comments and their form are.</summary>
public static class ScenarioDifferences
{
    /// <summary>Compares scenarios.</summary>
    /// <param name="scenarios">The texts of each, with a word that is put before the paths in it: none for the scenario, another for a file of branches.</param>
    /// <returns>In the order in which the places stand in the first that has them.</returns>
    /// <exception cref="ScenarioException">A text is no YAML.</exception>
    public static IReadOnlyList<ScenarioDifference> Of(IReadOnlyList<IReadOnlyList<(string Prefix, string Text)>> scenarios)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        var read = scenarios.Select(texts =>
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (prefix, text) in texts) Walk(YamlTree.Parse(text, prefix.Length > 0 ? prefix : "scenario", []), prefix, values);
            return values;
        }).ToArray();
        return [.. read.SelectMany(values => values.Keys).Distinct()
            .Select(path => new ScenarioDifference(path, [.. read.Select(values => values.GetValueOrDefault(path))]))
            .Where(difference => difference.Values.Distinct().Skip(1).Any())];
    }

    private static void Walk(Node node, string path, Dictionary<string, string> values)
    {
        switch (node)
        {
            case MapNode { Entries.Count: > 0 } map:
                foreach (var (key, value) in map.Entries) Walk(value, path.Length == 0 ? key.Text : $"{path}.{key.Text}", values);
                break;
            case ListNode { Items.Count: > 0 } list:
                for (var i = 0; i < list.Items.Count; i++) Walk(list.Items[i], $"{path}[{i}]", values);
                break;
            case ScalarNode { IsNothing: false } scalar:
                values[path] = scalar.Text;
                break;
            default:
                values[path] = "";
                break;
        }
    }
}

using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Sintropia.Training.Configuration;

/// <summary>A mapping of a configuration. Every key has to be asked for, else it is one that nobody knows; problems gather with their lines until all are told.</summary>
internal sealed class ConfigurationNode
{
    private readonly string _file, _path;
    private readonly YamlMappingNode _node;
    private readonly List<string> _problems;
    private readonly List<string> _known = [];
    private readonly List<ConfigurationNode> _inner = [];

    public ConfigurationNode(string file, string path, YamlMappingNode node, List<string> problems) => (_file, _path, _node, _problems) = (file, path, node, problems);

    /// <summary>The keys that stand there, in order: for mappings whose keys are names that the user chooses.</summary>
    public IReadOnlyList<string> Names => [.. _node.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? "")];

    /// <summary>Whether a key stands there.</summary>
    public bool Has(string key)
    {
        _known.Add(key);
        return Find(key) is not null;
    }

    public string? Text(string key, bool required = false)
    {
        _known.Add(key);
        if (Find(key) is not { } node)
        {
            if (required) Missing(key);
            return null;
        }

        if (node is YamlScalarNode { Value: { Length: > 0 } text }) return text;
        Wrong(node, $"'{Where(key)}' is no text. Write one, as '{key}: something'.");
        return null;
    }

    public string Choice(string key, IReadOnlyList<string> choices, string? usual = null)
    {
        if (Text(key, required: usual is null) is not { } text) return usual ?? choices[0];
        if (choices.Contains(text)) return text;
        Wrong(Find(key)!, $"'{Where(key)}' is '{text}'.{(NearestName.To(text, choices) is { } near ? $" Did you mean '{near}'?" : "")} It can be {string.Join(", ", choices)}.");
        return usual ?? choices[0];
    }

    public int Whole(string key, int usual, int least = 1, int most = int.MaxValue)
    {
        var number = Number(key, usual, least, most);
        if (number == Math.Floor(number)) return (int)number;
        Wrong(Find(key)!, $"'{Where(key)}' is {number.ToString(CultureInfo.InvariantCulture)}, and has to be a whole number.");
        return usual;
    }

    public double Number(string key, double usual, double least = double.NegativeInfinity, double most = double.PositiveInfinity)
    {
        if (Text(key) is not { } text) return usual;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) Wrong(Find(key)!, $"'{Where(key)}' is '{text}', which is no number. Write it with a point, as 0.5.");
        else if (number < least || number > most) Wrong(Find(key)!, string.Create(CultureInfo.InvariantCulture, $"'{Where(key)}' is {number}, and can be from {least} to {most}."));
        else return number;
        return usual;
    }

    public bool Flag(string key, bool usual) => Choice(key, ["true", "false"], usual ? "true" : "false") == "true";

    public IReadOnlyList<string> Texts(string key)
    {
        _known.Add(key);
        switch (Find(key))
        {
            case null: return [];
            case YamlScalarNode { Value: { Length: > 0 } one }: return [one];
            case YamlSequenceNode list when list.All(n => n is YamlScalarNode): return [.. list.Select(n => ((YamlScalarNode)n).Value ?? "")];
            case var other:
                Wrong(other, $"'{Where(key)}' is no list of names. Write it as [a, b].");
                return [];
        }
    }

    /// <summary>The mapping under a key; an empty one where it is missing.</summary>
    public ConfigurationNode Section(string key, bool required = false)
    {
        _known.Add(key);
        if (Find(key) is { } node && node is not YamlMappingNode) Wrong(node, $"'{Where(key)}' has to hold keys of its own, indented on lines below.");
        if (required && Find(key) is null) Missing(key);
        var section = new ConfigurationNode(_file, Where(key), Find(key) as YamlMappingNode ?? [], _problems);
        _inner.Add(section);
        return section;
    }

    public void Wrong(string key, string what) => Wrong(Find(key) ?? _node, what);

    /// <summary>Complains about keys that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var (key, _) in _node.Children)
            if (key is YamlScalarNode { Value: { } name } && !_known.Contains(name))
                Wrong(key, $"There is no '{Where(name)}'.{(NearestName.To(name, _known) is { } near ? $" Did you mean '{near}'?" : "")} Here stand {string.Join(", ", _known.Distinct())}.");
        foreach (var section in _inner) section.Finish();
    }

    private YamlNode? Find(string key) => _node.Children.FirstOrDefault(c => c.Key is YamlScalarNode { Value: { } name } && name == key).Value;

    private string Where(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private void Missing(string key) => Wrong(_node, $"'{Where(key)}' is missing. Add it.");

    private void Wrong(YamlNode node, string what) => _problems.Add($"{_file}:{Math.Max(1, node.Start.Line).ToString(CultureInfo.InvariantCulture)}: {what}");
}

using System.Text;
using Sintropia.Biology.Names;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sintropia.Scenarios.Sweeps;

/// <summary>A scenario's text with gaps where a sweep writes its values. The rest stays as it was written, comments too.</summary>
public sealed class ScenarioTemplate
{
    private readonly Dictionary<string, (int Start, int End)> _places = new(StringComparer.Ordinal);
    private readonly List<(int Start, int End, int Parameter)> _gaps = [];
    private readonly int _parameters;

    /// <summary>Finds the places of a sweep's parameters in a scenario.</summary>
    /// <param name="text">The scenario.</param>
    /// <param name="file">Its file.</param>
    /// <param name="sweep">The sweep. After its parameters comes the seed, as one more, where each point has its own.</param>
    public ScenarioTemplate(string text, string file, SweepSpecification sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        (Text, File) = (Without(text, "sweep"), file);
        Walk(new Parser(new StringReader(Text)));
        var sought = sweep.Parameters.Select(p => (p.Name, p.At)).Concat(sweep.OwnSeeds ? [("seed", ["seed"])] : []).ToArray();
        _parameters = sought.Length;
        for (var i = 0; i < sought.Length; i++)
            foreach (var place in sought[i].At)
            {
                if (_places.TryGetValue(place, out var at) || _places.TryGetValue(place + ".value", out at)) _gaps.Add((at.Start, at.End, i));
                else Missing.Add((sought[i].Name, place));
            }

        _gaps.Sort();
        if (_gaps.Zip(_gaps.Skip(1)).FirstOrDefault(pair => pair.First.Start == pair.Second.Start) is { First.End: > 0 } twice)
            Missing.Add((sought[twice.Second.Parameter].Name, $"{sought[twice.Second.Parameter].At[0]}' a second time, beside '{sought[twice.First.Parameter].Name}"));
    }

    /// <summary>The scenario without its sweep.</summary>
    public string Text { get; }

    /// <summary>The file that it was read from.</summary>
    public string File { get; }

    /// <summary>Folder that file names in it are relative to.</summary>
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(File))!;

    /// <summary>Parameters with places at which the scenario has no single value.</summary>
    internal List<(string Parameter, string Place)> Missing { get; } = [];

    /// <summary>The scenario with other values.</summary>
    /// <param name="values">One for each parameter, as they are to be written.</param>
    public string With(IReadOnlyList<string> values)
    {
        if (values.Count != _parameters) throw new ArgumentException($"{values.Count} values were given for {_parameters} parameters. Give each one.", nameof(values));
        var text = new StringBuilder(Text.Length + 64);
        var at = 0;
        foreach (var (start, end, parameter) in _gaps)
        {
            text.Append(Text, at, start - at).Append(Scalar(values[parameter]));
            at = end;
        }

        return text.Append(Text, at, Text.Length - at).ToString();
    }

    /// <summary>The place nearest to a misspelt one; null if none is near.</summary>
    internal string? Nearest(string place) => NearestName.To(place, _places.Keys);

    private static string Scalar(string value)
    {
        var plain = value.Length > 0 && (char.IsLetterOrDigit(value[0]) || value[0] is '-' or '.' or '+') && value[^1] != ' ' && value.All(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '+' or '-' or '_' or '/' or '%' or '^' or '(' or ')' or '*');
        return plain ? value : '"' + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';
    }

    private void Walk(Parser parser)
    {
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        Read(parser, "");
    }

    private void Read(Parser parser, string path)
    {
        switch (parser.Consume<ParsingEvent>())
        {
            case Scalar scalar:
                _places[path] = ((int)scalar.Start.Index, (int)scalar.End.Index);
                break;
            case SequenceStart:
                for (var i = 0; !parser.TryConsume<SequenceEnd>(out _); i++) Read(parser, $"{path}[{i}]");
                break;
            case MappingStart:
                while (!parser.TryConsume<MappingEnd>(out _))
                {
                    var key = parser.Consume<Scalar>().Value;
                    Read(parser, path.Length == 0 ? key : $"{path}.{key}");
                }

                break;
        }
    }

    /// <summary>A text without one of its sections: the lines from its key to the next.</summary>
    private static string Without(string text, string section)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        if (!parser.TryConsume<MappingStart>(out var root) || root.Style == MappingStyle.Flow) return text;
        var (from, to) = (-1, text.Length);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            if (from >= 0)
            {
                to = (int)key.Start.Index;
                break;
            }

            if (key.Value == section) from = (int)key.Start.Index;
            parser.SkipThisAndNestedEvents();
        }

        return from < 0 ? text : text[..from] + text[to..];
    }
}

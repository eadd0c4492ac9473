using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sintropia.Scenarios.Reading;

/// <summary>Turns YAML into <see cref="Node"/>s, and refuses what a scenario has no use for: anchors, aliases, tags, several documents, bottomless nesting.</summary>
internal sealed class YamlTree
{
    /// <summary>Largest scenario, bytes.</summary>
    public const int MostBytes = 4 << 20;

    private const int MostDepth = 24;
    private const int MostNodes = 100_000;
    private readonly string _file;
    private readonly List<ScenarioProblem> _problems;
    private readonly Parser _parser;
    private int _nodes;

    private YamlTree(Scanner scanner, string file, List<ScenarioProblem> problems) => (_parser, _file, _problems) = (new(scanner), file, problems);

    /// <summary>Reads the bytes of a file as UTF-8 text.</summary>
    /// <exception cref="ScenarioException">They are no text, or too many.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length > MostBytes) throw Alone(file, 1, 1, $"The file has {bytes.Length} bytes; a scenario may have {MostBytes}. Keep data such as lineages in files of their own and name them with 'from'");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) throw Alone(file, 1, 1, "The file is UTF-16 text. Save it as UTF-8");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        try
        {
            return new UTF8Encoding(false, true).GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            var before = bytes[..Math.Min(Math.Max(error.Index, 0), bytes.Length)];
            throw Alone(file, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), "This byte is no UTF-8 text. Save the file as UTF-8; a micro sign can be written u, as in uM");
        }
    }

    /// <summary>Parses a document.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">What to call it.</param>
    /// <param name="problems">Where to put problems that leave the rest readable.</param>
    /// <exception cref="ScenarioException">It is no YAML that a scenario can be.</exception>
    public static Node Parse(string text, string file, List<ScenarioProblem> problems)
    {
        CheckCharacters(text, file);
        var scanner = new Scanner(new StringReader(text));
        try
        {
            return new YamlTree(scanner, file, problems).Document();
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's scanner runs out of its buffer on some open brackets instead of saying that one is open.
            throw Alone(file, (int)Math.Max(1, scanner.CurrentPosition.Line), (int)Math.Max(1, scanner.CurrentPosition.Column), "This is no YAML. Check brackets, colons and quotes on this line and the ones before it");
        }
        catch (YamlException error)
        {
            throw Alone(file, (int)Math.Max(1, error.Start.Line), (int)Math.Max(1, error.Start.Column), $"This is no YAML: {Plain(error.Message)}. Check indentation, colons, quotes and brackets on this line and the one before it");
        }
    }

    /// <summary>A document with a single problem.</summary>
    public static ScenarioException Alone(string file, int line, int column, string what) => new([new(file, line, column, "", "", what)]);

    // YamlDotNet puts the position before its message, which is said already, and may cite a control character.
    private static string Plain(string message) => new([.. message[(message.IndexOf("): ", StringComparison.Ordinal) is var i and >= 0 ? i + 3 : 0)..].TrimEnd('.').Where(c => !char.IsControl(c))]);

    private static void CheckCharacters(string text, string file)
    {
        int line = 1, start = 0;
        var indenting = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n') (line, start, indenting) = (line + 1, i + 1, true);
            else if (c == '\t' && indenting) throw Alone(file, line, i - start + 1, "A tab stands here at the start of the line. YAML is indented with spaces");
            else if (indenting && c > ' ' && char.IsWhiteSpace(c)) throw Alone(file, line, i - start + 1, $"A blank that is no plain space (U+{(int)c:X4}) stands here at the start of the line, as copied from a web page. Replace it by a space");
            else if (c != ' ') indenting = false;
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) throw Alone(file, line, i - start + 1, $"The control character U+{(int)c:X4} stands here. A scenario is plain text");
        }
    }

    private Node Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _)) throw Alone(_file, 1, 1, "The file is empty. A scenario begins with 'format: 1'; 'sintropia init' writes one to start from");
        _parser.Consume<DocumentStart>();
        var root = Read("", 0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _)) throw Alone(_file, (int)_parser.Current!.Start.Line, 1, "A second document begins here. A scenario is one document; write the other to a file of its own");
        return root;
    }

    private Node Read(string path, int depth)
    {
        var now = _parser.Consume<ParsingEvent>();
        var (line, column) = ((int)now.Start.Line, (int)now.Start.Column);
        if (now is AnchorAlias alias) throw Alone(_file, line, column, $"'*{alias.Value}' is a YAML alias. Scenarios have no anchors and aliases; write the value out");
        if (now is NodeEvent { Anchor.IsEmpty: false } anchored) throw Alone(_file, line, column, $"'&{anchored.Anchor}' is a YAML anchor. Scenarios have no anchors and aliases; write the value out where it is needed");
        if (now is NodeEvent { Tag.IsEmpty: false } tagged) throw Alone(_file, line, column, $"'{tagged.Tag}' is a YAML tag. Scenarios have no tags; quote the value if it begins with '!'");
        if (depth > MostDepth) throw Alone(_file, line, column, $"More than {MostDepth} levels stand inside each other here. No section of a scenario is so deep; check the brackets");
        if (++_nodes > MostNodes) throw Alone(_file, line, column, $"More than {MostNodes} values stand before this one. Keep data such as lineages in files of their own and name them with 'from'");
        return now switch
        {
            Scalar scalar => new ScalarNode(_file, line, column, scalar.Value, scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any)),
            SequenceStart => List(path, depth, line, column),
            MappingStart => Map(path, depth, line, column),
            _ => throw Alone(_file, line, column, $"{now.GetType().Name} is not expected here"),
        };
    }

    private ListNode List(string path, int depth, int line, int column)
    {
        var items = new List<Node>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(Read($"{path}[{items.Count}]", depth + 1));
        return new(_file, line, column, items);
    }

    private MapNode Map(string path, int depth, int line, int column)
    {
        var entries = new List<(ScalarNode Key, Node Value)>();
        var lines = new Dictionary<string, int>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (Read(path, depth + 1) is not ScalarNode key) throw Alone(_file, line, column, "A key has to be a name, not a list or a section. Check the brackets");
            var at = path.Length == 0 ? key.Text : $"{path}.{key.Text}";
            var value = Read(at, depth + 1);
            if (lines.TryAdd(key.Text, key.Line)) entries.Add((key, value));
            else _problems.Add(new(_file, key.Line, key.Column, at, key.Text, $"The key '{key.Text}' stands here for the second time; the first is on line {lines[key.Text]}. Keep one"));
        }

        return new(_file, line, column, entries);
    }
}

using System.Globalization;

namespace Sintropia.Data.Genes;

/// <summary>Old symbols of genes and what they are called now. Data sets keep the symbols of their year, so lists of genes miss some of them otherwise.</summary>
public sealed class GeneAliases
{
    private static readonly Lazy<GeneAliases> s_shipped = new(() => Parse(ShippedTable.Text("renamed-symbols.tsv"), "the shipped table of renamed symbols"));

    private readonly Dictionary<string, string> _current = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _old = new(StringComparer.Ordinal);

    /// <param name="renamings">Old symbol and current one; an old one has one current.</param>
    /// <exception cref="ArgumentException">A symbol is empty or renamed to itself, to two others, or in a circle.</exception>
    public GeneAliases(IEnumerable<(string Old, string Current)> renamings)
    {
        ArgumentNullException.ThrowIfNull(renamings);
        foreach (var (old, current) in renamings)
        {
            if (string.IsNullOrWhiteSpace(old) || string.IsNullOrWhiteSpace(current)) throw new ArgumentException($"'{old}' → '{current}': a symbol is empty. Give an old and a current one.", nameof(renamings));
            if (old == current) throw new ArgumentException($"'{old}' is renamed to itself. Leave it out.", nameof(renamings));
            if (_current.TryGetValue(old, out var other) && other != current) throw new ArgumentException($"'{old}' is renamed to '{other}' and to '{current}'. Keep the one that your data mean.", nameof(renamings));
            _current[old] = current;
        }

        foreach (var old in _current.Keys)
        {
            var now = Current(old);
            if (!_old.TryGetValue(now, out var olds)) _old[now] = olds = [];
            olds.Add(old);
        }

        foreach (var olds in _old.Values) olds.Sort(StringComparer.Ordinal);
    }

    /// <summary>Renamed human genes that lists of the field still call by their old symbols: those of the cell cycle, histones, and those that spreadsheets took for dates. Previous symbols of HGNC.</summary>
    public static GeneAliases Shipped => s_shipped.Value;

    /// <summary>How many old symbols are known.</summary>
    public int Count => _current.Count;

    /// <summary>Reads a table: old symbol, tab, current symbol in each line; lines that begin with # are left out, and so is a head <c>old&lt;tab&gt;current</c>.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="DataFileException">A line has no two fields, or the table contradicts itself.</exception>
    public static GeneAliases Parse(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        var renamings = new List<(string, string)>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace() || line[0] == '#') continue;
            var fields = line.ToString().Split('\t');
            if (fields.Length < 2) throw new DataFileException(source, Line(number), $"'{DataFileException.Shown(line.ToString())}' has no tab.", "Write the old symbol, a tab and the current one.");
            if (fields[0] == "old" && fields[1] == "current") continue;
            renamings.Add((fields[0].Trim(), fields[1].Trim()));
        }

        try
        {
            return new(renamings);
        }
        catch (ArgumentException wrong)
        {
            throw new DataFileException(source, null, wrong.Message, "", wrong);
        }
    }

    /// <summary>Reads a table of a file as <see cref="Parse"/> does.</summary>
    /// <exception cref="DataFileException">The file cannot be read, a line has no two fields, or the table contradicts itself.</exception>
    public static GeneAliases Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException(path, null, unreadable.Message, "Name a table of renamed symbols that can be read.", unreadable);
        }
    }

    /// <summary>These and others, which go before these.</summary>
    public GeneAliases With(GeneAliases others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new(_current.Where(e => !others._current.ContainsKey(e.Key)).Concat(others._current).Select(e => (e.Key, e.Value)));
    }

    /// <summary>What a gene is called now; the name itself where it is not known as an old one.</summary>
    /// <exception cref="ArgumentException">The table renames in a circle.</exception>
    public string Current(string name)
    {
        var now = name;
        for (var steps = 0; _current.TryGetValue(now, out var next); now = next)
            if (++steps > _current.Count)
                throw new ArgumentException($"'{name}' is renamed in a circle that comes back to '{now}'. Leave one of its lines out.");
        return now;
    }

    /// <summary>The symbol under which a panel has a gene: the one written, the current one, or an old one; null if it has none of them.</summary>
    public string? In(GenePanel panel, string name)
    {
        ArgumentNullException.ThrowIfNull(panel);
        if (panel.Contains(name)) return name;
        var now = Current(name);
        return panel.Contains(now) ? now : _old.GetValueOrDefault(now)?.Find(panel.Contains);
    }

    private static string Line(int number) => string.Create(CultureInfo.InvariantCulture, $"line {number}");
}

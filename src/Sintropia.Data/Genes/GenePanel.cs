using Sintropia.Biology.Names;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Genes;

/// <summary>Which genes the columns of a matrix are: names in order, each once.</summary>
public sealed class GenePanel
{
    private readonly Dictionary<string, int> _places;
    private readonly string[] _names;

    /// <param name="names">Symbols or identifiers in the order of columns; copied.</param>
    /// <exception cref="ArgumentException">A name is empty or comes twice; the message says which and what to do.</exception>
    public GenePanel(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        _names = [.. names];
        _places = new(_names.Length, StringComparer.Ordinal);
        for (var i = 0; i < _names.Length; i++)
        {
            if (string.IsNullOrEmpty(_names[i])) throw new ArgumentException($"Gene {i + 1} of the panel has no name. Name it, or leave the column out.", nameof(names));
            if (!_places.TryAdd(_names[i], i))
                throw new ArgumentException($"Gene '{_names[i]}' is in the panel twice, in columns {_places[_names[i]] + 1} and {i + 1}. Use identifiers that differ, or GenePanel.MadeUnique.", nameof(names));
        }
    }

    /// <summary>Names in the order of columns.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>How many genes.</summary>
    public int Count => _names.Length;

    /// <summary>The panel of a table of genes: its names of rows, or one of its columns.</summary>
    /// <param name="genes">A row a gene.</param>
    /// <param name="column">Which column holds the names, as <c>gene_symbol</c>; null for the names of rows.</param>
    /// <exception cref="ArgumentException">A name is missing or comes twice.</exception>
    public static GenePanel Of(Table genes, string? column = null)
    {
        ArgumentNullException.ThrowIfNull(genes);
        if (column is null) return new(genes.Names);
        var names = genes[column];
        return new(Enumerable.Range(0, genes.Rows).Select(row => names.Text(row) ?? throw new ArgumentException($"Gene '{genes.Names[row]}' has no value in column '{column}'. Use the names of rows, or leave the gene out.", nameof(column))));
    }

    /// <summary>Names that differ: the second of a name becomes <c>name-1</c>, the third <c>name-2</c>, and so on, past names that there are; as AnnData's <c>var_names_make_unique</c>.</summary>
    public static string[] MadeUnique(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var taken = new HashSet<string>(names, StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var unique = new string[names.Count];
        for (var i = 0; i < unique.Length; i++)
        {
            unique[i] = names[i];
            if (seen.TryAdd(names[i], 0)) continue;
            do unique[i] = $"{names[i]}-{(++seen[names[i]]).ToString(System.Globalization.CultureInfo.InvariantCulture)}";
            while (!taken.Add(unique[i]));
        }

        return unique;
    }

    /// <summary>The column of a gene, or −1.</summary>
    public int Find(string name) => _places.GetValueOrDefault(name, -1);

    /// <summary>Whether the panel has a gene.</summary>
    public bool Contains(string name) => _places.ContainsKey(name);

    /// <summary>The column of a gene that has to be there.</summary>
    /// <exception cref="KeyNotFoundException">It is not; the message names the nearest.</exception>
    public int PlaceOf(string name) => _places.TryGetValue(name, out var place) ? place : throw new KeyNotFoundException(Lacks(name));

    /// <summary>The gene of the panel that was probably meant, or null.</summary>
    public string? Nearest(string name) => NearestName.To(name, _names);

    /// <summary>How the columns of another panel become those of this one.</summary>
    /// <param name="source">The panel of the matrix that there is.</param>
    /// <param name="aliases">Renamed symbols; null to compare names as they are written.</param>
    public PanelAlignment AlignFrom(GenePanel source, GeneAliases? aliases = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var places = new int[Count];
        var used = new bool[source.Count];
        var renamed = new List<(string Wanted, string Found)>();
        for (var i = 0; i < Count; i++)
        {
            // A name as it stands goes before a renamed one, so that no column is taken from under its own name.
            places[i] = source.Find(_names[i]);
            if (places[i] >= 0) used[places[i]] = true;
        }

        for (var i = 0; i < Count; i++)
        {
            if (places[i] >= 0 || aliases?.In(source, _names[i]) is not { } found || used[source.Find(found)]) continue;
            places[i] = source.Find(found);
            used[places[i]] = true;
            renamed.Add((_names[i], found));
        }

        return new(this, source, places, renamed);
    }

    /// <summary>That a gene is not there, and which is nearest.</summary>
    internal string Lacks(string name)
    {
        var near = Nearest(name) is { } found ? $" Did you mean '{found}'?" : "";
        return $"Gene '{name}' is not in the panel of {Count} genes.{near}";
    }
}

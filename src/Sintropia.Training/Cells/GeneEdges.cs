using System.Globalization;
using System.IO.Compression;
using Sintropia.Training.Configuration;

namespace Sintropia.Training.Cells;

/// <summary>How alike genes are by whom they regulate and who regulates them, or by how they interact with others.</summary>
internal static class GeneEdges
{
    private const int FewestLinked = 2;

    /// <summary>Cosines between the genes' edges; 0 for genes without any. [genes][genes]</summary>
    /// <param name="options">The table.</param>
    /// <param name="genes">Of which they are wanted.</param>
    /// <param name="isDirected">Whether what goes out is told from what comes in.</param>
    /// <exception cref="TrainingException">The table cannot be read, or knows fewer than two of the genes.</exception>
    public static double[][] Likeness(EdgeOptions options, IReadOnlyList<string> genes, bool isDirected)
    {
        var edges = genes.ToDictionary(g => g, _ => new Dictionary<string, double>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (from, to, weight) in Rows(options))
        {
            if (edges.TryGetValue(from, out var own)) own[to] = weight;
            if (from != to && edges.TryGetValue(to, out var other)) other[isDirected ? $"from {from}" : from] = weight;
        }

        if (edges.Values.Count(e => e.Count > 0) < FewestLinked) throw new TrainingException($"{options.File}: it has edges of {edges.Values.Count(e => e.Count > 0)} of the {genes.Count} perturbed genes, as {string.Join(", ", genes.Take(3))}, so it says nothing of how alike they are. Check 'from' and 'to', or leave it out.");
        var lengths = genes.Select(g => Math.Sqrt(edges[g].Values.Sum(w => w * w))).ToArray();
        return [.. genes.Select((a, i) => genes.Select((b, j) => lengths[i] * lengths[j] > 0 ? edges[a].Sum(e => edges[b].TryGetValue(e.Key, out var same) ? e.Value * same : 0) / (lengths[i] * lengths[j]) : 0).ToArray())];
    }

    /// <summary>The edges of a table, in its order.</summary>
    internal static IEnumerable<(string From, string To, double Weight)> Rows(EdgeOptions options)
    {
        string[] lines;
        try
        {
            using Stream file = File.OpenRead(options.File), plain = options.File.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(plain);
            lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new TrainingException($"{options.File}: {unread.Message} Name a table of pairs of genes.", unread);
        }

        var header = lines.Length > 0 ? lines[0].Split(',', '\t') : [];
        int Column(string name) => Array.IndexOf(header, name) is >= 0 and var at ? at
            : throw new TrainingException($"{options.File}: there is no column '{name}'.{(NearestName.To(name, header) is { } near ? $" Did you mean '{near}'?" : "")} There are {string.Join(", ", header)}.");
        var (from, to, weight) = (Column(options.From), Column(options.To), options.Weight is { } named ? Column(named) : -1);
        for (var i = 1; i < lines.Length; i++)
        {
            var fields = lines[i].Split(',', '\t');
            if (fields.Length != header.Length) throw new TrainingException($"{options.File}:{i + 1}: {fields.Length} fields where the header names {header.Length}. Mend the line.");
            if (weight < 0) yield return (fields[from], fields[to], 1);
            else if (fields[weight].Length > 0)
                yield return double.TryParse(fields[weight], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? (fields[from], fields[to], number)
                    : throw new TrainingException($"{options.File}:{i + 1}: '{fields[weight]}' in column '{options.Weight}' is no number. Mend the line, or name another column with 'weight'.");
        }
    }
}

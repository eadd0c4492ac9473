using System.Text;
using Sintropia.Data.Annotated;
using Sintropia.Data.Packed;
using Sintropia.Data.Tables;

namespace Sintropia.Data.TenX;

/// <summary>A folder as Cell Ranger writes it: matrix.mtx, barcodes.tsv, and features.tsv or genes.tsv, each with .gz or without, all with one prefix or none.</summary>
public static class TenXFolder
{
    private const string Matrix = "matrix.mtx";

    /// <summary>Whether a folder holds a matrix.</summary>
    public static bool Is(string path) => Directory.Exists(path) && Matrices(path).Length > 0;

    /// <summary>Reads a folder. As in scanpy, genes go by symbol, a repeated symbol with -1, -2… behind, and <c>var</c> has <c>gene_ids</c> and <c>feature_types</c>.</summary>
    /// <exception cref="DataFileException">A file is missing or damaged, or two do not fit together.</exception>
    public static AnnotatedMatrix Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path)) throw new DataFileException(path, null, "There is no such folder.", "Name a folder with matrix.mtx(.gz), barcodes.tsv(.gz) and features.tsv(.gz) or genes.tsv(.gz).");
        var matrices = Matrices(path);
        if (matrices.Length != 1) throw new DataFileException(path, null, matrices.Length == 0 ? "It holds no matrix.mtx or matrix.mtx.gz." : $"It holds {matrices.Length} matrices: {string.Join(", ", matrices.Select(Path.GetFileName))}.", "Name a folder that holds one.");
        var name = Path.GetFileName(matrices[0]);
        var prefix = name[..name.IndexOf(Matrix, StringComparison.Ordinal)];
        var (barcodes, genes) = (Rows(path, prefix, "barcodes.tsv"), Rows(path, prefix, "features.tsv", "genes.tsv"));
        var x = MatrixMarket.Read(matrices[0]);
        if (x.Rows != barcodes.Count) throw new DataFileException(path, null, $"The matrix has {x.Rows} cells (columns), and there are {barcodes.Count} barcodes.", "The files are not of one experiment, or one is cut short; get them again.");
        if (x.Columns != genes.Count) throw new DataFileException(path, null, $"The matrix has {x.Columns} genes (rows), and there are {genes.Count} names of genes.", "The files are not of one experiment, or one is cut short; get them again.");
        return new(x, new([.. barcodes.Select(b => b[0])]), Genes(genes));
    }

    /// <summary>Writes a folder that Cell Ranger 3 could have written. Of a data set, only X and the names fit into it.</summary>
    /// <param name="path">A folder that is not there yet.</param>
    /// <param name="data">What.</param>
    /// <param name="layer">The layer to write; null for X.</param>
    /// <param name="replace">Whether a 10x folder that is there is replaced, once the new one is whole.</param>
    /// <exception cref="DataFileException">The folder is there, or cannot be written.</exception>
    public static void Write(string path, AnnotatedMatrix data, string? layer = null, bool replace = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(data);
        var matrix = data.Matrix(layer);
        var old = replace && Is(path) ? $"{Path.TrimEndingDirectorySeparator(path)}.{Guid.NewGuid():N}.old" : null;
        if (old is null && Path.Exists(path)) throw new DataFileException(path, null, "There is something of that name.", "Take it away, or name another folder.");
        var temporary = $"{Path.TrimEndingDirectorySeparator(path)}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(temporary);
            MatrixMarket.Write(Path.Combine(temporary, Matrix + ".gz"), matrix);
            Lines(Path.Combine(temporary, "barcodes.tsv.gz"), data.Obs.Names);
            Lines(Path.Combine(temporary, "features.tsv.gz"), Features(data.Var));
            if (old is not null) Directory.Move(path, old);
            Directory.Move(temporary, path);
            if (old is not null) Directory.Delete(old, recursive: true);
        }
        catch (Exception failed) when (failed is UnauthorizedAccessException or IOException)
        {
            throw new DataFileException(path, null, $"It cannot be written: {failed.Message}", "Check that the folder around it exists, may be written and has room.", failed);
        }
        finally
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }
    }

    private static string[] Matrices(string path) => [.. Directory.EnumerateFiles(path).Where(f => f.EndsWith(Matrix, StringComparison.Ordinal) || f.EndsWith(Matrix + ".gz", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static List<string[]> Rows(string path, string prefix, params string[] names)
    {
        var found = names.SelectMany(name => new[] { name, name + ".gz" }).Select(name => Path.Combine(path, prefix + name)).FirstOrDefault(File.Exists)
            ?? throw new DataFileException(path, null, $"It holds no {string.Join(" or ", names.Select(n => prefix + n))}, with .gz or without.", "Put the file beside the matrix.");
        try
        {
            using var reader = new StreamReader(PackedFile.Open(found), Encoding.UTF8);
            var rows = new List<string[]>();
            while (reader.ReadLine() is { } line)
                if (line.Length > 0)
                    rows.Add(line.Split('\t'));
            return rows;
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException)
        {
            throw PackedFile.Damaged(found, damaged);
        }
    }

    private static Table Genes(List<string[]> rows)
    {
        var ids = new TextColumn("gene_ids", [.. rows.Select(r => r[0])]);
        var symbols = Unique([.. rows.Select(r => r.Length > 1 ? r[1] : r[0])]);
        return rows.Exists(r => r.Length > 2) ? new(symbols, ids, CategoryColumn.Of("feature_types", [.. rows.Select(r => r.Length > 2 ? r[2] : null)])) : new(symbols, ids);
    }

    /// <summary>Names that differ: the second of a name gets -1 behind, the third -2, as anndata does.</summary>
    internal static string[] Unique(string[] names)
    {
        var taken = new HashSet<string>(names, StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var unique = new string[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            unique[i] = names[i];
            if (seen.TryAdd(names[i], 0)) continue;
            do unique[i] = $"{names[i]}-{++seen[names[i]]}";
            while (!taken.Add(unique[i]));
        }

        return unique;
    }

    private static IEnumerable<string> Features(Table genes)
    {
        var ids = First(genes, "gene_ids", "gene_id", "ensembl_id");
        var symbols = First(genes, "gene_symbols", "gene_symbol", "gene_name", "symbol");
        var types = First(genes, "feature_types");
        return Enumerable.Range(0, genes.Rows).Select(i => $"{ids?.Text(i) ?? genes.Names[i]}\t{symbols?.Text(i) ?? genes.Names[i]}\t{types?.Text(i) ?? "Gene Expression"}");
    }

    private static Column? First(Table table, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (table.Find(name) is { } column)
                return column;
        return null;
    }

    private static void Lines(string path, IEnumerable<string> lines) => PackedFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (var line in lines) writer.WriteLine(line);
    });
}

using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Delimited;
using Sintropia.Data.TenX;

namespace Sintropia.Data;

/// <summary>Files of cells of any kind that is read: .h5ad, a 10x folder, .csv, .tsv or .txt, the latter packed with gzip or not.</summary>
public static class CellFile
{
    private const string Kinds = "Files that end in .h5ad, .csv, .tsv or .txt (the latter three also with .gz) and 10x folders are known.";

    /// <summary>Whether a path is an .h5ad file by its name.</summary>
    public static bool IsAnnData(string path) => path.EndsWith(".h5ad", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads all of a file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="genesInRows">Whether rows of a .csv, .tsv or .txt are genes.</param>
    /// <exception cref="DataFileException">It is not there, of no known kind, or damaged.</exception>
    public static AnnotatedMatrix Read(string path, bool genesInRows = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) return TenXFolder.Read(path);
        if (DelimitedFile.Is(path)) return DelimitedFile.Read(path, genesInRows);
        if (!IsAnnData(path) && File.Exists(path)) throw Unknown(path);
        using var file = AnnDataFile.Open(path);
        return file.Read();
    }

    /// <summary>Writes a data set in the form that the name of a path says; a name without an ending is a 10x folder.</summary>
    /// <param name="path">Where; a file that is there is replaced.</param>
    /// <param name="data">What.</param>
    /// <param name="replace">Whether a 10x folder that is there is replaced too.</param>
    /// <returns>What did not fit into that form, in words.</returns>
    /// <exception cref="DataFileException">It cannot be written.</exception>
    public static IReadOnlyList<string> Write(string path, AnnotatedMatrix data, bool replace = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(data);
        if (IsAnnData(path)) AnnDataWriter.Write(path, data);
        else if (DelimitedFile.Is(path)) DelimitedFile.Write(path, data);
        else if (Path.GetExtension(path).Length == 0 || Path.EndsInDirectorySeparator(path)) TenXFolder.Write(Path.TrimEndingDirectorySeparator(path), data, replace: replace);
        else throw Unknown(path);
        return IsAnnData(path) ? [] : Left(data);
    }

    /// <summary>Whether a path names a form that is written.</summary>
    /// <exception cref="DataFileException">It does not.</exception>
    public static void CheckName(string path)
    {
        if (!IsAnnData(path) && !DelimitedFile.Is(path) && Path.GetExtension(path).Length > 0 && !Path.EndsInDirectorySeparator(path)) throw Unknown(path);
    }

    private static DataFileException Unknown(string path) => new(path, null, "The name of the file does not say what it is.", Kinds);

    private static List<string> Left(AnnotatedMatrix data)
    {
        var left = new List<string>();
        Add("obs", data.Obs.Columns.Select(c => c.Name));
        Add("layers", data.Layers.Keys);
        Add("obsm", data.Obsm.Keys);
        Add("varm", data.Varm.Keys);
        Add("obsp", data.Obsp.Keys);
        Add("varp", data.Varp.Keys);
        Add("uns", data.Uns.Names);
        if (data.Raw is not null) left.Add("raw");
        return left;

        void Add(string place, IEnumerable<string> names)
        {
            if (names.Any()) left.Add($"{place}: {string.Join(", ", names)}");
        }
    }
}

using System.Globalization;
using System.IO.Compression;
using Sintropia.Evaluation.Lineages;

namespace Sintropia.Evaluation.Assays;

/// <summary>A tidy table of measurements: comma, semicolon or tab separated, plain or gzip, the first line naming the columns.</summary>
public sealed class AssayTable
{
    private readonly DelimitedText _text;
    private readonly List<(int Line, string[] Fields)> _rows;

    private AssayTable(DelimitedText text, RowFilter? where)
    {
        _text = text;
        var conditions = where?.Conditions.Select(c => (Condition: c, Column: Column(c.Column, "--where"))).ToArray() ?? [];
        _rows = [.. text.Rows.Where(r => conditions.All(c => c.Condition.Keeps(r.Fields[c.Column])))];
        if (text.Rows.Count == 0) throw new AssayTableException(File, 0, "The table has a header and no rows. Check that the file was written to its end.");
        if (_rows.Count == 0) throw new AssayTableException(File, 0, $"No row of {text.Rows.Count} fulfils '{where!.Text}'.");
    }

    /// <summary>What messages call it.</summary>
    public string File => _text.File;

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Header => _text.Header;

    /// <summary>How many rows were kept.</summary>
    public int Rows => _rows.Count;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; .gz is unpacked.</param>
    /// <param name="where">Which rows to keep; null for all.</param>
    /// <exception cref="AssayTableException">The file cannot be read, or is no table.</exception>
    public static AssayTable Read(string path, RowFilter? where = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var file = System.IO.File.OpenRead(path);
            using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(stream);
            return Parse(reader.ReadToEnd(), path, where);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new AssayTableException(path, 0, $"The table cannot be read: {error.Message}");
        }
    }

    /// <summary>Reads text.</summary>
    /// <param name="text">The whole table.</param>
    /// <param name="file">What to call it in messages.</param>
    /// <param name="where">Which rows to keep; null for all.</param>
    /// <exception cref="AssayTableException">It is no table.</exception>
    public static AssayTable Parse(string text, string file = "table", RowFilter? where = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return new(DelimitedText.Parse(text, file), where);
        }
        catch (LineageTableException error)
        {
            throw new AssayTableException(error.File, 0, error.Message[(error.File.Length + (error.Line > 0 ? 1 : 2))..]);
        }
    }

    /// <summary>Whether there is a column.</summary>
    public bool Has(string column) => _text.Header.Contains(column);

    /// <summary>A column as text, one per row.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="option">The option that names it, for messages.</param>
    public string[] Texts(string column, string option)
    {
        var at = Column(column, option);
        return [.. _rows.Select(r => r.Fields[at].Trim())];
    }

    /// <summary>A column as numbers, one per row; empty, NA and NaN are NaN.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="option">The option that names it, for messages.</param>
    /// <param name="least">Smallest value that can be.</param>
    public double[] Numbers(string column, string option, double least = double.NegativeInfinity)
    {
        var at = Column(column, option);
        return [.. _rows.Select(r => Number(r.Line, column, r.Fields[at].Trim(), least))];
    }

    internal bool[] Fulfilling(RowFilter filter, string option)
    {
        var conditions = filter.Conditions.Select(c => (Condition: c, Column: Column(c.Column, option))).ToArray();
        return [.. _rows.Select(r => conditions.All(c => c.Condition.Keeps(r.Fields[c.Column])))];
    }

    private double Number(int line, string column, string field, double least)
    {
        if (field.Length == 0 || field is "NA" or "NaN" or "nan" or "null") return double.NaN;
        if (!double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            throw new AssayTableException(File, line, $"Column '{column}' holds '{field}'. This has to be a number with a decimal point, or empty.");
        return value >= least || double.IsNaN(value) ? value : throw new AssayTableException(File, line, $"Column '{column}' holds {field}, which cannot be less than {least.ToString(CultureInfo.InvariantCulture)}. Correct the row, or leave it out with --where.");
    }

    private int Column(string name, string option)
    {
        for (var i = 0; i < _text.Header.Count; i++) if (_text.Header[i] == name) return i;
        throw new AssayTableException(File, 1, $"There is no column '{name}'. The nearest are {Quoted(NearestNames.To(name, Header))}; all are {Quoted(Header)}. Name the right one with {option}.");
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));
}

using System.Globalization;
using System.Text;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Packed;
using Sintropia.Data.TenX;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Delimited;

/// <summary>Tables of numbers as text, separated by commas or tabs, packed with gzip or not: a row a cell and a column a gene, or the other way round.</summary>
/// <remarks>The first line names columns, the first column rows. A column whose first value is no number is known of cells, not a gene; only where cells are rows. Empty, NA and nan are not a number.</remarks>
public static class DelimitedFile
{
    /// <summary>Whether the name of a file says that it is one: .csv, .tsv or .txt, with .gz or without.</summary>
    public static bool Is(string path) => Extension(path) is ".csv" or ".tsv" or ".txt";

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is; .csv is separated by commas, others by tabs.</param>
    /// <param name="genesInRows">Whether a row is a gene.</param>
    /// <param name="texts">Columns that are known of cells whatever their first value is; null for none.</param>
    /// <exception cref="DataFileException">It is no such table; the message names the line.</exception>
    public static AnnotatedMatrix Read(string path, bool genesInRows = false, IReadOnlySet<string>? texts = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var reader = new StreamReader(PackedFile.Open(path), Encoding.UTF8);
            var table = new DelimitedTable(path, Extension(path) == ".csv" ? ',' : '\t');
            table.ReadAll(reader, textsAllowed: !genesInRows, texts);
            if (genesInRows) return new(Fitting(table.Numbers().Transposed()), new(table.Columns), new(TenXFolder.Unique(table.Rows)));
            return new(Fitting(table.Numbers()), new(table.Rows, table.Texts()), new(TenXFolder.Unique(table.Columns)));
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException)
        {
            throw PackedFile.Damaged(path, damaged);
        }
    }

    /// <summary>Writes X, or a layer, with cells in rows. Nothing else fits into such a file.</summary>
    /// <exception cref="DataFileException">It cannot be written.</exception>
    public static void Write(string path, AnnotatedMatrix data, string? layer = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(data);
        var matrix = data.Matrix(layer);
        var separator = Extension(path) == ".csv" ? ',' : '\t';
        PackedFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
            writer.Write("cell");
            foreach (var gene in data.Var.Names) writer.Write(separator + Quoted(gene, separator));
            writer.WriteLine();
            var row = new float[matrix.Columns];
            for (var cell = 0; cell < matrix.Rows; cell++)
            {
                writer.Write(Quoted(data.Obs.Names[cell], separator));
                matrix.CopyRow(cell, row);
                foreach (var value in row)
                {
                    writer.Write(separator);
                    if (value == 0) writer.Write('0');
                    else writer.Write(value.ToString("R", CultureInfo.InvariantCulture));
                }

                writer.WriteLine();
            }
        });
    }

    private static string Extension(string path) => Path.GetExtension(PackedFile.IsPacked(path) ? path[..^3] : path).ToLowerInvariant();

    private static string Quoted(string name, char separator) => name.AsSpan().IndexOfAny(['"', '\n', '\r', separator]) < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // Where most values are not zero, places cost more than zeros.
    private static CellMatrix Fitting(SparseMatrix matrix) => matrix.StoredValues * 2 > (long)matrix.Rows * matrix.Columns && (long)matrix.Rows * matrix.Columns <= Array.MaxLength ? new DenseMatrix(matrix.Rows, matrix.Columns, matrix.ToDense()) : matrix;
}

using Sintropia.Data.Matrices;
using Sintropia.Data.Stored;
using System.Numerics;

namespace Sintropia.Data.AnnData;

/// <summary>A matrix in an open file: its shape is known, its values are read when asked for.</summary>
public abstract class StoredMatrix
{
    private protected StoredMatrix(string name, StoredNode node, long rows, long columns)
    {
        (Name, Node) = (name, node);
        if (rows is < 0 or > int.MaxValue || columns is < 0 or > int.MaxValue) throw node.Wrong($"Its shape is {rows} × {columns}; extents from 0 to {int.MaxValue} are read.", "Split the file, or get it again if it is damaged.");
        (Rows, Columns) = ((int)rows, (int)columns);
    }

    /// <summary>What AnnData calls it: X, layers/counts, raw/X.</summary>
    public string Name { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>How the file keeps it.</summary>
    public abstract StoredLayout Layout { get; }

    /// <summary>The type of its values in the file, as numpy calls it: float32, int64.</summary>
    public abstract string ElementType { get; }

    /// <summary>How many values the file keeps, zeros that are stored included.</summary>
    public abstract long StoredValues { get; }

    private protected StoredNode Node { get; }

    /// <summary>All rows.</summary>
    /// <exception cref="DataFileException">The file is damaged, or an array cannot hold so many values.</exception>
    public CellMatrix Read() => ReadRows(0, Rows);

    /// <summary>Rows that follow each other, without reading others.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="DataFileException">The file is damaged, or an array cannot hold so many values.</exception>
    public CellMatrix ReadRows(int first, int count)
    {
        Within(first, count);
        return Range(first, count);
    }

    /// <summary>Rows in the order given; one may come more than once.</summary>
    /// <exception cref="DataFileException">The file is damaged, or an array cannot hold so many values.</exception>
    public CellMatrix ReadRows(ReadOnlySpan<int> rows)
    {
        foreach (var row in rows) Within(row, 1);
        var chosen = rows.ToArray();
        int[] once = [.. chosen.Distinct().Order()];
        var read = once.Length > 0 && once[^1] - once[0] == once.Length - 1 ? Range(once[0], once.Length) : Chosen(once);
        return chosen.AsSpan().SequenceEqual(once) ? read : read.SelectRows([.. chosen.Select(row => Array.BinarySearch(once, row))]);
    }

    /// <summary>Rows as double, which holds every number that a file keeps but integers beyond 2⁵³.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <returns>Row after row, zeros included; [count × columns].</returns>
    /// <exception cref="DataFileException">The file is damaged, or an array cannot hold so many values.</exception>
    public double[] ReadDoubles(int first, int count)
    {
        Within(first, count);
        return Doubles(first, count);
    }

    /// <summary>All rows in blocks that fit into some memory, one after the other.</summary>
    /// <param name="bytes">How much memory a block may take; a single row may take more.</param>
    public IEnumerable<RowBlock> Blocks(long bytes = 64 << 20)
    {
        for (var first = 0; first < Rows;)
        {
            var count = Math.Clamp(RowsWithin(first, bytes), 1, Rows - first);
            yield return new(first, Range(first, count));
            first += count;
        }
    }

    /// <summary>Opens what lies under a name: a dataset, or a group in either layout.</summary>
    internal static StoredMatrix Open(string name, StoredNode node)
    {
        if (node is StoredDataset dataset) return new StoredDense(name, dataset);
        return ((StoredGroup)node, Format(node)) switch
        {
            (var group, "csr") => new StoredRows(name, group),
            (var group, "csc") => new StoredColumns(name, group),
            var (_, other) => throw node.Wrong(other is null ? "It is a group that does not say which matrix it is (encoding-type)." : $"It is a matrix of the kind '{other}', which is not read.", "Dense matrices, csr_matrix and csc_matrix are; write it again as one of them."),
        };
    }

    /// <summary>Whether a group is a sparse matrix, and of which kind: csr or csc; null where it is none.</summary>
    internal static string? Format(StoredNode node) => (node.Text("encoding-type") ?? node.Text("h5sparse_format")) switch
    {
        "csr_matrix" or "csr" => "csr",
        "csc_matrix" or "csc" => "csc",
        null or "" => null,
        var other => other,
    };

    private protected abstract CellMatrix Range(int first, int count);

    /// <summary>Rows that increase.</summary>
    private protected abstract CellMatrix Chosen(int[] rows);

    private protected abstract double[] Doubles(int first, int count);

    private protected abstract int RowsWithin(int first, long bytes);

    private protected T[] Dense<T>(int rows) where T : INumber<T> =>
        (long)rows * Columns is var count && count <= Array.MaxLength ? new T[count] : throw Node.Wrong($"{rows} × {Columns} values are more than an array can hold.", "Read blocks of rows.");

    private void Within(int first, int count)
    {
        if (first < 0 || count < 0 || first > Rows - count) throw new ArgumentOutOfRangeException(nameof(first), first, $"Rows {first} to {(long)first + count} were asked for, and {Name} has {Rows}.");
    }
}

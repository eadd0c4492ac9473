namespace Sintropia.Data.Matrices;

/// <summary>A matrix in memory whose rows are cells and whose columns are genes, dimensions or cells: [rows, columns] of float.</summary>
public abstract class CellMatrix
{
    private protected CellMatrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        (Rows, Columns) = (rows, columns);
    }

    /// <summary>Number of rows; cells, as a rule.</summary>
    public int Rows { get; }

    /// <summary>Number of columns; genes, as a rule.</summary>
    public int Columns { get; }

    /// <summary>How many values were not as they are in the source, because float cannot hold them: 64-bit integers and doubles that were rounded. 0 where all are exact.</summary>
    public long Rounded { get; init; }

    /// <summary>How many values are kept, zeros that are stored included.</summary>
    public abstract long StoredValues { get; }

    /// <summary>The value of a row and column.</summary>
    public abstract float this[int row, int column] { get; }

    /// <summary>Writes one row, zeros included.</summary>
    /// <param name="row">Which.</param>
    /// <param name="dense">Gets its values; length <see cref="Columns"/>.</param>
    public abstract void CopyRow(int row, Span<float> dense);

    /// <summary>The sum of each row, [rows]; added in double in the order of columns.</summary>
    public abstract double[] RowSums();

    /// <summary>The sum of each column, [columns]; added in double in the order of rows.</summary>
    public abstract double[] ColumnSums();

    /// <summary>Rows in the order given; one may come more than once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public abstract CellMatrix SelectRows(ReadOnlySpan<int> rows);

    /// <summary>Columns in the order given; one may come more than once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public abstract CellMatrix SelectColumns(ReadOnlySpan<int> columns);

    /// <summary>All values row after row; length rows × columns.</summary>
    /// <exception cref="InvalidOperationException">An array cannot have so many.</exception>
    public float[] ToDense()
    {
        var count = (long)Rows * Columns;
        if (count > Array.MaxLength) throw new InvalidOperationException($"{Rows} × {Columns} values are more than an array can hold. Take rows with CopyRow, or fewer of them with SelectRows.");
        var dense = new float[count];
        for (var row = 0; row < Rows; row++) CopyRow(row, dense.AsSpan(row * Columns, Columns));
        return dense;
    }

    private protected void CheckRow(int row, Span<float> dense)
    {
        if ((uint)row >= (uint)Rows) throw new ArgumentOutOfRangeException(nameof(row), row, $"There is no row {row}: the matrix has {Rows}, from 0.");
        if (dense.Length != Columns) throw new ArgumentException($"{dense.Length} places do not hold a row of {Columns} values. Give as many as there are columns.", nameof(dense));
    }

    private protected static void CheckAll(ReadOnlySpan<int> chosen, int count, string what)
    {
        foreach (var one in chosen)
            if ((uint)one >= (uint)count)
                throw new ArgumentOutOfRangeException(what, one, $"There is no {what} {one}: the matrix has {count}, from 0.");
    }
}

namespace Sintropia.Data.Matrices;

/// <summary>A matrix that keeps every value, row after row.</summary>
public sealed class DenseMatrix : CellMatrix
{
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="values">All values row after row; length rows × columns, not copied.</param>
    /// <exception cref="ArgumentException">There are more or fewer values.</exception>
    public DenseMatrix(int rows, int columns, float[] values)
        : base(rows, columns)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != (long)rows * columns) throw new ArgumentException($"{values.Length} values do not make {rows} × {columns}.", nameof(values));
        Values = values;
    }

    /// <summary>All values, row after row.</summary>
    public float[] Values { get; }

    /// <inheritdoc/>
    public override long StoredValues => Values.Length;

    /// <inheritdoc/>
    public override float this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
            return Row(row)[column];
        }
    }

    /// <summary>The values of a row.</summary>
    public ReadOnlySpan<float> Row(int row)
    {
        if ((uint)row >= (uint)Rows) throw new ArgumentOutOfRangeException(nameof(row), row, $"There is no row {row}: the matrix has {Rows}, from 0.");
        return Values.AsSpan((int)((long)row * Columns), Columns);
    }

    /// <inheritdoc/>
    public override void CopyRow(int row, Span<float> dense)
    {
        CheckRow(row, dense);
        Row(row).CopyTo(dense);
    }

    /// <inheritdoc/>
    public override double[] RowSums()
    {
        var sums = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var sum = 0.0;
            foreach (var value in Row(row)) sum += value;
            sums[row] = sum;
        }

        return sums;
    }

    /// <inheritdoc/>
    public override double[] ColumnSums()
    {
        var sums = new double[Columns];
        for (var row = 0; row < Rows; row++)
        {
            var values = Row(row);
            for (var column = 0; column < values.Length; column++) sums[column] += values[column];
        }

        return sums;
    }

    /// <inheritdoc/>
    public override DenseMatrix SelectRows(ReadOnlySpan<int> rows)
    {
        CheckAll(rows, Rows, "row");
        var values = new float[checked(rows.Length * Columns)];
        for (var i = 0; i < rows.Length; i++) Row(rows[i]).CopyTo(values.AsSpan(i * Columns));
        return new(rows.Length, Columns, values) { Rounded = Rounded };
    }

    /// <inheritdoc/>
    public override DenseMatrix SelectColumns(ReadOnlySpan<int> columns)
    {
        CheckAll(columns, Columns, "column");
        var values = new float[checked(Rows * columns.Length)];
        for (var row = 0; row < Rows; row++)
        {
            var from = Row(row);
            var to = values.AsSpan(row * columns.Length, columns.Length);
            for (var i = 0; i < columns.Length; i++) to[i] = from[columns[i]];
        }

        return new(Rows, columns.Length, values) { Rounded = Rounded };
    }
}

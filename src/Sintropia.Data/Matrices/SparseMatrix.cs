namespace Sintropia.Data.Matrices;

/// <summary>A matrix that keeps the values that are not zero, row after row (CSR): those of row r are at <c>RowStarts[r]</c> to <c>RowStarts[r + 1]</c>, by increasing column.</summary>
public sealed class SparseMatrix : CellMatrix
{
    /// <summary>Checks what it is given.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="rowStarts">Where rows begin, and where the last ends; length rows + 1, not copied.</param>
    /// <param name="columnIndices">Column of each value; strictly increasing within a row, not copied.</param>
    /// <param name="values">The values, not copied.</param>
    /// <exception cref="ArgumentException">Starts decrease or do not end at the number of values; indices are out of range, or not in order.</exception>
    public SparseMatrix(int rows, int columns, long[] rowStarts, int[] columnIndices, float[] values)
        : base(rows, columns)
    {
        ArgumentNullException.ThrowIfNull(rowStarts);
        ArgumentNullException.ThrowIfNull(columnIndices);
        ArgumentNullException.ThrowIfNull(values);
        (RowStarts, ColumnIndices, Values) = (rowStarts, columnIndices, values);
        Check();
    }

    private SparseMatrix(int rows, int columns, (long[] RowStarts, int[] ColumnIndices, float[] Values) kept)
        : base(rows, columns)
    {
        (RowStarts, ColumnIndices, Values) = kept;
    }

    /// <summary>Where rows begin, and where the last ends; length rows + 1.</summary>
    public long[] RowStarts { get; }

    /// <summary>The column of each value; strictly increasing within a row.</summary>
    public int[] ColumnIndices { get; }

    /// <summary>The values.</summary>
    public float[] Values { get; }

    /// <inheritdoc/>
    public override long StoredValues => Values.Length;

    /// <inheritdoc/>
    public override float this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
            var at = ColumnsOf(row).BinarySearch(column);
            return at >= 0 ? ValuesOf(row)[at] : 0;
        }
    }

    /// <summary>The columns of a row's values.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => ColumnIndices.AsSpan(Start(row), Length(row));

    /// <summary>A row's values, in the order of <see cref="ColumnsOf"/>.</summary>
    public ReadOnlySpan<float> ValuesOf(int row) => Values.AsSpan(Start(row), Length(row));

    /// <inheritdoc/>
    public override void CopyRow(int row, Span<float> dense)
    {
        CheckRow(row, dense);
        dense.Clear();
        var columns = ColumnsOf(row);
        var values = ValuesOf(row);
        for (var i = 0; i < columns.Length; i++) dense[columns[i]] = values[i];
    }

    /// <inheritdoc/>
    public override double[] RowSums()
    {
        var sums = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var sum = 0.0;
            foreach (var value in ValuesOf(row)) sum += value;
            sums[row] = sum;
        }

        return sums;
    }

    /// <inheritdoc/>
    public override double[] ColumnSums()
    {
        var sums = new double[Columns];
        for (var i = 0; i < Values.Length; i++) sums[ColumnIndices[i]] += Values[i];
        return sums;
    }

    /// <inheritdoc/>
    public override SparseMatrix SelectRows(ReadOnlySpan<int> rows)
    {
        CheckAll(rows, Rows, "row");
        var starts = new long[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++) starts[i + 1] = starts[i] + Length(rows[i]);
        var (columns, values) = (new int[starts[^1]], new float[starts[^1]]);
        for (var i = 0; i < rows.Length; i++)
        {
            ColumnsOf(rows[i]).CopyTo(columns.AsSpan((int)starts[i]));
            ValuesOf(rows[i]).CopyTo(values.AsSpan((int)starts[i]));
        }

        return new(rows.Length, Columns, (starts, columns, values)) { Rounded = Rounded };
    }

    /// <inheritdoc/>
    public override SparseMatrix SelectColumns(ReadOnlySpan<int> columns)
    {
        CheckAll(columns, Columns, "column");
        var places = Places(columns);
        var (starts, indices, values) = (new long[Rows + 1], new List<int>(), new List<float>());
        var row = new List<(int Column, float Value)>();
        for (var r = 0; r < Rows; r++)
        {
            row.Clear();
            var from = ColumnsOf(r);
            var stored = ValuesOf(r);
            for (var i = 0; i < from.Length; i++)
                foreach (var place in places.Of(from[i]))
                    row.Add((place, stored[i]));

            row.Sort(static (a, b) => a.Column.CompareTo(b.Column));
            foreach (var (column, value) in row)
            {
                indices.Add(column);
                values.Add(value);
            }

            starts[r + 1] = indices.Count;
        }

        return new(Rows, columns.Length, (starts, [.. indices], [.. values])) { Rounded = Rounded };
    }

    /// <summary>Rows become columns.</summary>
    public SparseMatrix Transposed()
    {
        var starts = new long[Columns + 1];
        foreach (var column in ColumnIndices) starts[column + 1]++;
        for (var column = 0; column < Columns; column++) starts[column + 1] += starts[column];
        var (next, rows, values) = (starts[..^1], new int[Values.Length], new float[Values.Length]);
        for (var row = 0; row < Rows; row++)
            for (var i = RowStarts[row]; i < RowStarts[row + 1]; i++)
            {
                var to = next[ColumnIndices[i]]++;
                (rows[to], values[to]) = (row, Values[i]);
            }

        return new(Columns, Rows, (starts, rows, values)) { Rounded = Rounded };
    }

    /// <summary>Keeps what is not zero of values row after row.</summary>
    public static SparseMatrix FromDense(int rows, int columns, ReadOnlySpan<float> dense)
    {
        if (dense.Length != (long)rows * columns) throw new ArgumentException($"{dense.Length} values do not make {rows} × {columns}.", nameof(dense));
        var (starts, indices, values) = (new long[rows + 1], new List<int>(), new List<float>());
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (dense[row * columns + column] is not (var value and not 0)) continue;
                indices.Add(column);
                values.Add(value);
            }

            starts[row + 1] = indices.Count;
        }

        return new(rows, columns, (starts, [.. indices], [.. values]));
    }

    /// <summary>What a reader has checked already.</summary>
    internal static SparseMatrix Trusted(int rows, int columns, long[] rowStarts, int[] columnIndices, float[] values, long rounded = 0) => new(rows, columns, (rowStarts, columnIndices, values)) { Rounded = rounded };

    private int Start(int row)
    {
        if ((uint)row >= (uint)Rows) throw new ArgumentOutOfRangeException(nameof(row), row, $"There is no row {row}: the matrix has {Rows}, from 0.");
        return (int)RowStarts[row];
    }

    private int Length(int row) => (int)(RowStarts[row + 1] - RowStarts[row]);

    // Where each column goes; a list in one array, since a column may be asked for more than once.
    private ChosenColumns Places(ReadOnlySpan<int> columns)
    {
        var starts = new int[Columns + 1];
        foreach (var column in columns) starts[column + 1]++;
        for (var i = 0; i < Columns; i++) starts[i + 1] += starts[i];
        var (next, targets) = (starts[..^1], new int[columns.Length]);
        for (var i = 0; i < columns.Length; i++) targets[next[columns[i]]++] = i;
        return new(starts, targets);
    }

    private void Check()
    {
        if (RowStarts.Length != Rows + 1L) throw new ArgumentException($"{RowStarts.Length} row starts do not fit {Rows} rows: there have to be one more than rows.");
        if (ColumnIndices.Length != Values.Length) throw new ArgumentException($"{ColumnIndices.Length} column indices do not fit {Values.Length} values.");
        for (var row = 0; row < Rows; row++)
            if (RowStarts[row + 1] < RowStarts[row])
                throw new ArgumentException($"Row {row} begins at {RowStarts[row]} and ends at {RowStarts[row + 1]}: row starts must not decrease.");
        if (RowStarts[0] != 0 || RowStarts[^1] != Values.Length) throw new ArgumentException($"Row starts go from {RowStarts[0]} to {RowStarts[^1]}; they have to go from 0 to the number of values, {Values.Length}.");
        for (var row = 0; row < Rows; row++)
        {
            var last = -1;
            foreach (var column in ColumnsOf(row))
            {
                if (column <= last || column >= Columns) throw new ArgumentException($"Row {row} has column {column} after {last}: columns have to increase and be less than {Columns}.");
                last = column;
            }
        }
    }

    private readonly record struct ChosenColumns(int[] Starts, int[] Targets)
    {
        public ReadOnlySpan<int> Of(int column) => Targets.AsSpan(Starts[column], Starts[column + 1] - Starts[column]);
    }
}

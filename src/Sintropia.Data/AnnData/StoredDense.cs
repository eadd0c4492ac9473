using Sintropia.Data.Matrices;
using Sintropia.Data.Stored;
using System.Numerics;

namespace Sintropia.Data.AnnData;

/// <summary>A dense matrix in a file.</summary>
internal sealed class StoredDense : StoredMatrix
{
    private const int WorthReadingOver = 1 << 14;

    private readonly StoredDataset _values;

    public StoredDense(string name, StoredDataset values)
        : base(name, values, Extent(values, 0), Extent(values, 1))
    {
        _values = values;
        if (!values.Elements.AreNumbers) throw values.Wrong($"Its elements are {values.Elements.Name}, and a matrix has numbers.", "Write the file again with AnnData.");
    }

    public override StoredLayout Layout => StoredLayout.Dense;

    public override string ElementType => _values.Elements.Name;

    public override long StoredValues => _values.Count;

    private protected override CellMatrix Range(int first, int count)
    {
        var values = Dense<float>(count);
        var rounded = Read(first, count, values.AsSpan());
        return new DenseMatrix(count, Columns, values) { Rounded = rounded };
    }

    private protected override double[] Doubles(int first, int count)
    {
        var values = Dense<double>(count);
        Read(first, count, values.AsSpan());
        return values;
    }

    private protected override CellMatrix Chosen(int[] rows)
    {
        var values = Dense<float>(rows.Length);
        var rounded = 0L;
        foreach (var (begin, end) in RowRuns.Of(rows, Math.Max(1, WorthReadingOver / Math.Max(1, Columns))))
        {
            var (first, count) = (rows[begin], rows[end - 1] + 1 - rows[begin]);
            if (count == end - begin)
            {
                rounded += Read(first, count, values.AsSpan(begin * Columns, count * Columns));
                continue;
            }

            var run = Dense<float>(count);
            rounded += Read(first, count, run.AsSpan());
            for (var i = begin; i < end; i++) run.AsSpan((rows[i] - first) * Columns, Columns).CopyTo(values.AsSpan(i * Columns));
        }

        return new DenseMatrix(rows.Length, Columns, values) { Rounded = rounded };
    }

    private protected override int RowsWithin(int first, long bytes)
    {
        // Whole chunks, so that none is unpacked for two blocks.
        var rows = bytes / Math.Max(1, (long)Columns * sizeof(float));
        if (_values.ChunkRows > 0 && rows >= _values.ChunkRows) rows -= (first + rows) % _values.ChunkRows;
        return (int)Math.Clamp(rows, 1, int.MaxValue);
    }

    private long Read<T>(int first, int count, Span<T> values) where T : unmanaged, INumber<T> => values.Length == 0 ? 0 : _values.Read([first, 0], [count, Columns], values);

    private static long Extent(StoredDataset values, int dimension) => values.Extents.Length == 2 ? values.Extents[dimension]
        : throw values.Wrong($"It has {values.Extents.Length} dimensions, and a matrix has 2.", "Write the file again with AnnData.");
}

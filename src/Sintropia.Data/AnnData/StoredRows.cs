using Sintropia.Data.Matrices;
using Sintropia.Data.Stored;
using System.Numerics;

namespace Sintropia.Data.AnnData;

/// <summary>A sparse matrix that is kept by rows (CSR).</summary>
internal sealed class StoredRows(string name, StoredGroup group) : StoredSparse(name, group, byRows: true)
{
    private const int WorthReadingOver = 1 << 13;

    public override StoredLayout Layout => StoredLayout.ByRows;

    private protected override (long[] Starts, int[] Columns, T[] Values, long Rounded) Sparse<T>(int first, int count)
    {
        var starts = new long[count + 1];
        var begin = Starts[first];
        for (var row = 0; row <= count; row++) starts[row] = Starts[first + row] - begin;
        var length = Whole(starts[count]);
        var (columns, values) = (GC.AllocateUninitializedArray<int>(length), GC.AllocateUninitializedArray<T>(length));
        ReadPlaces(begin, columns, Columns);
        var rounded = Values.Read(begin, values.AsSpan());
        return RowOrder.Kept(starts, columns, values) is var (ordered, indices, kept) ? (ordered, indices, kept, rounded) : default;
    }

    private protected override CellMatrix Chosen(int[] rows)
    {
        var parts = new List<CellMatrix>();
        for (var begin = 0; begin < rows.Length;)
        {
            // Rows between which little lies are read together with it.
            var end = begin + 1;
            while (end < rows.Length && Starts[rows[end]] - Starts[rows[end - 1] + 1] <= WorthReadingOver) end++;
            var part = Range(rows[begin], rows[end - 1] + 1 - rows[begin]);
            var first = rows[begin];
            parts.Add(part.Rows == end - begin ? part : part.SelectRows([.. rows[begin..end].Select(row => row - first)]));
            begin = end;
        }

        return Joined(parts);
    }

    private protected override int RowsWithin(int first, long bytes)
    {
        var end = Array.BinarySearch(Starts, first, Rows + 1 - first, Starts[first] + bytes / (sizeof(int) + sizeof(float)));
        return (end < 0 ? ~end - 1 : end) - first;
    }

    private SparseMatrix Joined(List<CellMatrix> parts)
    {
        var total = Whole(parts.Sum(p => p.StoredValues));
        var (starts, columns, values) = (new List<long>(parts.Sum(p => p.Rows) + 1) { 0 }, new int[total], new float[total]);
        foreach (var part in parts.Cast<SparseMatrix>())
        {
            var at = starts[^1];
            part.ColumnIndices.CopyTo(columns, at);
            part.Values.CopyTo(values, at);
            for (var row = 1; row <= part.Rows; row++) starts.Add(at + part.RowStarts[row]);
        }

        return SparseMatrix.Trusted(starts.Count - 1, Columns, [.. starts], columns, values, parts.Sum(p => p.Rounded));
    }
}

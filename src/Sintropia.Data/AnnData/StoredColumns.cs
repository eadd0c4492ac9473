using Sintropia.Data.Matrices;
using Sintropia.Data.Stored;
using System.Numerics;

namespace Sintropia.Data.AnnData;

/// <summary>A sparse matrix that is kept by columns (CSC). Reading rows passes over it twice: to count, and to put values in place.</summary>
internal sealed class StoredColumns(string name, StoredGroup group) : StoredSparse(name, group, byRows: false)
{
    public override StoredLayout Layout => StoredLayout.ByColumns;

    private protected override (long[] Starts, int[] Columns, T[] Values, long Rounded) Sparse<T>(int first, int count)
    {
        var slots = new int[Rows];
        Array.Fill(slots, -1);
        for (var i = 0; i < count; i++) slots[first + i] = i;
        return Gathered<T>(slots, count);
    }

    private protected override CellMatrix Chosen(int[] rows)
    {
        var slots = new int[Rows];
        Array.Fill(slots, -1);
        for (var i = 0; i < rows.Length; i++) slots[rows[i]] = i;
        var (starts, columns, values, rounded) = Gathered<float>(slots, rows.Length);
        return SparseMatrix.Trusted(rows.Length, Columns, starts, columns, values, rounded);
    }

    // As many rows as there can be, since each block is two passes.
    private protected override int RowsWithin(int first, long bytes) => (int)Math.Clamp(bytes / Math.Max(1, 8 * (StoredValues / Math.Max(1, Rows) + 1)), 1, Rows - first);

    private (long[] Starts, int[] Columns, T[] Values, long Rounded) Gathered<T>(int[] slots, int count) where T : unmanaged, INumber<T>
    {
        var places = new int[(int)Math.Min(AtOnce, Values.Count)];
        var starts = new long[count + 1];
        for (var done = 0L; done < Values.Count; done += places.Length)
        {
            var part = places.AsSpan(0, (int)Math.Min(places.Length, Values.Count - done));
            ReadPlaces(done, part, Rows);
            foreach (var row in part)
                if (slots[row] >= 0)
                    starts[slots[row] + 1]++;
        }

        for (var row = 0; row < count; row++) starts[row + 1] += starts[row];
        var length = Whole(starts[count]);
        var (columns, values) = (new int[length], new T[length]);
        var rounded = Put(slots, starts.AsSpan(0, count).ToArray(), places, columns, values);
        return RowOrder.Kept(starts, columns, values) is var (ordered, indices, kept) ? (ordered, indices, kept, rounded) : default;
    }

    private long Put<T>(int[] slots, long[] next, int[] places, int[] columns, T[] values) where T : unmanaged, INumber<T>
    {
        var read = new T[places.Length];
        var (column, rounded) = (0, 0L);
        for (var done = 0L; done < Values.Count; done += places.Length)
        {
            var count = (int)Math.Min(places.Length, Values.Count - done);
            ReadPlaces(done, places.AsSpan(0, count), Rows);
            rounded += Values.Read(done, read.AsSpan(0, count));
            for (var i = 0; i < count; i++)
            {
                while (Starts[column + 1] <= done + i) column++;
                var slot = slots[places[i]];
                if (slot < 0) continue;
                var to = next[slot]++;
                (columns[to], values[to]) = (column, read[i]);
            }
        }

        return rounded;
    }
}

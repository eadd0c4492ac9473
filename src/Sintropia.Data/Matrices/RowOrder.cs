using System.Numerics;

namespace Sintropia.Data.Matrices;

/// <summary>Columns of a sparse matrix increase within each row. Files need not keep them so, and may name a place twice, which means the sum.</summary>
internal static class RowOrder
{
    /// <summary>The same values in order; the arrays themselves where they are.</summary>
    public static (long[] Starts, int[] Columns, T[] Values) Kept<T>(long[] starts, int[] columns, T[] values) where T : INumber<T>
    {
        var repeated = false;
        for (var row = 0; row < starts.Length - 1; row++)
        {
            int begin = (int)starts[row], end = (int)starts[row + 1];
            if (IsOrdered(columns.AsSpan(begin, end - begin))) continue;
            Sort(columns.AsSpan(begin, end - begin), values.AsSpan(begin, end - begin));
            for (var i = begin + 1; i < end; i++) repeated |= columns[i] == columns[i - 1];
        }

        return repeated ? Summed(starts, columns, values) : (starts, columns, values);
    }

    private static bool IsOrdered(ReadOnlySpan<int> columns)
    {
        for (var i = 1; i < columns.Length; i++)
            if (columns[i] <= columns[i - 1])
                return false;
        return true;
    }

    // Of two values of one place the earlier is added first: the sort has to keep their order.
    private static void Sort<T>(Span<int> columns, Span<T> values)
    {
        var keys = new long[columns.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = ((long)columns[i] << 32) | (uint)i;
        var before = values.ToArray();
        Array.Sort(keys);
        for (var i = 0; i < keys.Length; i++) (columns[i], values[i]) = ((int)(keys[i] >> 32), before[(int)keys[i]]);
    }

    private static (long[] Starts, int[] Columns, T[] Values) Summed<T>(long[] starts, int[] columns, T[] values) where T : INumber<T>
    {
        var sums = new long[starts.Length];
        var to = 0;
        for (var row = 0; row < starts.Length - 1; row++)
        {
            var first = to;
            for (var i = (int)starts[row]; i < starts[row + 1]; i++)
            {
                if (to > first && columns[to - 1] == columns[i]) values[to - 1] += values[i];
                else (columns[to], values[to++]) = (columns[i], values[i]);
            }

            sums[row + 1] = to;
        }

        return (sums, columns[..to], values[..to]);
    }
}

namespace Sintropia.Data.AnnData;

/// <summary>Rows that are near enough to be read in one go.</summary>
internal static class RowRuns
{
    /// <summary>Parts of increasing rows between which no gap is larger than <paramref name="gap"/>: where each begins and ends in the list.</summary>
    public static IEnumerable<(int Begin, int End)> Of(int[] rows, int gap)
    {
        for (int begin = 0, end; begin < rows.Length; begin = end)
        {
            end = begin + 1;
            while (end < rows.Length && rows[end] - rows[end - 1] <= gap) end++;
            yield return (begin, end);
        }
    }
}

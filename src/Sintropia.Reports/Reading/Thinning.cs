namespace Sintropia.Reports.Reading;

/// <summary>Fewer points of a long course, the same ones every time.</summary>
internal static class Thinning
{
    /// <summary>At most <paramref name="maximum"/> points (≥ 2), evenly spaced in order, with the first and the last.</summary>
    public static T[] Evenly<T>(IReadOnlyList<T> points, int maximum)
    {
        if (points.Count <= maximum) return [.. points];
        return [.. Enumerable.Range(0, maximum).Select(i => points[(int)((long)i * (points.Count - 1) / (maximum - 1))])];
    }
}

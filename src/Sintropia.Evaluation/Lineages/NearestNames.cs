namespace Sintropia.Evaluation.Lineages;

/// <summary>Suggestions for a name that does not exist.</summary>
internal static class NearestNames
{
    /// <summary>The up to three existing names nearest to a wrong one, nearest first.</summary>
    public static IReadOnlyList<string> To(string wrong, IEnumerable<string> existing) =>
        [.. existing.OrderBy(name => Distance(wrong.ToLowerInvariant(), name.ToLowerInvariant())).ThenBy(name => name, StringComparer.Ordinal).Take(3)];

    /// <summary>Insertions, deletions and substitutions from one to the other (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}

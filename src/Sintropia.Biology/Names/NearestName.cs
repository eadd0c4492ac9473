namespace Sintropia.Biology.Names;

/// <summary>The existing name that was probably meant.</summary>
public static class NearestName
{
    /// <summary>The nearest name by edits, swapped neighbours and letter case counting as one; null if none is near.</summary>
    /// <param name="wrong">What was written.</param>
    /// <param name="names">What exists.</param>
    public static string? To(string wrong, IEnumerable<string> names)
    {
        // Cut long values: nothing that exists is longer, and the distance is quadratic.
        if (wrong.Length > 100) wrong = wrong[..100];
        var near = names.Select(name => (name, distance: Distance(wrong, name))).OrderBy(n => n.distance).ThenBy(n => n.name, StringComparer.Ordinal).FirstOrDefault();
        return near.name is not null && near.distance <= Math.Max(1, Math.Max(wrong.Length, near.name.Length) * 0.5) ? near.name : null;
    }

    /// <summary>Optimal string alignment; another case costs half an edit.</summary>
    private static double Distance(string a, string b)
    {
        var rows = new double[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        for (var j = 1; j <= b.Length; j++)
        {
            rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + Unlike(a[i - 1], b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
        }

        return rows[a.Length, b.Length];
    }

    private static double Unlike(char a, char b) => a == b ? 0 : char.ToLowerInvariant(a) == char.ToLowerInvariant(b) || (a, b) is ('-', '_') or ('_', '-') or (' ', '_') or (' ', '-') ? 0.5 : 1;
}

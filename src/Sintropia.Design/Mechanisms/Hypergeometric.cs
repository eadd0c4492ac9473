namespace Sintropia.Design.Mechanisms;

/// <summary>Drawing without return: how likely a set shares as many genes with others by chance.</summary>
public static class Hypergeometric
{
    /// <summary>P(X ≥ overlap) for X shared genes of <paramref name="drawn"/> genes drawn from <paramref name="all"/>, <paramref name="marked"/> of which belong to a set.</summary>
    /// <param name="overlap">Genes that are shared.</param>
    /// <param name="all">The background: all genes that could have been found, which is the measured panel and not the genome.</param>
    /// <param name="marked">Genes of the set in the background.</param>
    /// <param name="drawn">Genes that were found.</param>
    /// <exception cref="ArgumentOutOfRangeException">Numbers contradict each other.</exception>
    public static double Upper(int overlap, int all, int marked, int drawn)
    {
        if (all < 0 || marked < 0 || drawn < 0 || marked > all || drawn > all || overlap > Math.Min(marked, drawn)) throw new ArgumentOutOfRangeException(nameof(overlap), overlap, $"{overlap} of {drawn} drawn genes cannot be among {marked} marked ones of {all}. Count all of them in one panel.");
        var least = Math.Max(0, drawn + marked - all);
        if (overlap <= least) return 1;
        double whole = Choices(all, drawn), sum = 0;
        for (var k = Math.Min(marked, drawn); k >= overlap; k--) sum += Math.Exp(Choices(marked, k) + Choices(all - marked, drawn - k) - whole); // the smallest first
        return Math.Min(1, sum);
    }

    // Logarithm of the number of choices of k out of n, by a sum: panels have thousands of genes, not millions.
    private static double Choices(int n, int k)
    {
        var sum = 0.0;
        for (var i = 1; i <= Math.Min(k, n - k); i++) sum += Math.Log((n - i + 1) / (double)i);
        return sum;
    }
}

using System.Collections.Concurrent;

namespace Sintropia.Evaluation.Statistics;

/// <summary>How U is distributed where nothing differs and nothing is tied, by counting all orders: exact integers of 128 bits.</summary>
internal sealed class RankSumDistribution
{
    private static readonly ConcurrentDictionary<(int, int), RankSumDistribution> s_known = new();

    private readonly Int128[] _atMost; // orders with U of at most k

    private RankSumDistribution(int n, int m)
    {
        // Π (1 − q^(m+i))/(1 − q^i): the number of partitions of u into at most n parts of at most m.
        var orders = new Int128[n * m + 1];
        orders[0] = 1;
        for (var i = 1; i <= n; i++)
        {
            for (var u = orders.Length - 1; u >= m + i; u--) orders[u] -= orders[u - m - i];
            for (var u = i; u < orders.Length; u++) orders[u] += orders[u - i];
        }

        for (var u = 1; u < orders.Length; u++) orders[u] += orders[u - 1];
        _atMost = orders;
    }

    /// <summary>The distribution for two sizes, the smaller of which is small: its numbers have to fit.</summary>
    public static RankSumDistribution Of(int n, int m) => s_known.GetOrAdd((Math.Min(n, m), Math.Max(n, m)), sizes => new(sizes.Item1, sizes.Item2));

    /// <summary>P of a U as far from its mean as this, on either side; at most 1.</summary>
    public double TwoSided(long u)
    {
        var least = Math.Min(u, _atMost.Length - 1 - u); // symmetric
        return Math.Min(1, 2 * ((double)_atMost[least] / (double)_atMost[^1]));
    }
}

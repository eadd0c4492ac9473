namespace Sintropia.Sweeps.Sampling;

/// <summary>Points of which each dimension is cut into as many parts as there are points, and each part holds one: McKay, Beckman and Conover, doi:10.1080/00401706.1979.10489755.</summary>
public static class LatinHypercube
{
    /// <summary>Draws points.</summary>
    /// <param name="count">How many.</param>
    /// <param name="dimensions">In how many dimensions.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>Each coordinate in [0, 1); shape [points][dimensions].</returns>
    public static double[][] Points(int count, int dimensions, ulong seed)
    {
        var draws = new UnitDraws(seed);
        var orders = Enumerable.Range(0, dimensions).Select(k => draws.Permutation(count, 2 * (ulong)k, 0)).ToArray();
        return [.. Enumerable.Range(0, count).Select(i => orders.Select((order, k) => (order[i] + draws.Uniform(2 * (ulong)k + 1, (ulong)i)) / count).ToArray())];
    }
}

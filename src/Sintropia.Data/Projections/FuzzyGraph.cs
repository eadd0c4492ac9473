using Sintropia.Biology.Numerics;

namespace Sintropia.Data.Projections;

/// <summary>How strongly points belong together: neighbours by how far they are beyond the nearest, made the same from both sides.</summary>
/// <remarks>McInnes, Healy and Melville 2018, arXiv:1802.03426, sections 3 and 4.</remarks>
internal static class FuzzyGraph
{
    private const int Halvings = 64;
    private const double Near = 1e-5, LeastShare = 1e-3;

    /// <summary>Edges in both directions with their weights, by first point and then second.</summary>
    public static (int[] Starts, int[] Ends, double[] Weights) Of(Neighbours neighbours)
    {
        var (n, k) = (neighbours.Points, neighbours.Count);
        var mean = neighbours.Distances.Length == 0 ? 0 : neighbours.Distances.Average();

        // Each edge is written down from both of its ends, and both writings are brought together by sorting.
        var (keys, weights) = (new long[2 * n * k], new double[2 * n * k]);
        for (var i = 0; i < n; i++)
        {
            var distances = neighbours.Distances.AsSpan(i * k, k);
            var (nearest, scale) = Scale(distances, mean);
            for (var j = 0; j < k; j++)
            {
                var (at, beyond, other) = (2 * (i * k + j), distances[j] - nearest, neighbours.Places[i * k + j]);
                weights[at] = weights[at + 1] = beyond <= 0 || scale == 0 ? 1 : Elementary.Exp(-beyond / scale);
                (keys[at], keys[at + 1]) = (Key(i, other), Key(other, i));
            }
        }

        Array.Sort(keys, weights);
        var (starts, ends, together) = (new int[n + 1], new List<int>(keys.Length), new List<double>(keys.Length));
        for (var at = 0; at < keys.Length; at++)
        {
            var weight = weights[at];
            if (at + 1 < keys.Length && keys[at + 1] == keys[at]) weight = weight + weights[++at] - weights[at - 1] * weights[at];
            starts[(int)(keys[at] >> 32) + 1]++;
            ends.Add((int)(uint)keys[at]);
            together.Add(weight);
        }

        for (var i = 0; i < n; i++) starts[i + 1] += starts[i];
        return (starts, [.. ends], [.. together]);
    }

    /// <summary>The distance of the nearest neighbour that is elsewhere, and the scale at which the weights add up to log₂ of how many there are.</summary>
    private static (double Nearest, double Scale) Scale(ReadOnlySpan<double> distances, double meanOfAll)
    {
        var (nearest, sum, target) = (0.0, 0.0, Elementary.Log(distances.Length) / Elementary.Log(2));
        foreach (var distance in distances)
        {
            sum += distance;
            if (nearest == 0) nearest = distance;
        }

        var (low, high, scale) = (0.0, double.PositiveInfinity, 1.0);
        for (var step = 0; step < Halvings; step++)
        {
            var weight = 0.0;
            foreach (var distance in distances) weight += distance > nearest ? Elementary.Exp(-(distance - nearest) / scale) : 1;
            if (Math.Abs(weight - target) < Near) break;
            if (weight > target) (high, scale) = (scale, (low + scale) / 2);
            else (low, scale) = (scale, double.IsInfinity(high) ? 2 * scale : (scale + high) / 2);
        }

        return (nearest, Math.Max(scale, LeastShare * (nearest > 0 ? sum / distances.Length : meanOfAll)));
    }

    private static long Key(int i, int j) => ((long)i << 32) | (uint)j;
}

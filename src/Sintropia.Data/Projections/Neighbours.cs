using System.Runtime.Intrinsics;
using Sintropia.Tensors.Threads;

namespace Sintropia.Data.Projections;

/// <summary>The nearest points of each point: all distances are looked at, none is guessed.</summary>
/// <param name="Count">How many each point has.</param>
/// <param name="Places">The nearest points of each, nearest first, [points, count]; of points equally far the first goes first.</param>
/// <param name="Distances">How far they are, [points, count].</param>
public sealed record Neighbours(int Count, int[] Places, double[] Distances)
{
    private const int Rows = 64, Tile = 512;

    /// <summary>How many points there are.</summary>
    public int Points => Count == 0 ? 0 : Places.Length / Count;

    /// <summary>Finds the nearest points by straight distance; a point is not its own neighbour.</summary>
    /// <param name="points">[points, dimensions], as principal components.</param>
    /// <param name="dimensions">How many dimensions.</param>
    /// <param name="count">How many neighbours each gets; fewer than points.</param>
    /// <exception cref="ArgumentException">Points do not fit their dimensions, a coordinate is not finite, or there are too few points.</exception>
    public static Neighbours Of(ReadOnlySpan<double> points, int dimensions, int count)
    {
        if (dimensions < 1 || points.Length % dimensions != 0) throw new ArgumentException($"{points.Length} coordinates do not make points of {dimensions} dimensions.", nameof(dimensions));
        var n = points.Length / dimensions;
        if (count < 1 || (n > 0 && count >= n)) throw new ArgumentException($"{n} points do not have {count} neighbours each. Ask for 1 to {Math.Max(1, n - 1)}.", nameof(count));
        for (var i = 0; i < points.Length; i++)
            if (!double.IsFinite(points[i]))
                throw new ArgumentException($"Coordinate {i % dimensions} of point {i / dimensions} (from 0) is {points[i]}. Leave the point out.", nameof(points));

        // Rows are padded with zeros, which add nothing to a distance.
        var width = (dimensions + 3) / 4 * 4;
        var padded = new double[n * width];
        for (var i = 0; i < n; i++) points.Slice(i * dimensions, dimensions).CopyTo(padded.AsSpan(i * width));
        var (places, distances) = (new int[n * count], new double[n * count]);
        Team.Shared.Run(new Search(padded, width, n, count, places, distances), (n + Rows - 1) / Rows);
        return new(count, places, distances);
    }

    private readonly struct Search(double[] points, int width, int n, int count, int[] places, double[] distances) : IChunks
    {
        public void Run(int chunk)
        {
            var (from, to) = (chunk * Rows, Math.Min(n, (chunk + 1) * Rows));
            var filled = new int[to - from];
            for (var tile = 0; tile < n; tile += Tile) // points of a tile stay in the cache while all rows of the chunk meet them
            for (var i = from; i < to; i++)
            {
                var near = places.AsSpan(i * count, count);
                var far = distances.AsSpan(i * count, count);
                for (var j = tile; j < Math.Min(n, tile + Tile); j++)
                {
                    if (j == i) continue;
                    var square = Square(i, j);
                    var held = filled[i - from];
                    if (held == count && !(square < far[count - 1])) continue;
                    var at = held < count ? filled[i - from]++ : count - 1;
                    for (; at > 0 && far[at - 1] > square; at--) (far[at], near[at]) = (far[at - 1], near[at - 1]);
                    (far[at], near[at]) = (square, j);
                }
            }

            for (var k = from * count; k < to * count; k++) distances[k] = Math.Sqrt(distances[k]);
        }

        // Four lanes on every machine, so the order of additions, and the bits, stay.
        private double Square(int i, int j)
        {
            ref var a = ref points[i * width];
            ref var b = ref points[j * width];
            var sum = Vector256<double>.Zero;
            for (nuint d = 0; d < (nuint)width; d += 4)
            {
                var off = Vector256.LoadUnsafe(ref a, d) - Vector256.LoadUnsafe(ref b, d);
                sum = Vector256.FusedMultiplyAdd(off, off, sum);
            }

            return (sum[0] + sum[2]) + (sum[1] + sum[3]);
        }
    }
}

using Sintropia.Biology.Numerics;
using Sintropia.Data.Chance;

namespace Sintropia.Data.Projections;

/// <summary>Lays points out in the plane so that neighbours stay together: for the eye, not for measuring.</summary>
/// <remarks>
/// UMAP (McInnes, Healy and Melville 2018, arXiv:1802.03426) with these choices, which make it a function of its inputs: exact neighbours, the first two coordinates as the start, pulls in the order of points and
/// edges, one after the other on one thread, and Philox for every draw. So it is the same each time and on any number of threads; it is not umap-learn's layout, whose start and draws are others.
/// </remarks>
public static class Embedding
{
    private const int ManyPoints = 10_000;
    private const double StartWidth = 10, Shake = 1e-4, Clip = 4;

    /// <summary>A place in the plane for each point; [points, 2].</summary>
    /// <param name="neighbours">The nearest points of each; 15 is usual.</param>
    /// <param name="start">[points, dimensions] whose first two coordinates are the start, as principal components; one dimension will do.</param>
    /// <param name="dimensions">How many dimensions.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">The start does not fit the neighbours, or an option is out of range.</exception>
    public static double[] Of(Neighbours neighbours, ReadOnlySpan<double> start, int dimensions, EmbeddingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        options ??= new();
        var n = neighbours.Points;
        if (dimensions < 1 || start.Length != (long)n * dimensions) throw new ArgumentException($"{start.Length} coordinates are no start for {n} points in {dimensions} dimensions. Give the points whose neighbours these are.", nameof(start));
        if (options.Repulsions < 0 || options.Epochs is < 0) throw new ArgumentException($"{options.Epochs} epochs with {options.Repulsions} repulsions cannot be gone through. Give numbers from 0.", nameof(options));
        if (!(options.A > 0 && options.B > 0)) throw new ArgumentException($"1/(1 + {options.A}·d^(2·{options.B})) is no curve that falls with distance. Give positive numbers.", nameof(options));
        if (n == 0) return [];

        var places = Start(start, n, dimensions, options.Seed);
        Arrange(places, FuzzyGraph.Of(neighbours), options, options.Epochs ?? (n <= ManyPoints ? 500 : 200));
        return places;
    }

    private static double[] Start(ReadOnlySpan<double> points, int n, int dimensions, ulong seed)
    {
        var (places, greatest) = (new double[2 * n], 0.0);
        for (var i = 0; i < n; i++)
        for (var d = 0; d < Math.Min(2, dimensions); d++)
        {
            places[2 * i + d] = points[i * dimensions + d];
            greatest = Math.Max(greatest, Math.Abs(places[2 * i + d]));
        }

        var draws = new StreamDraws(seed);
        var scale = greatest > 0 ? StartWidth / greatest : 0;
        for (var i = 0; i < places.Length; i++) places[i] = places[i] * scale + Shake * (2 * draws.Uniform(DrawStream.EmbeddingStart, (ulong)i) - 1);
        return places;
    }

    private static void Arrange(double[] places, (int[] Starts, int[] Ends, double[] Weights) graph, EmbeddingOptions options, int epochs)
    {
        var n = places.Length / 2;
        if (graph.Weights.Length == 0) return;
        var strongest = graph.Weights.Max();
        var draws = new StreamDraws(options.Seed);
        var (periods, due) = (new double[graph.Weights.Length], new double[graph.Weights.Length]);
        for (var e = 0; e < periods.Length; e++) due[e] = periods[e] = graph.Weights[e] * epochs < strongest ? double.PositiveInfinity : strongest / graph.Weights[e];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var step = 1 - epoch / (double)epochs;
            for (var i = 0; i < n; i++)
            for (var e = graph.Starts[i]; e < graph.Starts[i + 1]; e++)
            {
                if (due[e] > epoch) continue;
                due[e] += periods[e];
                Pull(places, i, graph.Ends[e], step, options);
                for (var r = 0; r < options.Repulsions; r++)
                    Push(places, i, draws.Below(n, DrawStream.EmbeddingRepulsion, (ulong)e, (ulong)epoch * (ulong)options.Repulsions + (ulong)r), step, options);
            }
        }
    }

    private static void Pull(double[] places, int i, int j, double step, EmbeddingOptions options)
    {
        var (x, y) = (places[2 * i] - places[2 * j], places[2 * i + 1] - places[2 * j + 1]);
        var square = x * x + y * y;
        if (square == 0) return;
        var power = Elementary.Pow(square, options.B);
        var force = -2 * options.A * options.B * (power / square) / (1 + options.A * power);
        var (dx, dy) = (step * Math.Clamp(force * x, -Clip, Clip), step * Math.Clamp(force * y, -Clip, Clip));
        places[2 * i] += dx;
        places[2 * i + 1] += dy;
        places[2 * j] -= dx;
        places[2 * j + 1] -= dy;
    }

    private static void Push(double[] places, int i, int j, double step, EmbeddingOptions options)
    {
        var (x, y) = (places[2 * i] - places[2 * j], places[2 * i + 1] - places[2 * j + 1]);
        var square = x * x + y * y;
        if (square == 0) return; // itself, or a point that the shaking did not part from it
        var force = 2 * options.B / ((0.001 + square) * (1 + options.A * Elementary.Pow(square, options.B)));
        places[2 * i] += step * Math.Clamp(force * x, -Clip, Clip);
        places[2 * i + 1] += step * Math.Clamp(force * y, -Clip, Clip);
    }
}

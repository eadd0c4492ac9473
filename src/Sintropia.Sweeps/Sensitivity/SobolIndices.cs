using Sintropia.Sweeps.Sampling;

namespace Sintropia.Sweeps.Sensitivity;

/// <summary>How much of the variance of an outcome a parameter carries: alone, and with all that it interacts with.</summary>
/// <param name="First">First-order index: the share of the variance that goes when the parameter is known.</param>
/// <param name="Total">Total index: the share that stays when all others are known.</param>
/// <remarks>Jansen's estimators, doi:10.1016/S0010-4655(98)00154-4, of points of <see cref="SaltelliSample"/>.</remarks>
public readonly record struct SobolIndices(Bounds First, Bounds Total)
{
    /// <summary>Estimates the indices.</summary>
    /// <param name="outcomes">Outcomes of the points, in the order of <see cref="SaltelliSample"/>; a row with one that is not finite is left out.</param>
    /// <param name="dimensions">Parameters.</param>
    /// <param name="resamples">Bootstrap resamples of the rows.</param>
    /// <param name="seed">Seed of these.</param>
    /// <returns>One for each parameter; not a number where the outcome does not vary.</returns>
    public static SobolIndices[] Of(IReadOnlyList<double> outcomes, int dimensions, int resamples = 1000, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var width = dimensions + 2;
        if (outcomes.Count % width != 0) throw new ArgumentException($"{outcomes.Count} outcomes are no rows of {width}. Give those of all points of a sample of {dimensions} parameters, in order.", nameof(outcomes));
        var rows = Enumerable.Range(0, outcomes.Count / width).Select(r => Enumerable.Range(r * width, width).Select(i => outcomes[i]).ToArray()).Where(row => row.All(double.IsFinite)).ToArray();
        var draws = new UnitDraws(seed);
        var (all, drawn) = (Estimate(rows, Enumerable.Range(0, rows.Length), dimensions), new (double First, double Total)[resamples][]);
        for (var b = 0; b < resamples; b++)
        {
            var (stream, count) = ((ulong)b, rows.Length);
            drawn[b] = Estimate(rows, Enumerable.Range(0, count).Select(i => draws.Below(count, stream, (ulong)i)), dimensions);
        }

        return [.. all.Select((index, k) => new SobolIndices(Bounds.Of(index.First, [.. drawn.Select(d => d[k].First)]), Bounds.Of(index.Total, [.. drawn.Select(d => d[k].Total)])))];
    }

    private static (double First, double Total)[] Estimate(double[][] rows, IEnumerable<int> chosen, int dimensions)
    {
        var (first, total) = (new double[dimensions], new double[dimensions]);
        double sum = 0, squares = 0;
        var count = 0;
        var shift = rows.Length > 0 ? rows[0][0] : 0; // which keeps the variance of large numbers exact
        foreach (var r in chosen)
        {
            var row = rows[r];
            var (a, b) = (row[0] - shift, row[^1] - shift);
            sum += a + b;
            squares += a * a + b * b;
            count++;
            for (var k = 0; k < dimensions; k++)
            {
                first[k] += (row[^1] - row[k + 1]) * (row[^1] - row[k + 1]);
                total[k] += (row[0] - row[k + 1]) * (row[0] - row[k + 1]);
            }
        }

        var mean = sum / (2.0 * count);
        var variance = squares / (2.0 * count) - mean * mean;
        return [.. first.Select((f, k) => variance > 0 ? (1 - f / (2.0 * count) / variance, total[k] / (2.0 * count) / variance) : (double.NaN, double.NaN))];
    }
}

namespace Sintropia.Silo.Benchmarks;

/// <summary>How often niches of a growing culture are full, as the grains of a tissue divide them.</summary>
/// <param name="Splits">How often a niche gave rows to a new one.</param>
/// <param name="Rows">Rows that were given.</param>
/// <param name="Visits">Niches, summed over the ticks: each is told of every tick.</param>
internal readonly record struct Divisions(double Splits, double Rows, double Visits)
{
    /// <summary>Those of the ticks of a culture that grows evenly.</summary>
    /// <param name="founders">Cells at the start.</param>
    /// <param name="size">Most cells of a niche.</param>
    /// <param name="growth">Cells at a tick over those at the tick before.</param>
    /// <param name="first">The first tick that counts.</param>
    /// <param name="last">The tick behind the last one.</param>
    public static Divisions Of(double founders, int size, double growth, double first, double last)
    {
        var whole = size * 7 / 8;
        var niches = new List<double>();
        for (var left = founders; left > 0; left -= whole) niches.Add(Math.Min(left, whole));
        var sum = default(Divisions);
        for (var tick = 0; tick < last; tick++)
        {
            var (splits, rows, told) = (0.0, 0.0, niches.Count);
            for (var i = 0; i < told; i++)
            {
                niches[i] *= growth;
                if (niches[i] <= size - size / 16) continue;
                var given = niches[i] - size * 3 / 4;
                niches[i] -= given;
                niches.Add(given);
                (splits, rows) = (splits + 1, rows + given);
            }

            if (tick >= first) sum = new(sum.Splits + splits, sum.Rows + rows, sum.Visits + told);
        }

        return sum;
    }
}

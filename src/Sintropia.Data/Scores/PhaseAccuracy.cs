namespace Sintropia.Data.Scores;

/// <summary>How often a phase was told right.</summary>
/// <param name="Cells">How many cells were told.</param>
/// <param name="Right">How many of them right.</param>
/// <param name="Confusion">How many cells of each true phase (rows) were told as which (columns), [3, 3].</param>
public sealed record PhaseAccuracy(int Cells, int Right, int[] Confusion)
{
    private const double Z = 1.959963984540054; // 97.5 % of a standard normal

    /// <summary>The share told right.</summary>
    public double Share => (double)Right / Cells;

    /// <summary>The mean over phases of the share of their cells told right, so that a frequent phase does not count more; over phases that there are.</summary>
    public double Balanced => Enumerable.Range(0, 3).Select(t => (Right: Confusion[4 * t], All: Confusion[3 * t] + Confusion[3 * t + 1] + Confusion[3 * t + 2])).Where(p => p.All > 0).Average(p => (double)p.Right / p.All);

    /// <summary>Wilson's 95 % interval of the share; cells count as independent.</summary>
    /// <remarks>Wilson 1927, doi:10.1080/01621459.1927.10502953.</remarks>
    public (double Low, double High) Interval
    {
        get
        {
            var centre = (Share + Z * Z / (2 * Cells)) / (1 + Z * Z / Cells);
            var half = Z / (1 + Z * Z / Cells) * Math.Sqrt(Share * (1 - Share) / Cells + Z * Z / (4.0 * Cells * Cells));
            return (centre - half, centre + half);
        }
    }

    /// <summary>Compares what was told to what is true.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or there are no cells.</exception>
    public static PhaseAccuracy Of(IReadOnlyList<CyclePhase> told, IReadOnlyList<CyclePhase> truth)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(truth);
        if (told.Count != truth.Count || told.Count == 0) throw new ArgumentException($"{told.Count} phases told and {truth.Count} true ones: give both of at least one cell.", nameof(told));
        var confusion = new int[9];
        for (var i = 0; i < told.Count; i++) confusion[3 * (int)truth[i] + (int)told[i]]++;
        return new(told.Count, confusion[0] + confusion[4] + confusion[8], confusion);
    }
}

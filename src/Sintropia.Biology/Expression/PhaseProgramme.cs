using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Expression;

/// <summary>What the cells of a type express on average in each phase, unperturbed; estimated from founders whose phase is known.</summary>
/// <param name="CellType">Name of the type.</param>
/// <param name="Means">Mean expression; shape [phases, dimensions], row-major.</param>
public sealed record PhaseProgramme(string CellType, float[] Means)
{
    /// <summary>The mean in a phase; shape [dimensions].</summary>
    public ReadOnlySpan<float> In(Phase phase) => Means.AsSpan(Means.Length / Phases.Count * (int)phase, Means.Length / Phases.Count);

    /// <summary>The means of measured cells. A phase in which none can have been takes what its neighbour in the cycle has: G0 that of G1 and G1 that of G0, G2 and M that of each other, any other the mean of all cells.</summary>
    /// <param name="cellType">Name of their type.</param>
    /// <param name="cells">The cells.</param>
    public static PhaseProgramme Of(string cellType, MeasuredCells cells)
    {
        var width = cells.Dimensions;
        var means = new float[Phases.Count * width];
        var everybody = Mean(cells, _ => true)!;
        foreach (var phase in Phases.All)
            (Mean(cells, s => s.Has(phase)) ?? (Neighbour(phase) is { } near ? Mean(cells, s => s.Has(near)) : null) ?? everybody).CopyTo(means, (int)phase * width);
        return new(cellType, means);
    }

    /// <summary>Standard deviation of what measured cells express beyond the means of their types and phases.</summary>
    /// <param name="groups">Cells of each type, with their programme.</param>
    /// <returns>Shape [dimensions]; 0 where there are too few cells to tell.</returns>
    public static double[] Spread(IReadOnlyList<(MeasuredCells Cells, PhaseProgramme Programme)> groups)
    {
        var sums = new double[groups[0].Cells.Dimensions];
        var (cells, means) = (0, 0);
        foreach (var (measured, programme) in groups)
        {
            cells += measured.Count;
            means += Enumerable.Range(0, measured.Count).Select(i => measured.Stage(i)).Distinct().Count();
            for (var i = 0; i < measured.Count; i++)
            {
                var state = measured.State(i);
                var mean = programme.In(First(measured.Stage(i)));
                for (var k = 0; k < sums.Length; k++) sums[k] += (double)(state[k] - mean[k]) * (state[k] - mean[k]);
            }
        }

        return [.. sums.Select(s => cells > means ? Math.Sqrt(s / (cells - means)) : 0)];
    }

    private static Phase First(PhaseSet stage) => Phases.All.First(p => stage.Has(p));

    private static Phase? Neighbour(Phase phase) => phase switch
    {
        Phase.G0 or Phase.Senescent => Phase.G1,
        Phase.G1 => Phase.G0,
        Phase.G2 => Phase.M,
        Phase.M => Phase.G2,
        _ => null,
    };

    private static float[]? Mean(MeasuredCells cells, Func<PhaseSet, bool> counts)
    {
        var sums = new double[cells.Dimensions];
        var count = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            if (!counts(cells.Stage(i))) continue;
            count++;
            var state = cells.State(i);
            for (var k = 0; k < sums.Length; k++) sums[k] += state[k];
        }

        return count == 0 ? null : [.. sums.Select(s => (float)(s / count))];
    }
}

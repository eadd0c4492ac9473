namespace Sintropia.Sweeps.Sampling;

/// <summary>Walks over a lattice that change one parameter after the other, each once: M. D. Morris, doi:10.1080/00401706.1991.10484804.</summary>
public static class MorrisSample
{
    /// <summary>The length of a step, as a share of the range: p / (2 (p − 1)), so that from each level there is one to go to, and all are gone to alike.</summary>
    /// <param name="levels">p, even.</param>
    public static double Step(int levels) => levels / (2.0 * (levels - 1));

    /// <summary>The points.</summary>
    /// <param name="walks">Walks.</param>
    /// <param name="dimensions">Parameters.</param>
    /// <param name="levels">Levels of a range, an even number.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>Each coordinate in [0, 1]; shape [walks × (dimensions + 1)][dimensions].</returns>
    public static double[][] Points(int walks, int dimensions, int levels, ulong seed)
    {
        if (levels < 2 || levels % 2 != 0) throw new ArgumentOutOfRangeException(nameof(levels), levels, "Steps between an odd number of levels would favour some. Give an even number, such as 4.");
        var draws = new UnitDraws(seed);
        var points = new List<double[]>(walks * (dimensions + 1));
        for (var walk = 0; walk < walks; walk++)
        {
            var stream = 2 * (ulong)walk;
            var at = Enumerable.Range(0, dimensions).Select(k => draws.Below(levels, stream, (ulong)k)).ToArray();
            points.Add(Place(at, levels));
            foreach (var k in draws.Permutation(dimensions, stream + 1, 0))
            {
                at[k] += at[k] < levels / 2 ? levels / 2 : -levels / 2;
                points.Add(Place(at, levels));
            }
        }

        return [.. points];
    }

    private static double[] Place(int[] at, int levels) => [.. at.Select(level => level / (levels - 1.0))];
}

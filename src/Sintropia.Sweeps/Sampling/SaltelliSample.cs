namespace Sintropia.Sweeps.Sampling;

/// <summary>Points for Sobol indices: row by row a point A, for each parameter A with that of B in its place, and B; A and B are the halves of a point of a Sobol sequence.</summary>
/// <remarks>A. Saltelli and others, Variance based sensitivity analysis of model output, doi:10.1016/j.cpc.2009.09.018.</remarks>
public static class SaltelliSample
{
    /// <summary>The points.</summary>
    /// <param name="rows">Rows; a power of two fills the ranges best.</param>
    /// <param name="dimensions">Parameters.</param>
    /// <returns>Shape [rows × (dimensions + 2)][dimensions].</returns>
    public static double[][] Points(int rows, int dimensions)
    {
        // The sequence begins with points whose halves are alike, the origin first, where an outcome is often extreme: indices of few rows would be far too small. What follows a power of two fills the cube as well.
        var skipped = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(rows, 2));
        return [.. SobolSequence.Points(skipped + rows, 2 * dimensions).Skip(skipped).SelectMany(both => Row(both[..dimensions], both[dimensions..]))];
    }

    private static IEnumerable<double[]> Row(double[] a, double[] b)
    {
        yield return a;
        for (var k = 0; k < a.Length; k++)
        {
            var mixed = (double[])a.Clone();
            mixed[k] = b[k];
            yield return mixed;
        }

        yield return b;
    }
}

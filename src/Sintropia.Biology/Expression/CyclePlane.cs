using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Expression;

/// <summary>The directions in which cells of a type differ because of their phase. What a cell shows along them is where it stood in the cycle when it was measured, which it neither keeps nor hands down.</summary>
/// <remarks>Where a cell stands is estimated by generalised least squares with the variance of each dimension as its weight: Aitken 1936, doi:10.1017/S0370164600014346. What is left is uncorrelated with it.</remarks>
public sealed class CyclePlane
{
    private const double Negligible = 1e-6; // of a direction's square, after what others explain of it

    private readonly double[] _weights;
    private readonly List<double[]> _axes = []; // orthonormal in the weighted product

    /// <summary>The plane of a type.</summary>
    /// <param name="programme">Its means by phase.</param>
    /// <param name="spread">Standard deviation beyond them in each dimension; those of 0 count for nothing.</param>
    public CyclePlane(PhaseProgramme programme, IReadOnlyList<double> spread)
    {
        _weights = [.. spread.Select(s => s > 0 ? 1 / (s * s) : 0)];
        var origin = programme.In(Phase.G1).ToArray();
        foreach (var phase in (Phase[])[Phase.G0, Phase.S, Phase.G2, Phase.M])
        {
            var there = programme.In(phase);
            var direction = new double[_weights.Length];
            for (var k = 0; k < direction.Length; k++) direction[k] = (double)there[k] - origin[k];
            var whole = Product(direction, direction);
            foreach (var axis in _axes) Subtract(direction, axis, Product(direction, axis));
            var left = Product(direction, direction);
            if (!(left > Negligible * whole)) continue; // the same phase, or nothing new
            var scale = 1 / Math.Sqrt(left);
            _axes.Add([.. direction.Select(d => d * scale)]);
        }
    }

    /// <summary>How many directions there are.</summary>
    public int Dimensions => _axes.Count;

    /// <summary>Takes out of a residual what lies along the plane.</summary>
    /// <param name="residual">What a cell shows beyond the mean of its phase; shape [dimensions].</param>
    public void Remove(Span<float> residual)
    {
        if (_axes.Count == 0) return;
        var rest = new double[residual.Length];
        for (var k = 0; k < rest.Length; k++) rest[k] = residual[k];
        foreach (var axis in _axes) Subtract(rest, axis, Product(rest, axis));
        for (var k = 0; k < rest.Length; k++) residual[k] = (float)rest[k];
    }

    private double Product(double[] a, double[] b)
    {
        double sum = 0;
        for (var k = 0; k < a.Length; k++) sum += _weights[k] * a[k] * b[k];
        return sum;
    }

    private static void Subtract(double[] from, double[] axis, double share)
    {
        for (var k = 0; k < from.Length; k++) from[k] -= share * axis[k];
    }
}

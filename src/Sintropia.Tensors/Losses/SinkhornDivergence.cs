using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Losses;

/// <summary>How much it costs to carry one set of points onto another at ½·|x − y|² each, with entropic blur, less what the blur alone costs each of the sets.</summary>
/// <remarks>
/// Feydy et al. 2019, arXiv:1810.08278, in the form of geomloss: symmetric updates while ε = blur² is approached from the square of the diameter, which is that of all sets together; the gradient is that of the last
/// update with the potentials held, which is exact at convergence.
/// </remarks>
public static class SinkhornDivergence
{
    /// <summary>The divergence of each pair of sets; every point of a set weighs the same.</summary>
    /// <param name="x">[batch, points, width].</param>
    /// <param name="y">[batch, other points, width].</param>
    /// <param name="blur">The distance below which points are not told apart; √ε.</param>
    /// <param name="scaling">What the scale is multiplied by at each update, between 0 and 1; nearer to 1 is slower and nearer to convergence.</param>
    /// <returns>[batch]</returns>
    public static Tensor Of(Tensor x, Tensor y, float blur = 0.05f, float scaling = 0.5f)
    {
        if (!(blur > 0)) throw new ArgumentOutOfRangeException(nameof(blur), blur, $"A blur of {blur} leaves the transport without a gradient. Give a positive distance, as 0.05.");
        if (!(scaling > 0 && scaling < 1)) throw new ArgumentOutOfRangeException(nameof(scaling), scaling, $"A scale that is multiplied by {scaling} does not fall to the blur. Give a number between 0 and 1, as 0.5.");

        Tensor fixedX = x.Detach(), fixedY = y.Detach();
        Tensor across = Cost(fixedX, fixedY), back = across.Transpose(), withinX = Cost(fixedX, fixedX), withinY = Cost(fixedY, fixedY);
        var (weightX, weightY) = (-Log(x.Shape[1]), -Log(y.Shape[1]));
        var scales = Scales(Diameter(fixedX, fixedY), blur, scaling);
        var first = scales[0];
        Tensor f = Softmin(first, across, null, weightY), g = Softmin(first, back, null, weightX), a = Softmin(first, withinX, null, weightX), b = Softmin(first, withinY, null, weightY);
        foreach (var epsilon in scales)
        {
            (f, g) = ((f + Softmin(epsilon, across, g, weightY)) * 0.5f, (g + Softmin(epsilon, back, f, weightX)) * 0.5f);
            a = (a + Softmin(epsilon, withinX, a, weightX)) * 0.5f;
            b = (b + Softmin(epsilon, withinY, b, weightY)) * 0.5f;
        }

        var last = scales[^1];
        var ofX = Softmin(last, Cost(x, fixedY), g, weightY) - Softmin(last, Cost(x, fixedX), a, weightX);
        var ofY = Softmin(last, Cost(y, fixedX), f, weightX) - Softmin(last, Cost(y, fixedY), b, weightY);
        return ofX.Mean(-1) + ofY.Mean(-1);
    }

    // −ε·ln Σ_j exp(weight + potential_j/ε − cost_ij/ε): [batch, rows] from costs [batch, rows, columns] and potentials [batch, columns].
    private static Tensor Softmin(float epsilon, Tensor cost, Tensor? potential, float weight)
    {
        var gain = potential is null ? -cost : potential.Unsqueeze(1) - cost;
        return ((gain * (1 / epsilon)).LogSumExp(-1) + weight) * -epsilon;
    }

    private static Tensor Cost(Tensor x, Tensor y) => x.Distances(y, DistanceKind.SquaredEuclidean) * 0.5f;

    // The diagonal of the box around all points of all sets.
    private static double Diameter(Tensor x, Tensor y)
    {
        var width = x.Shape[^1];
        Tensor p = x.Contiguous().Reshape(-1, width), q = y.Contiguous().Reshape(-1, width);
        return Math.Sqrt((p.Max(0).Maximum(q.Max(0)) - p.Min(0).Minimum(q.Min(0))).SumOfSquares(0).Value);
    }

    private static List<float> Scales(double diameter, double blur, double scaling)
    {
        var (epsilon, least) = (diameter * diameter, blur * blur);
        List<float> scales = epsilon > 0 ? [(float)epsilon] : []; // all points in one place: nothing to approach from
        for (; epsilon > least; epsilon *= scaling * scaling) scales.Add((float)epsilon);
        scales.Add((float)least);
        return scales;
    }

    private static float Log(int points) => (float)Biology.Numerics.Elementary.Log(points);
}

using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Losses;

/// <summary>How far apart two sets of points are as samples of distributions.</summary>
/// <remarks>In the form of geomloss (Feydy et al. 2019, arXiv:1810.08278): half of the usual energy distance, and a distance is √ of the square, held at or above 1e-8, so that it has a gradient everywhere.</remarks>
public static class EnergyDistance
{
    private const float LeastSquare = 1e-8f;

    /// <summary>mean |x − y| − ½·mean |x − x′| − ½·mean |y − y′| for each pair of sets.</summary>
    /// <param name="x">[batch, points, width].</param>
    /// <param name="y">[batch, other points, width].</param>
    /// <returns>[batch]</returns>
    public static Tensor Of(Tensor x, Tensor y) => Between(x, y) - (Between(x, x) + Between(y, y)) * 0.5f;

    private static Tensor Between(Tensor x, Tensor y) => x.Distances(y, DistanceKind.SquaredEuclidean).Clamp(LeastSquare).Sqrt().Mean(-2, -1);
}

using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Losses;

/// <summary>The squared maximum mean discrepancy of two sets of points under a sum of Gaussian kernels, Σ exp(−d²/(2w²)) over bandwidths w.</summary>
/// <remarks>Gretton et al. 2012, Journal of Machine Learning Research 13:723.</remarks>
public static class MeanDiscrepancy
{
    /// <summary>mean k(x, x′) + mean k(y, y′) − 2·mean k(x, y).</summary>
    /// <param name="x">[points, width].</param>
    /// <param name="y">[other points, width].</param>
    /// <param name="bandwidths">w &gt; 0 of each kernel.</param>
    /// <param name="unbiased">Whether a point's likeness to itself is left out; the result may then be negative.</param>
    public static Tensor Of(Tensor x, Tensor y, ReadOnlySpan<float> bandwidths, bool unbiased = false)
    {
        if (x.Rank != 2 || y.Rank != 2) throw ShapeException.Misfit("MeanDiscrepancy", x.Shape, y.Shape, "both are sets of points, [points, width].");
        return Within(x, bandwidths, unbiased) + Within(y, bandwidths, unbiased) - Likeness(x, y, bandwidths).Mean() * 2;
    }

    private static Tensor Within(Tensor x, ReadOnlySpan<float> bandwidths, bool unbiased)
    {
        var likeness = Likeness(x, x, bandwidths);
        if (!unbiased) return likeness.Mean();

        // A point is at distance 0 from itself: its likeness is one per kernel, without a gradient.
        float points = x.Shape[0];
        return (likeness.Sum() - points * bandwidths.Length) / (points * (points - 1));
    }

    private static Tensor Likeness(Tensor x, Tensor y, ReadOnlySpan<float> bandwidths)
    {
        if (bandwidths.IsEmpty) throw new ArgumentException("No bandwidth was given, and without a kernel nothing is alike. Give one or more.", nameof(bandwidths));
        var squares = x.Distances(y, DistanceKind.SquaredEuclidean);
        Tensor? sum = null;
        foreach (var width in bandwidths)
        {
            var kernel = (squares * (-0.5f / (width * width))).Exp();
            sum = sum is null ? kernel : sum + kernel;
        }

        return sum!;
    }
}

using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Losses;

/// <summary>Variance, invariance and covariance of two views' embeddings, which keep them alike without collapsing.</summary>
/// <param name="Invariance">Mean squared difference of the views.</param>
/// <param name="SpreadX">Mean over dimensions of max(0, 1 − √(variance + ε)) in the first view.</param>
/// <param name="CovarianceX">Σ of squared covariances of different dimensions over the number of dimensions, in the first view.</param>
/// <param name="SpreadY">As in the first, of the second.</param>
/// <param name="CovarianceY">As in the first, of the second.</param>
/// <remarks>Bardes, Ponce and LeCun 2022, arXiv:2105.04906; the two views' spreads are added, not averaged.</remarks>
public sealed record VicReg(Tensor Invariance, Tensor SpreadX, Tensor CovarianceX, Tensor SpreadY, Tensor CovarianceY)
{
    /// <summary>The terms of two views.</summary>
    /// <param name="x">[samples, dimensions], two samples or more.</param>
    /// <param name="y">[samples, dimensions].</param>
    /// <param name="epsilon">ε.</param>
    public static VicReg Of(Tensor x, Tensor y, float epsilon = 1e-4f)
    {
        if (x.Rank != 2 || x.Shape != y.Shape || x.Shape[0] < 2) throw ShapeException.Misfit("VicReg", x.Shape, y.Shape, "both are [samples, dimensions] of the same two or more samples.");
        return new(SquaredError.Mean(x, y), Spread(x, epsilon), Covariance(x), Spread(y, epsilon), Covariance(y));
    }

    /// <summary>The weighted sum.</summary>
    public Tensor Total(float invariance = 25, float spread = 25, float covariance = 1) =>
        Invariance * invariance + (SpreadX + SpreadY) * spread + (CovarianceX + CovarianceY) * covariance;

    /// <summary>Mean over dimensions of max(0, 1 − √(variance + ε)).</summary>
    public static Tensor Spread(Tensor x, float epsilon = 1e-4f) => (1 - (x.Variance(0) + epsilon).Sqrt()).Relu().Mean();

    /// <summary>Σ of squared covariances of different dimensions over the number of dimensions.</summary>
    public static Tensor Covariance(Tensor x)
    {
        var centred = x - x.Mean(0, keep: true);
        var dimensions = x.Shape[1];
        var covariance = centred.Transpose().MatMul(centred) * (1f / (x.Shape[0] - 1));
        var others = Tensor.Ones([dimensions, dimensions], x.Backend);
        others.Reshape(-1).Slice(0, 0, dimensions, step: dimensions + 1).FillInPlace(0); // the diagonal
        return (covariance * others).Square().Sum() * (1f / dimensions);
    }
}

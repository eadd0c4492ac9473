using Sintropia.Evaluation.Fitting;

namespace Sintropia.Evaluation.DoseResponse;

/// <summary>Errors of what is read off a curve, by linear approximation at the best parameters.</summary>
internal static class HillCovariance
{
    private const double Step = 1e-5;

    /// <summary>s²·(JᵀJ)⁻¹ of the parameters that are free; rows of others are 0. Null where nothing is left to estimate an error from, or parameters cannot be told apart.</summary>
    public static double[,]? Of(HillFitting fitting, Minimum best, int degreesOfFreedom)
    {
        if (degreesOfFreedom <= 0) return null;
        var free = Enumerable.Range(0, 4).Where(p => best.At[p] > fitting.Low[p] && best.At[p] < fitting.High[p]).ToArray();
        var jacobian = new double[fitting.Count, free.Length];
        double[] up = new double[fitting.Count], down = new double[fitting.Count];
        for (var k = 0; k < free.Length; k++)
        {
            var moved = (double[])best.At.Clone();
            moved[free[k]] += Step;
            fitting.Residuals(moved, up);
            moved[free[k]] -= 2 * Step;
            fitting.Residuals(moved, down);
            for (var i = 0; i < up.Length; i++) jacobian[i, k] = (up[i] - down[i]) / (2 * Step);
        }

        var matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(jacobian);
        if (free.Length == 0) return new double[4, 4];
        var inverse = (matrix.TransposeThisAndMultiply(matrix)).PseudoInverse();
        var covariance = new double[4, 4];
        for (var k = 0; k < free.Length; k++)
            for (var l = 0; l < free.Length; l++) covariance[free[k], free[l]] = best.Squares / degreesOfFreedom * inverse[k, l];
        return covariance;
    }

    /// <summary>√(gᵀ C g) for the gradient g of a function of the curve.</summary>
    public static double StandardError(double[,] covariance, double[] parameters, Func<HillCurve, double> of)
    {
        var gradient = new double[4];
        for (var p = 0; p < 4; p++)
        {
            if (covariance[p, p] == 0) continue;
            var moved = (double[])parameters.Clone();
            moved[p] += Step;
            var above = of(HillFitting.Curve(moved));
            moved[p] -= 2 * Step;
            gradient[p] = (above - of(HillFitting.Curve(moved))) / (2 * Step);
        }

        double variance = 0;
        for (var p = 0; p < 4; p++)
            for (var q = 0; q < 4; q++) variance += gradient[p] * covariance[p, q] * gradient[q];
        return Math.Sqrt(Math.Max(0, variance));
    }
}

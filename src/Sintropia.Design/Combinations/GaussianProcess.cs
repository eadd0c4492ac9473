using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Combinations;

/// <summary>
/// A Gaussian process with mean 0 over a finite set of places: what is measured at some of them says what to expect at the others, and how surely. Its covariance is s²·((1 − w)·Matérn₅⸝₂(distance/ℓ) + w·likeness), with noise λ·s² on what is
/// measured. ℓ, w and λ are those of a small grid with the greatest posterior; s² follows in closed form. Rasmussen and Williams 2006, chapters 2 and 5.
/// </summary>
/// <remarks>Priors, which few measurements need: ln ℓ about ln 0.6 and ln λ about ln 0.3, each with a deviation of 1; s² inverse gamma, worth <see cref="PriorWeight"/> measurements at the prior variance. They were set before any regret was looked at.</remarks>
public sealed class GaussianProcess
{
    /// <summary>How many measurements the prior variance is worth.</summary>
    public const double PriorWeight = 4;

    private static readonly double[] s_lengths = [0.3, 0.6, 1.2, 2.4], s_noises = [0.03, 0.1, 0.3, 1];

    private readonly double[][][] _kernels; // by length [places][places]
    private readonly double[][]? _likeness;
    private readonly double[] _shares;
    private readonly double _priorVariance;

    /// <summary>Measures the distances between places.</summary>
    /// <param name="features">Where places lie, each feature on a scale on which 1 is far; shape [places][features].</param>
    /// <param name="priorVariance">s² where nothing is measured yet, above 0.</param>
    /// <param name="likeness">How alike two places are besides, from 0 to 1 and positive semidefinite, 1 on the diagonal; shape [places][places]. Null for nothing.</param>
    public GaussianProcess(IReadOnlyList<double[]> features, double priorVariance, double[][]? likeness = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (!(priorVariance > 0)) throw new ArgumentOutOfRangeException(nameof(priorVariance), priorVariance, "A process without variance expects nothing. Give the variance of what is measured, above 0.");
        (_priorVariance, _likeness, _shares) = (priorVariance, likeness, likeness is null ? [0] : [0, 0.3, 0.6]);
        _kernels = [.. s_lengths.Select(length => features.Select(a => features.Select(b => Matern(a, b, length)).ToArray()).ToArray())];
    }

    /// <summary>What to expect everywhere.</summary>
    /// <param name="places">Where was measured.</param>
    /// <param name="values">What came out, less what was expected beforehand.</param>
    /// <returns>Mean and standard deviation of each place, without noise; shape [places].</returns>
    public (double[] Mean, double[] Deviation) Expect(IReadOnlyList<int> places, IReadOnlyList<double> values) => Expect(Choose(places, values), places, values);

    /// <summary>The same with a length, share and noise that were chosen before.</summary>
    /// <param name="chosen">Of <see cref="Choose"/>.</param>
    /// <param name="places">Where was measured.</param>
    /// <param name="values">What came out.</param>
    public (double[] Mean, double[] Deviation) Expect((int Length, int Share, int Noise) chosen, IReadOnlyList<int> places, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(values);
        var count = _kernels[0].Length;
        var (mean, deviation) = (new double[count], new double[count]);
        var factor = Factor(chosen, places);
        var half = Forward(factor, values);
        var variance = Variance(half);
        var column = new double[places.Count];
        for (var x = 0; x < count; x++)
        {
            for (var i = 0; i < column.Length; i++) column[i] = Kernel(chosen, x, places[i]);
            var solved = Forward(factor, column);
            double sum = 0, known = 0;
            for (var i = 0; i < column.Length; i++)
            {
                sum += solved[i] * half[i];
                known += solved[i] * solved[i];
            }

            mean[x] = sum;
            deviation[x] = Math.Sqrt(variance * Math.Max(0, 1 - known));
        }

        return (mean, deviation);
    }

    /// <summary>The length, share and noise of the grid with the greatest posterior; the first where nothing is measured.</summary>
    /// <param name="places">Where was measured.</param>
    /// <param name="values">What came out.</param>
    public (int Length, int Share, int Noise) Choose(IReadOnlyList<int> places, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(values);
        var (best, most) = ((1, 0, 2), double.NegativeInfinity);
        for (var length = 0; length < s_lengths.Length; length++)
            for (var share = 0; share < _shares.Length; share++)
                for (var noise = 0; noise < s_noises.Length; noise++)
                {
                    var factor = Factor((length, share, noise), places);
                    double determinant = 0;
                    for (var i = 0; i < places.Count; i++) determinant += Math.Log(factor[i][i]);
                    // The s² that is integrated out leaves Student's t.
                    var likelihood = -determinant - 0.5 * (places.Count + PriorWeight) * Math.Log(Variance(Forward(factor, values)));
                    double a = Math.Log(s_lengths[length] / 0.6), b = Math.Log(s_noises[noise] / 0.3);
                    likelihood -= 0.5 * (a * a + b * b);
                    if (likelihood > most) (best, most) = ((length, share, noise), likelihood);
                }

        return best;
    }

    /// <summary>What a measurement is worth.</summary>
    /// <param name="acquisition">How that is weighed.</param>
    /// <param name="mean">What is expected there, all in all.</param>
    /// <param name="deviation">How unsure that is.</param>
    /// <param name="best">The best so far.</param>
    public static double Worth(Acquisition acquisition, double mean, double deviation, double best)
    {
        if (acquisition == Acquisition.UpperConfidence) return mean + 2 * deviation;
        if (!(deviation > 0)) return Math.Max(0, mean - best);
        var z = (mean - best) / deviation;
        return (mean - best) * StandardNormal.Cumulative(z) + deviation * Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);
    }

    private double Variance(double[] half) => (PriorWeight * _priorVariance + half.Sum(h => h * h)) / (PriorWeight + half.Length);

    private double Kernel((int Length, int Share, int Noise) chosen, int a, int b) => _likeness is null ? _kernels[chosen.Length][a][b] : (1 - _shares[chosen.Share]) * _kernels[chosen.Length][a][b] + _shares[chosen.Share] * _likeness[a][b];

    /// <summary>Cholesky's factor of the covariance of what is measured, over s².</summary>
    private double[][] Factor((int Length, int Share, int Noise) chosen, IReadOnlyList<int> places)
    {
        var rows = new double[places.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var sum = Kernel(chosen, places[i], places[j]) + (i == j ? s_noises[chosen.Noise] : 0);
                for (var k = 0; k < j; k++) sum -= rows[i][k] * rows[j][k];
                rows[i][j] = i == j ? Math.Sqrt(sum) : sum / rows[j][j]; // noise keeps the diagonal above 0
            }
        }

        return rows;
    }

    private static double[] Forward(double[][] factor, IReadOnlyList<double> right)
    {
        var solved = new double[factor.Length];
        for (var i = 0; i < solved.Length; i++)
        {
            var sum = right[i];
            for (var k = 0; k < i; k++) sum -= factor[i][k] * solved[k];
            solved[i] = sum / factor[i][i];
        }

        return solved;
    }

    private static double Matern(double[] a, double[] b, double length)
    {
        double squares = 0;
        for (var i = 0; i < a.Length; i++) squares += (a[i] - b[i]) * (a[i] - b[i]);
        var r = Math.Sqrt(5 * squares) / length;
        return (1 + r + r * r / 3) * Math.Exp(-r);
    }
}

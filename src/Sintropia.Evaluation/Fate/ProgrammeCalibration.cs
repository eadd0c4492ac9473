using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Fate;

/// <summary>What shifts of expression programmes say of a fate, such as growth: a linear law of standardised scores, and whether it holds for a perturbation that it was not fitted to.</summary>
/// <param name="Intercept">Outcome where all scores are at their means.</param>
/// <param name="Coefficients">Change of the outcome per standard deviation of each score.</param>
/// <param name="LeftOut">Outcome of each perturbation, said by the law of all others.</param>
/// <param name="Rank">Spearman's correlation of that with what was measured, with an interval of 95 % by drawing perturbations again.</param>
public sealed record ProgrammeCalibration(double Intercept, IReadOnlyList<double> Coefficients, IReadOnlyList<double> LeftOut, Interval Rank)
{
    private const int Draws = 10_000;

    /// <summary>Whether the law may be used: its interval lies above 0. Else its coefficients stay assumed, and off.</summary>
    public bool IsCalibrated => Rank.Low > 0;

    /// <summary>Fits by least squares with a ridge, and leaves each perturbation out once.</summary>
    /// <param name="scores">[perturbations][programmes]</param>
    /// <param name="outcomes">One per perturbation.</param>
    /// <param name="penalty">Ridge on standardised scores. Default: 1.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there are fewer than three perturbations, or no programme.</exception>
    public static ProgrammeCalibration Of(IReadOnlyList<double[]> scores, IReadOnlyList<double> outcomes, double penalty = 1, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(outcomes);
        if (scores.Count != outcomes.Count || scores.Count < 3 || scores[0].Length == 0 || scores.Any(s => s.Length != scores[0].Length))
            throw new ArgumentException($"{scores.Count} rows of scores and {outcomes.Count} outcomes calibrate nothing. Give at least three perturbations, each with an outcome and the same programmes, at least one.");
        int[] all = [.. Enumerable.Range(0, scores.Count)];
        double[] left = [.. all.Select(i => Fit([.. all.Where(j => j != i)]).At(scores[i]))];
        var whole = Fit(all);
        return new(whole.Mean, whole.Coefficients, left, Bootstrapped(left, outcomes, seed));

        Law Fit(int[] rows)
        {
            var width = scores[0].Length;
            double[] centres = [.. Enumerable.Range(0, width).Select(k => rows.Average(r => scores[r][k]))];
            double[] spreads = [.. Enumerable.Range(0, width).Select(k => Math.Sqrt(rows.Average(r => (scores[r][k] - centres[k]) * (scores[r][k] - centres[k]))))];
            var mean = rows.Average(r => outcomes[r]);
            var matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(width, width, (a, b) => rows.Sum(r => Z(r, a) * Z(r, b)) + (a == b ? penalty : 0));
            var right = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(width, a => rows.Sum(r => Z(r, a) * (outcomes[r] - mean)));
            return new(mean, centres, spreads, [.. matrix.Solve(right)]);

            double Z(int row, int k) => spreads[k] > 0 ? (scores[row][k] - centres[k]) / spreads[k] : 0;
        }
    }

    private static Interval Bootstrapped(double[] said, IReadOnlyList<double> measured, ulong seed)
    {
        var correlations = new double[Draws];
        Parallel.For(0, Draws, draw =>
        {
            var key = SplitMix.At(seed, (ulong)draw);
            int[] drawn = [.. Enumerable.Range(0, said.Length).Select(i => SplitMix.Below(said.Length, key, (ulong)i))];
            correlations[draw] = Correlation.Spearman([.. drawn.Select(i => said[i])], [.. drawn.Select(i => measured[i])]);
        });
        return new(Correlation.Spearman(said, measured), OrderStatistics.Quantile(correlations, 0.025), OrderStatistics.Quantile(correlations, 0.975));
    }

    private sealed record Law(double Mean, double[] Centres, double[] Spreads, double[] Coefficients)
    {
        public double At(double[] scores) => Mean + Enumerable.Range(0, scores.Length).Sum(k => Spreads[k] > 0 ? Coefficients[k] * (scores[k] - Centres[k]) / Spreads[k] : 0);
    }
}

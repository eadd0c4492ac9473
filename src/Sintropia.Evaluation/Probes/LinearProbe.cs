using MathNet.Numerics.LinearAlgebra;

namespace Sintropia.Evaluation.Probes;

/// <summary>How well a linear map reads a label, such as the cell type, from an embedding: ridge regression onto one column per label, the largest of which is the answer.</summary>
/// <remarks>Columns of the embedding are centred and scaled by the training cells. Beside the accuracy stands that of always answering the most frequent label.</remarks>
public static class LinearProbe
{
    /// <summary>Trains on some cells and judges by others.</summary>
    /// <param name="training">[cells][dimensions].</param>
    /// <param name="labels">Of the training cells.</param>
    /// <param name="test">[cells][dimensions].</param>
    /// <param name="truth">Of the test cells.</param>
    /// <param name="penalty">Ridge, per training cell. Default: 1e-3.</param>
    /// <exception cref="ArgumentException">Counts differ, or there is one label only.</exception>
    public static ProbeResult Of(IReadOnlyList<double[]> training, IReadOnlyList<string> labels, IReadOnlyList<double[]> test, IReadOnlyList<string> truth, double penalty = 1e-3)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(truth);
        if (training.Count != labels.Count || test.Count != truth.Count || test.Count == 0) throw new ArgumentException($"{training.Count} training cells with {labels.Count} labels and {test.Count} test cells with {truth.Count} cannot be probed. Give one label per cell, and cells to test.");
        string[] classes = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        if (classes.Length < 2) throw new ArgumentException($"All training cells are labelled '{classes.FirstOrDefault()}', and there is nothing to tell apart. Give cells of two labels or more.", nameof(labels));

        var (means, scales) = Moments(training);
        var x = Matrix<double>.Build.Dense(training.Count, means.Length, (i, k) => (training[i][k] - means[k]) * scales[k]);
        var shares = classes.Select(c => labels.Count(l => l == c) / (double)labels.Count).ToArray();
        var y = Matrix<double>.Build.Dense(training.Count, classes.Length, (i, c) => (labels[i] == classes[c] ? 1.0 : 0) - shares[c]);
        var gram = x.TransposeThisAndMultiply(x);
        for (var k = 0; k < means.Length; k++) gram[k, k] += penalty * training.Count;
        var weights = gram.Cholesky().Solve(x.TransposeThisAndMultiply(y));

        var right = new bool[test.Count];
        for (var i = 0; i < test.Count; i++)
        {
            var scores = (double[])shares.Clone();
            for (var c = 0; c < classes.Length; c++)
                for (var k = 0; k < means.Length; k++) scores[c] += (test[i][k] - means[k]) * scales[k] * weights[k, c];
            right[i] = classes[Array.IndexOf(scores, scores.Max())] == truth[i];
        }

        var balanced = Enumerable.Range(0, test.Count).GroupBy(i => truth[i]).Average(g => g.Average(i => right[i] ? 1.0 : 0));
        var usual = classes[Array.IndexOf(shares, shares.Max())];
        return new(right.Average(r => r ? 1.0 : 0), balanced, truth.Average(t => t == usual ? 1.0 : 0), classes.Length);
    }

    private static (double[] Means, double[] Scales) Moments(IReadOnlyList<double[]> rows)
    {
        var (means, scales) = (new double[rows[0].Length], new double[rows[0].Length]);
        for (var k = 0; k < means.Length; k++)
        {
            means[k] = rows.Average(r => r[k]);
            var deviation = Math.Sqrt(rows.Average(r => (r[k] - means[k]) * (r[k] - means[k])));
            scales[k] = deviation > 0 ? 1 / deviation : 0;
        }

        return (means, scales);
    }
}

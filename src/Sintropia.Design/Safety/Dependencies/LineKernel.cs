namespace Sintropia.Design.Safety.Dependencies;

/// <summary>How alike cell lines are by what they express.</summary>
internal sealed class LineKernel
{
    private readonly double[][] _standardised;
    private readonly string[] _lineages;
    private readonly double _length, _curved, _kin;

    /// <param name="expression">All lines that will be asked about; shape [lines][genes].</param>
    /// <param name="lineages">Where each comes from; empty text where that is not known.</param>
    /// <param name="train">Lines that means and deviations are taken from.</param>
    /// <param name="curved">Weight of the part that is a Gaussian of the distance; the rest is linear.</param>
    /// <param name="kin">Weight of lineage.</param>
    public LineKernel(IReadOnlyList<double[]> expression, IReadOnlyList<string> lineages, IReadOnlyList<int> train, double curved, double kin)
    {
        (_curved, _kin, _lineages) = (curved, kin, [.. lineages]);
        var genes = expression[0].Length;
        double[] mean = [.. Enumerable.Range(0, genes).Select(g => train.Average(l => expression[l][g]))];
        double[] deviation = [.. Enumerable.Range(0, genes).Select(g => Math.Sqrt(train.Average(l => (expression[l][g] - mean[g]) * (expression[l][g] - mean[g])) + 1e-9))];
        _standardised = [.. expression.Select(e => e.Select((v, g) => (v - mean[g]) / Math.Max(deviation[g], 0.1)).ToArray())];
        // Twice the mean square of a feature, times features: the mean squared distance of two lines.
        _length = 2.0 * genes;
    }

    /// <summary>Likeness of two lines.</summary>
    public double this[int a, int b]
    {
        get
        {
            double dot = 0, squares = 0;
            var (x, y) = (_standardised[a], _standardised[b]);
            for (var g = 0; g < x.Length; g++)
            {
                dot += x[g] * y[g];
                squares += (x[g] - y[g]) * (x[g] - y[g]);
            }

            return (1 - _curved) * dot / x.Length + _curved * Math.Exp(-squares / _length) + (_lineages[a].Length > 0 && _lineages[a] == _lineages[b] ? _kin : 0);
        }
    }

    /// <summary>Likeness of some to others; shape [first][second].</summary>
    public double[][] Between(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        var rows = new double[first.Count][];
        Parallel.For(0, rows.Length, i => rows[i] = [.. second.Select(j => this[first[i], j])]);
        return rows;
    }
}

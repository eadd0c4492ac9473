namespace Sintropia.Design.Safety.Dependencies;

/// <summary>Ridge of a gene's effect in a line on what the line expresses of it, its mean and spread over lines, and the share of lines that express it: all that expression says of a gene whose loss was never measured.</summary>
internal sealed class OwnExpression
{
    private const int Features = 6;
    private const double Ridge = 1;

    private readonly double[][] _genes; // mean, spread, share of lines that express it
    private readonly double[] _weights, _centre, _scale;
    private readonly double _mean;

    public OwnExpression(DependencyMap map, double[][] expression, IReadOnlyList<int> train, IReadOnlyList<int> known)
    {
        _genes = [.. Enumerable.Range(0, map.Genes.Count).Select(g =>
        {
            double[] levels = [.. train.Select(l => expression[l][g])];
            var mean = levels.Average();
            return (double[])[mean, Math.Sqrt(levels.Average(v => (v - mean) * (v - mean))), levels.Count(v => v > 1) / (double)levels.Length];
        })];
        var rows = known.SelectMany(g => train.Where(l => double.IsFinite(map.Effects[l][g])).Select(l => (X: Row(expression[l], g), Y: map.Effects[l][g]))).ToArray();
        _mean = rows.Average(r => r.Y);
        _centre = [.. Enumerable.Range(0, Features).Select(f => rows.Average(r => r.X[f]))];
        _scale = [.. Enumerable.Range(0, Features).Select(f => Math.Sqrt(rows.Average(r => (r.X[f] - _centre[f]) * (r.X[f] - _centre[f])) + 1e-12))];
        var gram = Enumerable.Range(0, Features).Select(_ => new double[Features]).ToArray();
        var right = new double[Features];
        foreach (var (x, y) in rows)
            for (var i = 0; i < Features; i++)
            {
                var a = (x[i] - _centre[i]) / _scale[i];
                right[i] += a * (y - _mean);
                for (var j = 0; j <= i; j++) gram[i][j] += a * (x[j] - _centre[j]) / _scale[j];
            }

        _weights = new PositiveSolve(gram, Ridge).Columns([right])[0];
    }

    /// <summary>The effect that is expected in a line.</summary>
    public double Predict(double[] expression, int gene)
    {
        var (row, sum) = (Row(expression, gene), _mean);
        for (var f = 0; f < Features; f++) sum += _weights[f] * (row[f] - _centre[f]) / _scale[f];
        return sum;
    }

    private double[] Row(double[] expression, int gene)
    {
        var of = _genes[gene];
        return [expression[gene], of[0], of[1], of[2], expression[gene] - of[0], of[0] * of[0]];
    }
}

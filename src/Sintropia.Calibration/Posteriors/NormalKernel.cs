namespace Sintropia.Calibration.Posteriors;

/// <summary>Moves particles by a normal kernel with twice the weighted covariance of their generation. Beaumont et al. 2009, doi:10.1093/biomet/asp052; Filippi et al. 2013, doi:10.1515/sagmb-2012-0069.</summary>
internal sealed class NormalKernel
{
    private readonly Generation _from;
    private readonly double[] _cumulative;
    private readonly double[,] _root;
    private readonly double _logScale;
    private readonly int _n;

    public NormalKernel(Generation from)
    {
        _from = from;
        _n = from.Particles[0].Shares.Length;
        var mean = new double[_n];
        foreach (var p in from.Particles) for (var k = 0; k < _n; k++) mean[k] += p.Weight * p.Shares[k];
        var covariance = new double[_n, _n];
        foreach (var p in from.Particles)
            for (var i = 0; i < _n; i++)
                for (var j = 0; j < _n; j++) covariance[i, j] += 2 * p.Weight * (p.Shares[i] - mean[i]) * (p.Shares[j] - mean[j]);
        for (var k = 0; k < _n; k++) covariance[k, k] += 1e-10; // a generation in which a parameter does not vary
        _root = Root(covariance);
        for (var k = 0; k < _n; k++) _logScale -= Math.Log(_root[k, k]);
        double sum = 0;
        _cumulative = [.. from.Particles.Select(p => sum += p.Weight)];
    }

    /// <summary>A particle of the generation, moved.</summary>
    /// <param name="which">Uniform: which particle.</param>
    /// <param name="normals">Standard normals; shape [parameters].</param>
    public double[] Moved(double which, double[] normals)
    {
        var at = Array.BinarySearch(_cumulative, which * _cumulative[^1]);
        var from = _from.Particles[Math.Min(at < 0 ? ~at : at, _cumulative.Length - 1)].Shares;
        var moved = (double[])from.Clone();
        for (var i = 0; i < _n; i++)
            for (var j = 0; j <= i; j++) moved[i] += _root[i, j] * normals[j];
        return moved;
    }

    /// <summary>Σ wⱼK(θ|θⱼ), but for a constant factor.</summary>
    public double Density(double[] shares)
    {
        double sum = 0;
        var z = new double[_n];
        foreach (var p in _from.Particles)
        {
            double squares = 0;
            for (var i = 0; i < _n; i++)
            {
                var rest = shares[i] - p.Shares[i];
                for (var j = 0; j < i; j++) rest -= _root[i, j] * z[j];
                z[i] = rest / _root[i, i];
                squares += z[i] * z[i];
            }

            sum += p.Weight * Math.Exp(_logScale - squares / 2);
        }

        return Math.Max(sum, 1e-300);
    }

    /// <summary>Cholesky's lower factor.</summary>
    private static double[,] Root(double[,] a)
    {
        var n = a.GetLength(0);
        var root = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++) sum -= root[i, k] * root[j, k];
                root[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-14)) : sum / root[j, j];
            }

        return root;
    }
}

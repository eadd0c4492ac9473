namespace Sintropia.Training.Samples;

/// <summary>Mean correlation of ln(CPM + 1) of samples, as answered and as observed.</summary>
internal sealed class Correlations
{
    private double _sum;
    private long _count;

    /// <summary>Not a number where no sample was observed.</summary>
    public double Mean => _sum / _count;

    /// <summary>Adds samples.</summary>
    /// <param name="answered">[samples, genes].</param>
    /// <param name="observed">[samples][genes].</param>
    public void Add(float[] answered, float[][] observed)
    {
        for (var i = 0; i < observed.Length; i++)
        {
            var one = Of(Logged(answered.AsSpan(i * observed[i].Length, observed[i].Length)), Logged(observed[i]));
            if (!double.IsFinite(one)) continue;
            (_sum, _count) = (_sum + one, _count + 1);
        }
    }

    private static double[] Logged(ReadOnlySpan<float> counts)
    {
        var total = 0.0;
        foreach (var count in counts) total += count;
        var logged = new double[counts.Length];
        for (var i = 0; i < logged.Length; i++) logged[i] = Math.Log(1 + 1e6 * counts[i] / Math.Max(1, total));
        return logged;
    }

    private static double Of(double[] one, double[] other)
    {
        double a = one.Average(), b = other.Average(), product = 0, first = 0, second = 0;
        for (var i = 0; i < one.Length; i++) (product, first, second) = (product + (one[i] - a) * (other[i] - b), first + (one[i] - a) * (one[i] - a), second + (other[i] - b) * (other[i] - b));
        return product / Math.Sqrt(first * second);
    }
}

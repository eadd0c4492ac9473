using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Kernels;

/// <summary>What the operations on rows mean: plain loops.</summary>
internal static class PlainRows
{
    public static float Reduce(Reduction reduction, ReadOnlySpan<float> x, int length, int step)
    {
        double sum = 0, mean = 0;
        var extreme = reduction == Reduction.Maximum || reduction == Reduction.LogSumExp ? float.NegativeInfinity : float.PositiveInfinity;
        if (reduction is Reduction.SquaredDeviations)
        {
            for (var i = 0; i < length; i++) mean += x[i * step];
            mean /= length;
        }

        for (var i = 0; i < length; i++)
        {
            var value = x[i * step];
            sum += reduction switch
            {
                Reduction.SumOfSquares => (double)value * value,
                Reduction.SumOfMagnitudes => Math.Abs(value),
                Reduction.SquaredDeviations => (value - mean) * (value - mean),
                _ => value,
            };
            extreme = reduction == Reduction.Minimum ? MathF.Min(extreme, value) : MathF.Max(extreme, value);
        }

        if (reduction is Reduction.Maximum or Reduction.Minimum) return extreme;
        if (reduction is Reduction.Mean) return (float)(sum / length);
        if (reduction is not Reduction.LogSumExp) return (float)sum;
        if (float.IsInfinity(extreme) || float.IsNaN(extreme)) return extreme;

        sum = 0;
        for (var i = 0; i < length; i++) sum += PlainFunctions.Exp((double)x[i * step] - extreme);
        return (float)(extreme + PlainFunctions.Log(sum));
    }

    public static void Softmax(ReadOnlySpan<float> x, bool logarithm, Span<float> y)
    {
        var top = float.NegativeInfinity;
        foreach (var value in x) top = MathF.Max(top, value);
        double sum = 0;
        foreach (var value in x) sum += PlainFunctions.Exp((double)value - top);
        var log = PlainFunctions.Log(sum);
        for (var i = 0; i < x.Length; i++) y[i] = (float)(logarithm ? (double)x[i] - top - log : PlainFunctions.Exp((double)x[i] - top) / sum);
    }

    public static void SoftmaxGradient(ReadOnlySpan<float> y, bool logarithm, ReadOnlySpan<float> g, Span<float> result)
    {
        double sum = 0;
        for (var i = 0; i < y.Length; i++) sum += logarithm ? g[i] : (double)g[i] * y[i];
        for (var i = 0; i < y.Length; i++) result[i] = (float)(logarithm ? g[i] - PlainFunctions.Exp(y[i]) * sum : y[i] * (g[i] - sum));
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;

namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>xᵢ − max − ln Σ e^(xⱼ − max) along rows, and the logarithm of the sum by itself.</summary>
public static class LogSoftmax
{
    /// <summary>Each row of x [rows, length] into y; y may be x. NaN throughout where <see cref="Softmax"/> is.</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Forward(ReadOnlySpan<float> x, int length, Span<float> y)
    {
        Lengths.Same(x.Length, y.Length);
        var rows = Lengths.Rows(x.Length, length);

        // As in softmax, some rows at a time.
        Span<float> max = stackalloc float[16], logs = stackalloc float[16];
        var group = LayerNorm.Group(length);
        for (var first = 0; first < rows; first += group)
        {
            var count = Math.Min(group, rows - first);
            for (var k = 0; k < count; k++) max[k] = Softmax.Max(x.Slice((first + k) * length, length));
            var rowsOfX = x.Slice(first * length, count * length);
            RunningSums.Rows(rowsOfX, count, length, max[..count], default(ExponentialLess), logs);
            Lanes.Store(default(Log).Of(Lanes.Load(logs, 0)), logs, 0);
            WriteRows(rowsOfX, length, max[..count], logs, y.Slice(first * length, count * length));
        }
    }

    /// <summary>gradientᵢ − e^(yᵢ)·Σ gradientⱼ for each row, from the result y; ofX may be the gradient.</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> gradient, int length, Span<float> ofX)
    {
        Lengths.Same(y.Length, gradient.Length);
        Lengths.Same(y.Length, ofX.Length);
        Lengths.Rows(y.Length, length);
        for (var at = 0; at < y.Length; at += length)
        {
            var g = gradient.Slice(at, length);
            Elementwise.Zip(y.Slice(at, length), g, ofX.Slice(at, length), new LessShare(Sums.Sum(g)));
        }
    }

    /// <summary>ln Σ e^(xᵢ) of a row: −∞ of nothing and of −∞ throughout, ∞ with an ∞ in it, NaN with a NaN.</summary>
    public static float LogSumExp(ReadOnlySpan<float> x)
    {
        if (x.IsEmpty) return float.NegativeInfinity;
        var max = Softmax.Max(x);
        if (float.IsInfinity(max)) max = Extremes.Max(x);
        return float.IsInfinity(max) ? max : max + default(Log).Reference(SumOfExponentials(x, max));
    }

    /// <summary>resultⱼ = ln Σᵢ e^(x[i, j]) for the columns from <paramref name="from"/> to <paramref name="to"/> (excluded) of x [rows, width], as <see cref="LogSumExp"/> along a row.</summary>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void LogSumExpOfColumns(ReadOnlySpan<float> x, int width, Span<float> result, int from, int to)
    {
        var rows = Sums.Check(x, width, result, from, to);
        if (rows == 0)
        {
            result[from..to].Fill(float.NegativeInfinity);
            return;
        }

        // A few columns at a time, so that the scratch lies on the stack.
        Span<float> max = stackalloc float[Moments.Scratch], sum = stackalloc float[Moments.Scratch];
        for (var j = from; j < to; j += Moments.Scratch)
        {
            var count = Math.Min(Moments.Scratch, to - j);
            Extremes.MaxOfColumns(x, width, result, j, j + count);
            result.Slice(j, count).CopyTo(max);
            RunningSums.Columns(x[j..], default, max, rows, width, 0, count, sum, default(ExponentialLessColumn));
            for (var i = 0; i < count; i++) result[j + i] = float.IsInfinity(max[i]) ? max[i] : max[i] + default(Log).Reference(sum[i]);
        }
    }

    /// <summary>What <see cref="Forward"/> means for one row.</summary>
    public static void Reference(ReadOnlySpan<float> x, Span<float> y)
    {
        if (x.IsEmpty) return;
        var max = Extremes.ReferenceMax(x);
        var log = default(Log).Reference(RunningSums.Reference(x, default, default, new ExponentialLess(max)));
        Elementwise.Reference(x, y, new LessTwice(max, log));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void WriteRows(ReadOnlySpan<float> x, int length, ReadOnlySpan<float> max, ReadOnlySpan<float> logs, Span<float> y)
    {
        for (var k = 0; k < max.Length; k++)
        {
            var step = new LessTwice(max[k], logs[k]);
            var (at, j) = (k * length, 0);
            for (; j <= length - Lanes.Count; j += Lanes.Count) Lanes.Store(step.Of(Lanes.Load(x, at + j)), y, at + j);
            if (j < length) Lanes.StoreFirst(step.Of(Lanes.LoadFirst(x, at + j, length - j)), y, at + j, length - j);
        }
    }

    /// <summary>What <see cref="Backward"/> means for one row.</summary>
    public static void Reference(ReadOnlySpan<float> y, ReadOnlySpan<float> gradient, Span<float> ofX) =>
        Elementwise.Reference(y, gradient, ofX, new LessShare(Sums.Reference(gradient)));

    /// <summary>What <see cref="LogSumExp"/> means.</summary>
    public static float Reference(ReadOnlySpan<float> x)
    {
        if (x.IsEmpty) return float.NegativeInfinity;
        var max = Extremes.ReferenceMax(x);
        return float.IsInfinity(max) ? max : max + default(Log).Reference(RunningSums.Reference(x, default, default, new ExponentialLess(max)));
    }

    internal static float SumOfExponentials(ReadOnlySpan<float> x, float max) => RunningSums.Row(x, default, default, new ExponentialLess(max));

    /// <summary>e^(x − constant).</summary>
    private readonly struct ExponentialLess(float constant) : ITerm
    {
        public static bool TakesY => false;

        public static bool TakesZ => false;

        public float Constant => constant;

        public void EnterRow(int row)
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => sum + Exp.OfNegative(x - constant);

        public float Add(float sum, float x, float y, float z, float constant) => sum + default(Exp).Reference(x - constant);
    }

    /// <summary>e^(x − z).</summary>
    private readonly struct ExponentialLessColumn : ITerm
    {
        public static bool TakesY => false;

        public static bool TakesZ => true;

        public float Constant => 0;

        public void EnterRow(int row)
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Add(Vector512<float> sum, Vector512<float> x, Vector512<float> y, Vector512<float> z, Vector512<float> constant) => sum + Exp.OfNegative(x - z);

        public float Add(float sum, float x, float y, float z, float constant) => sum + default(Exp).Reference(x - z);
    }

    private readonly struct LessTwice(float max, float log) : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x) => x - Vector512.Create(max) - Vector512.Create(log);

        public float Reference(float x) => x - max - log;
    }

    private readonly struct LessShare(float sum) : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Of(Vector512<float> x, Vector512<float> y) => Lanes.Fma(default(Exp).Of(x), Vector512.Create(-sum), y);

        public float Reference(float x, float y) => MathF.FusedMultiplyAdd(default(Exp).Reference(x), -sum, y);
    }
}

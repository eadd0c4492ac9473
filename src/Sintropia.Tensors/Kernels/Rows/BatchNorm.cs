using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Rows;

/// <summary>(x − mean)/√(variance + ε)·scale + shift per channel, where a channel is a column of x [rows, channels].</summary>
/// <remarks>
/// For x [batch, channels, places] the rows are batch × places: transpose first. Ioffe and Szegedy 2015, arXiv:1502.03167. All methods take channels from one index to another, so that
/// threads share the work without changing any sum.
/// </remarks>
public static class BatchNorm
{
    /// <summary>Mean and variance of each channel: what training normalises by, and what running estimates are fed with.</summary>
    /// <param name="x">[rows, channels].</param>
    /// <param name="channels">Elements of a row.</param>
    /// <param name="mean">[channels].</param>
    /// <param name="variance">[channels]: of what is there, divided by the number of rows.</param>
    /// <param name="from">The first channel.</param>
    /// <param name="to">The one behind the last.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Statistics(ReadOnlySpan<float> x, int channels, Span<float> mean, Span<float> variance, int from, int to)
    {
        var rows = Sums.Check(x, channels, mean, from, to);
        Lengths.Same(channels, variance.Length);
        Span<float> offset = stackalloc float[Moments.Scratch], squares = stackalloc float[Moments.Scratch], middle = stackalloc float[Moments.Scratch];
        for (var j = from; j < to; j += Moments.Scratch)
        {
            var count = Math.Min(Moments.Scratch, to - j);
            Moments.OfColumns(x, rows, channels, j, count, middle, offset, squares);
            for (var i = 0; i < count; i++) (mean[j + i], variance[j + i]) = (middle[i] + offset[i], squares[i] / rows);
        }
    }

    /// <summary>Running estimates after a batch: estimate + momentum·(new − estimate), the variance unbiased.</summary>
    /// <param name="mean">[channels], from <see cref="Statistics"/>.</param>
    /// <param name="variance">[channels], from <see cref="Statistics"/>.</param>
    /// <param name="rows">Rows that they were taken over.</param>
    /// <param name="momentum">Weight of the new, usually 0.1.</param>
    /// <param name="runningMean">[channels].</param>
    /// <param name="runningVariance">[channels].</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void Track(ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, int rows, float momentum, Span<float> runningMean, Span<float> runningVariance)
    {
        Lengths.Same(mean.Length, variance.Length);
        Lengths.Same(mean.Length, runningMean.Length);
        Lengths.Same(mean.Length, runningVariance.Length);
        var unbiased = (float)rows / (rows - 1);
        for (var j = 0; j < mean.Length; j++)
        {
            runningMean[j] = (1 - momentum) * runningMean[j] + momentum * mean[j];
            runningVariance[j] = (1 - momentum) * runningVariance[j] + momentum * (variance[j] * unbiased);
        }
    }

    /// <summary>1/√(variance + ε).</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void Inverse(ReadOnlySpan<float> variance, float epsilon, Span<float> inverse)
    {
        Lengths.Same(variance.Length, inverse.Length);
        for (var j = 0; j < variance.Length; j++) inverse[j] = 1 / MathF.Sqrt(variance[j] + epsilon);
    }

    /// <summary>Whole rows of x [rows, channels] into y, which may be x: ((x − mean)·inverse)·scale + shift. By the batch's own moments in training, by the running ones in inference.</summary>
    /// <param name="x">[rows, channels].</param>
    /// <param name="mean">[channels].</param>
    /// <param name="inverse">[channels]: 1/√(variance + ε).</param>
    /// <param name="scale">[channels], or nothing for 1.</param>
    /// <param name="shift">[channels], or nothing for 0.</param>
    /// <param name="y">[rows, channels].</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverse, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, Span<float> y)
    {
        Lengths.Same(x.Length, y.Length);
        Lengths.Same(mean.Length, inverse.Length);
        if (!scale.IsEmpty) Lengths.Same(mean.Length, scale.Length);
        if (!shift.IsEmpty) Lengths.Same(mean.Length, shift.Length);
        var channels = mean.Length;
        var rows = Lengths.Rows(x.Length, channels);
        for (var j = 0; j < channels; j += Lanes.Count)
        {
            var count = channels - j;
            var (m, over) = (Lanes.Load(mean, j, count), Lanes.Load(inverse, j, count));
            var (times, plus) = (scale.IsEmpty ? Vector512<float>.One : Lanes.Load(scale, j, count), shift.IsEmpty ? Vector512.Create(-0f) : Lanes.Load(shift, j, count));
            for (var r = 0; r < rows; r++)
            {
                var at = r * channels + j;
                Lanes.Store(Lanes.Fma((Lanes.Load(x, at, count) - m) * over, times, plus), y, at, count); // plus −0 changes nothing
            }
        }
    }

    /// <summary>What <see cref="Forward"/> means for one element.</summary>
    public static float Reference(float x, float mean, float inverse, float scale, float shift) => MathF.FusedMultiplyAdd((x - mean) * inverse, scale, shift);

    /// <summary>Gradients with respect to scale, Σ gradient·(x − mean)·inverse, and shift, Σ gradient, over all rows.</summary>
    /// <param name="x">[rows, channels].</param>
    /// <param name="mean">[channels].</param>
    /// <param name="inverse">[channels].</param>
    /// <param name="gradient">[rows, channels].</param>
    /// <param name="ofScale">[channels].</param>
    /// <param name="ofShift">[channels].</param>
    /// <param name="from">The first channel.</param>
    /// <param name="to">The one behind the last.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void OfParameters(
        ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverse, ReadOnlySpan<float> gradient, Span<float> ofScale, Span<float> ofShift, int from, int to)
    {
        var channels = mean.Length;
        Lengths.Same(x.Length, gradient.Length);
        Lengths.Same(channels, inverse.Length);
        Lengths.Same(channels, ofScale.Length);
        var rows = Sums.Check(gradient, channels, ofShift, from, to);
        RunningSums.TwoColumns(x, gradient, mean, rows, channels, from, to, ofScale, ofShift, default(ProductWithColumnDeviation), default(SecondValue));
        Elementwise.Zip(ofScale[from..to], inverse[from..to], ofScale[from..to], default(Arithmetic.Multiply));
    }

    /// <summary>Gradient with respect to x, for whole rows. In training (x − mean)·inverse moved with the batch: inverse·scale·(gradient − ofShift/n − ((x − mean)·inverse)·ofScale/n); in inference it did not: inverse·scale·gradient.</summary>
    /// <param name="x">[rows, channels].</param>
    /// <param name="mean">[channels].</param>
    /// <param name="inverse">[channels].</param>
    /// <param name="scale">[channels], or nothing for 1.</param>
    /// <param name="gradient">[rows, channels].</param>
    /// <param name="ofScale">[channels], from <see cref="OfParameters"/>; nothing in inference.</param>
    /// <param name="ofShift">[channels], from <see cref="OfParameters"/>; nothing in inference.</param>
    /// <param name="batch">n: rows that the moments were taken over.</param>
    /// <param name="ofX">[rows, channels]; may be the gradient.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Backward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverse, ReadOnlySpan<float> scale, ReadOnlySpan<float> gradient,
        ReadOnlySpan<float> ofScale, ReadOnlySpan<float> ofShift, int batch, Span<float> ofX)
    {
        var channels = mean.Length;
        Lengths.Same(x.Length, gradient.Length);
        Lengths.Same(x.Length, ofX.Length);
        Lengths.Same(ofScale.Length, ofShift.Length);
        if (!scale.IsEmpty) Lengths.Same(channels, scale.Length);
        if (!ofScale.IsEmpty) Lengths.Same(channels, ofScale.Length);
        var rows = Lengths.Rows(x.Length, channels);
        var n = Vector512.Create((float)batch);
        for (var j = 0; j < channels; j += Lanes.Count)
        {
            var count = channels - j;
            var (m, over) = (Lanes.Load(mean, j, count), Lanes.Load(inverse, j, count));
            var times = scale.IsEmpty ? over : over * Lanes.Load(scale, j, count);
            var (perDeviation, less) = ofScale.IsEmpty ? default : (over * (Lanes.Load(ofScale, j, count) / n), Lanes.Load(ofShift, j, count) / n);
            for (var r = 0; r < rows; r++)
            {
                var at = r * channels + j;
                var g = Lanes.Load(gradient, at, count);
                if (!ofScale.IsEmpty) g = Lanes.Fma(m - Lanes.Load(x, at, count), perDeviation, g - less);
                Lanes.Store(g * times, ofX, at, count);
            }
        }
    }

    /// <summary>What <see cref="Backward"/> means for one element in training.</summary>
    public static float Reference(float x, float mean, float inverse, float scale, float gradient, float ofScale, float ofShift, int batch) =>
        MathF.FusedMultiplyAdd(mean - x, inverse * (ofScale / batch), gradient - ofShift / batch) * (inverse * scale);
}

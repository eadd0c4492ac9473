using Sintropia.Tensors.Kernels;

namespace Sintropia.Tensors.Backends;

/// <content>Reductions and operations on rows.</content>
public sealed partial class ManagedBackend
{
    /// <inheritdoc/>
    public void Reduce(Reduction reduction, Tensor x, Tensor result)
    {
        var (outer, length, inner) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        ReadOnlySpan<float> from = x.Elements();
        var to = result.Elements();
        for (var o = 0; o < outer; o++)
            for (var i = 0; i < inner; i++)
                to[(o * inner) + i] = PlainRows.Reduce(reduction, length == 0 ? default : from[((o * length * inner) + i)..], length, inner);
    }

    /// <inheritdoc/>
    public void ArgReduce(bool largest, Tensor x, Indices result)
    {
        var (outer, length, inner) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        ReadOnlySpan<float> from = x.Elements();
        var to = result.Span;
        for (var o = 0; o < outer; o++)
            for (var i = 0; i < inner; i++)
            {
                var best = 0;
                for (var j = 1; j < length; j++)
                    if (Better(largest, from[(((o * length) + j) * inner) + i], from[(((o * length) + best) * inner) + i]))
                        best = j;
                to[(o * inner) + i] = best;
            }
    }

    /// <inheritdoc/>
    public void TopK(bool largest, Tensor x, Tensor values, Indices places)
    {
        var (rows, length, k) = (x.Shape[0], x.Shape[1], values.Shape[1]);
        var taken = new bool[length];
        for (var row = 0; row < rows; row++)
        {
            var from = x.Elements().Slice(row * length, length);
            Array.Clear(taken);
            for (var rank = 0; rank < k; rank++)
            {
                var best = -1;
                for (var j = 0; j < length; j++)
                    if (!taken[j] && (best < 0 || Better(largest, from[j], from[best])))
                        best = j;
                taken[best] = true;
                values.Elements()[(row * k) + rank] = from[best];
                places.Span[(row * k) + rank] = best;
            }
        }
    }

    /// <inheritdoc/>
    public void CumulativeSum(Tensor x, bool reversed, Tensor result)
    {
        var (outer, length, inner) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        ReadOnlySpan<float> from = x.Elements();
        var to = result.Elements();
        for (var o = 0; o < outer; o++)
            for (var i = 0; i < inner; i++)
            {
                var sum = 0f;
                for (var j = 0; j < length; j++)
                {
                    var at = (((o * length) + (reversed ? length - 1 - j : j)) * inner) + i;
                    to[at] = sum += from[at];
                }
            }
    }

    /// <inheritdoc/>
    public void Softmax(Tensor x, bool logarithm, Tensor result)
    {
        var length = x.Shape[1];
        for (var row = 0; row < x.Shape[0]; row++) PlainRows.Softmax(Row(x, row, length), logarithm, Row(result, row, length));
    }

    /// <inheritdoc/>
    public void SoftmaxGradient(Tensor y, bool logarithm, Tensor gradient, Tensor result)
    {
        var length = y.Shape[1];
        for (var row = 0; row < y.Shape[0]; row++) PlainRows.SoftmaxGradient(Row(y, row, length), logarithm, Row(gradient, row, length), Row(result, row, length));
    }

    /// <inheritdoc/>
    public void LayerNorm(Tensor x, Tensor? scale, Tensor? shift, float epsilon, Tensor result, Tensor mean, Tensor inverse)
    {
        var length = x.Shape[1];
        for (var row = 0; row < x.Shape[0]; row++)
        {
            var from = Row(x, row, length);
            var to = Row(result, row, length);
            double sum = 0, squares = 0;
            foreach (var value in from) sum += value;
            var centre = mean.Elements()[row] = (float)(sum / length);
            foreach (var value in from) squares += (double)(value - centre) * (value - centre);
            var factor = inverse.Elements()[row] = (float)(1 / Math.Sqrt((squares / length) + epsilon));
            for (var i = 0; i < length; i++) to[i] = ((from[i] - centre) * factor * (scale is null ? 1 : scale.Elements()[i])) + (shift is null ? 0 : shift.Elements()[i]);
        }
    }

    /// <inheritdoc/>
    public void LayerNormGradient(Tensor x, Tensor? scale, Tensor mean, Tensor inverse, Tensor gradient, Tensor? ofX, Tensor? ofScale, Tensor? ofShift)
    {
        var length = x.Shape[1];
        ofScale?.Elements().Clear();
        ofShift?.Elements().Clear();
        for (var row = 0; row < x.Shape[0]; row++)
        {
            var from = Row(x, row, length);
            var g = Row(gradient, row, length);
            var (centre, factor) = (mean.Elements()[row], inverse.Elements()[row]);
            double sum = 0, sumWithNormal = 0;
            for (var i = 0; i < length; i++)
            {
                var (normal, h) = ((from[i] - centre) * factor, g[i] * (scale is null ? 1 : scale.Elements()[i]));
                sum += h;
                sumWithNormal += (double)h * normal;
                if (ofScale is not null) ofScale.Elements()[i] += g[i] * normal;
                if (ofShift is not null) ofShift.Elements()[i] += g[i];
            }

            if (ofX is null) continue;
            var to = Row(ofX, row, length);
            for (var i = 0; i < length; i++)
            {
                var (normal, h) = ((from[i] - centre) * factor, g[i] * (scale is null ? 1 : scale.Elements()[i]));
                to[i] = (float)(factor * (h - (sum / length) - (normal * sumWithNormal / length)));
            }
        }
    }

    /// <inheritdoc/>
    public void RmsNorm(Tensor x, Tensor? scale, float epsilon, Tensor result, Tensor inverse)
    {
        var length = x.Shape[1];
        for (var row = 0; row < x.Shape[0]; row++)
        {
            var from = Row(x, row, length);
            var to = Row(result, row, length);
            double squares = 0;
            foreach (var value in from) squares += (double)value * value;
            var factor = inverse.Elements()[row] = (float)(1 / Math.Sqrt((squares / length) + epsilon));
            for (var i = 0; i < length; i++) to[i] = from[i] * factor * (scale is null ? 1 : scale.Elements()[i]);
        }
    }

    /// <inheritdoc/>
    public void RmsNormGradient(Tensor x, Tensor? scale, Tensor inverse, Tensor gradient, Tensor? ofX, Tensor? ofScale)
    {
        var length = x.Shape[1];
        ofScale?.Elements().Clear();
        for (var row = 0; row < x.Shape[0]; row++)
        {
            var from = Row(x, row, length);
            var g = Row(gradient, row, length);
            var factor = inverse.Elements()[row];
            double sumWithNormal = 0;
            for (var i = 0; i < length; i++)
            {
                var (normal, h) = (from[i] * factor, g[i] * (scale is null ? 1 : scale.Elements()[i]));
                sumWithNormal += (double)h * normal;
                if (ofScale is not null) ofScale.Elements()[i] += g[i] * normal;
            }

            if (ofX is null) continue;
            var to = Row(ofX, row, length);
            for (var i = 0; i < length; i++)
                to[i] = (float)(factor * ((g[i] * (scale is null ? 1 : scale.Elements()[i])) - (from[i] * factor * sumWithNormal / length)));
        }
    }

    private static Span<float> Row(Tensor tensor, int row, int length) => tensor.Elements().Slice(row * length, length);

    // NaN is better than anything, and no later one is better than an equal.
    private static bool Better(bool largest, float candidate, float best) => !float.IsNaN(best) && (float.IsNaN(candidate) || (largest ? candidate > best : candidate < best));
}

using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.TorchSharp;

/// <content>Reductions and operations on rows.</content>
public sealed partial class TorchBackend
{
    /// <inheritdoc/>
    public void Reduce(Reduction reduction, Tensor x, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        var a = Of(x);
        Give(result, reduction switch
        {
            Reduction.Sum => a.sum(1),
            Reduction.Mean => Mean(a),
            Reduction.SumOfSquares => (a * a).sum(1),
            Reduction.SumOfMagnitudes => a.abs().sum(1),
            Reduction.SquaredDeviations => SquaredDeviations(a),
            Reduction.Maximum => a.amax(1),
            Reduction.Minimum => a.amin(1),
            Reduction.LogSumExp => a.logsumexp(1),
            _ => throw Unknown(nameof(Reduction), reduction),
        });
    }

    /// <inheritdoc/>
    public void ArgReduce(bool largest, Tensor x, Indices result)
    {
        using var scope = Torch.NewDisposeScope();
        Answer(largest ? Of(x).argmax(1) : Of(x).argmin(1), result);
    }

    /// <inheritdoc/>
    public void TopK(bool largest, Tensor x, Tensor values, Indices places)
    {
        using var scope = Torch.NewDisposeScope();

        // Sorted whole: torch's own top-k promises no order among equals. What is not a number comes first either way, since it counts as largest there and has no sign.
        var a = Of(x);
        var order = (largest ? a : -a).sort(1, descending: true, stable: true).Indices.narrow(1, 0, values.Shape[1]);
        Give(values, a.gather(1, order));
        Answer(order, places);
    }

    /// <inheritdoc/>
    public void CumulativeSum(Tensor x, bool reversed, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        Give(result, reversed ? Of(x).flip(1).cumsum(1).flip(1) : Of(x).cumsum(1));
    }

    /// <inheritdoc/>
    public void Softmax(Tensor x, bool logarithm, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        Give(result, logarithm ? Of(x).log_softmax(1) : Of(x).softmax(1));
    }

    /// <inheritdoc/>
    public void SoftmaxGradient(Tensor y, bool logarithm, Tensor gradient, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        var (a, g) = (Of(y), Of(gradient));
        Give(result, logarithm ? g - (a.exp() * g.sum(1, keepdim: true)) : a * (g - (g * a).sum(1, keepdim: true)));
    }

    /// <inheritdoc/>
    public void LayerNorm(Tensor x, Tensor? scale, Tensor? shift, float epsilon, Tensor result, Tensor? mean, Tensor? inverse)
    {
        using var scope = Torch.NewDisposeScope();
        var a = Of(x);
        var m = Mean(a, keep: true);
        var r = (Mean((a - m).square(), keep: true) + epsilon).rsqrt();
        Give(result, Scaled((a - m) * r, scale, shift));
        if (mean is not null) Give(mean, m);
        if (inverse is not null) Give(inverse, r);
    }

    /// <inheritdoc/>
    public void LayerNormGradient(Tensor x, Tensor? scale, Tensor mean, Tensor inverse, Tensor gradient, Tensor? ofX, Tensor? ofScale, Tensor? ofShift)
    {
        using var scope = Torch.NewDisposeScope();
        var (r, g) = (Of(inverse).unsqueeze(1), Of(gradient));
        var n = (Of(x) - Of(mean).unsqueeze(1)) * r;
        if (ofX is not null)
        {
            var h = Scaled(g, scale, null);
            Give(ofX, r * (h - Mean(h, keep: true) - (n * Mean(h * n, keep: true))));
        }

        if (ofScale is not null) Give(ofScale, (g * n).sum(0));
        if (ofShift is not null) Give(ofShift, g.sum(0));
    }

    /// <inheritdoc/>
    public void RmsNorm(Tensor x, Tensor? scale, float epsilon, Tensor result, Tensor? inverse)
    {
        using var scope = Torch.NewDisposeScope();
        var a = Of(x);
        var r = (Mean(a * a, keep: true) + epsilon).rsqrt();
        Give(result, Scaled(a * r, scale, null));
        if (inverse is not null) Give(inverse, r);
    }

    /// <inheritdoc/>
    public void RmsNormGradient(Tensor x, Tensor? scale, Tensor inverse, Tensor gradient, Tensor? ofX, Tensor? ofScale)
    {
        using var scope = Torch.NewDisposeScope();
        var (r, g) = (Of(inverse).unsqueeze(1), Of(gradient));
        var n = Of(x) * r;
        if (ofX is not null)
        {
            var h = Scaled(g, scale, null);
            Give(ofX, r * (h - (n * Mean(h * n, keep: true))));
        }

        if (ofScale is not null) Give(ofScale, (g * n).sum(0));
    }

    /// <inheritdoc/>
    public void BatchMoments(Tensor x, Tensor mean, Tensor variance)
    {
        using var scope = Torch.NewDisposeScope();
        var a = Of(x);
        var m = a.mean([0L]);
        Give(variance, (a - m).square().mean([0L]));
        Give(mean, m);
    }

    /// <inheritdoc/>
    public void BatchNorm(Tensor x, Tensor mean, Tensor inverse, Tensor? scale, Tensor? shift, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        Give(result, Scaled((Of(x) - Of(mean)) * Of(inverse), scale, shift));
    }

    /// <inheritdoc/>
    public void BatchNormGradient(Tensor x, Tensor mean, Tensor inverse, Tensor? scale, bool moved, Tensor gradient, Tensor? ofX, Tensor ofScale, Tensor ofShift)
    {
        using var scope = Torch.NewDisposeScope();
        var (r, g) = (Of(inverse), Of(gradient));
        var n = (Of(x) - Of(mean)) * r;
        if (ofX is not null)
        {
            var h = moved ? g - g.mean([0L]) - (n * (g * n).mean([0L])) : g;
            Give(ofX, Scaled(h * r, scale, null));
        }

        Give(ofScale, (g * n).sum(0));
        Give(ofShift, g.sum(0));
    }

    private static Native Mean(Native x, bool keep = false) => x.mean([1L], keep);

    private static Native SquaredDeviations(Native x) => (x - Mean(x, keep: true)).square().sum(1);

    // Never its first argument itself where that could be an input: callers give what they computed, or only compute with what they get.
    private static Native Scaled(Native x, Tensor? scale, Tensor? shift)
    {
        if (scale is not null) x *= Of(scale);
        return shift is null ? x : x + Of(shift);
    }
}

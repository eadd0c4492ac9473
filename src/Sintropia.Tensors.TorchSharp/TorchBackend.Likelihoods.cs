using Sintropia.Tensors.Kernels.Optimisers;

namespace Sintropia.Tensors.TorchSharp;

/// <content>Likelihoods and optimisers.</content>
public sealed partial class TorchBackend
{
    /// <inheritdoc/>
    public void CrossEntropy(Tensor logits, Indices labels, Tensor? weights, float smoothing, int ignored, Tensor losses, Tensor statistics)
    {
        using var scope = Torch.NewDisposeScope();
        var (places, skipped) = Labels(labels, ignored, logits.Shape[1]);
        var x = Of(logits);
        var largest = x.amax([1L], true);
        var log = (x - largest).exp().sum(1, keepdim: true).log();
        var costs = log - (x - largest); // −ln p
        var loss = costs.gather(1, places) * Own(weights, places, smoothing);
        if (smoothing != 0) loss = loss + (Scaled(costs, weights, null).sum(1, keepdim: true) * (smoothing / logits.Shape[1]));
        Give(losses, loss.masked_fill(skipped, 0));
        Give(statistics, Torch.stack([largest.squeeze(1), log.squeeze(1)]));
    }

    /// <inheritdoc/>
    public void CrossEntropyGradient(Tensor logits, Indices labels, Tensor? weights, float smoothing, int ignored, Tensor statistics, Tensor gradient, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        var classes = logits.Shape[1];
        var (places, skipped) = Labels(labels, ignored, classes);
        var (largest, log) = (Of(statistics).select(0, 0).unsqueeze(1), Of(statistics).select(0, 1).unsqueeze(1));
        var (own, g) = (Own(weights, places, smoothing), Of(gradient).reshape(labels.Count, 1));
        var spread = smoothing / classes;
        var shares = (Of(logits) - largest - log).exp();
        var slopes = shares * (weights is null ? own + smoothing : own + (Of(weights).sum() * spread));
        if (smoothing != 0) slopes = weights is null ? slopes - spread : slopes - (Of(weights) * spread);
        slopes = slopes.scatter_add_(1, places, -own) * g;
        Give(result, slopes.masked_fill(skipped, 0));
    }

    /// <inheritdoc/>
    public void NegativeBinomial(Tensor x, Tensor mean, Tensor dispersion, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        var (n, mu, theta) = (Wide(x), Wide(mean), Wide(dispersion));
        var ofNone = theta * (mu / theta).log1p();
        var y = (n + theta).lgamma() - theta.lgamma() - (n + 1).lgamma() - ofNone + (n * (mu / (theta + mu)).log());
        Give(result, Torch.where(n.eq(0), -ofNone, y).to_type(ScalarType.Float32)); // of which all else is 0, or 0·∞
    }

    /// <inheritdoc/>
    public void NegativeBinomialSlope(Tensor x, Tensor mean, Tensor dispersion, bool ofDispersion, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        var (n, mu, theta) = (Wide(x), Wide(mean), Wide(dispersion));
        var slope = ofDispersion
            ? (n + theta).digamma() - theta.digamma() - (mu / theta).log1p() + ((mu - n) / (theta + mu))
            : theta / (theta + mu) * ((n - mu) / mu).masked_fill(n.eq(0), -1);
        Give(result, slope.to_type(ScalarType.Float32));
    }

    /// <inheritdoc/>
    public void Adam(in AdamStep step, Tensor gradient, Tensor parameters, Tensor mean, Tensor square, Tensor? largest)
    {
        using var scope = Torch.NewDisposeScope();
        var (p, m, v) = (Of(parameters), Of(mean), Of(square));
        var g = step.Penalty == 0 ? Of(gradient) : Of(gradient) + (p * step.Penalty);
        m.mul_(step.Beta1).add_(g, step.Fresh1);
        v.mul_(step.Beta2).add_(g * g, step.Fresh2);
        if (largest is not null)
        {
            var most = Of(largest);
            most.copy_(most.maximum(v));
            v = most;
        }

        p.mul_(step.Kept).add_(m / ((v.sqrt() / step.RootCorrection) + step.Epsilon), -step.Size);
    }

    // Places for torch, 0 for rows that count nothing, and which rows those are. Checked here, since a label that is no class ends a CUDA process.
    private (Native Places, Native Skipped) Labels(Indices labels, int ignored, int classes)
    {
        var places = labels.Values.ToArray();
        var skipped = new int[places.Length];
        for (var row = 0; row < places.Length; row++)
            if (places[row] == ignored) (places[row], skipped[row]) = (0, 1);
            else if ((uint)places[row] >= (uint)classes)
                throw new ArgumentOutOfRangeException(
                    nameof(labels), places[row], $"Row {row} has label {places[row]} of {classes} classes. Labels count from 0; {ignored} marks rows that count nothing.");
        return (Places(places).unsqueeze(1), Places(skipped).unsqueeze(1).ne(0));
    }

    // (1 − s)·w of each row's label, [rows, 1].
    private Native Own(Tensor? weights, Native places, float smoothing) =>
        weights is null
            ? Torch.full(places.shape, 1 - smoothing, ScalarType.Float32, Device)
            : Of(weights).index_select(0, places.reshape(-1)).unsqueeze(1) * (1 - smoothing);

    private static Native Wide(Tensor x) => Of(x).to_type(ScalarType.Float64);
}

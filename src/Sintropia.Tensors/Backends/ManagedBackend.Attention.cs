using Sintropia.Tensors.Kernels.Attending;
using Kernel = Sintropia.Tensors.Kernels.Attending.Attention;
using LinearKernel = Sintropia.Tensors.Kernels.Attending.LinearAttention;
using RotaryKernel = Sintropia.Tensors.Kernels.Attending.Rotary;

namespace Sintropia.Tensors.Backends;

/// <content>Attention and rotary positions.</content>
public sealed partial class ManagedBackend
{
    /// <inheritdoc/>
    public void Attention(Tensor q, Tensor k, Tensor v, in AttentionMask mask, float scale, Tensor result, Tensor? statistics) =>
        Kernel.Forward(Team, Sizes(q, k, v, mask, scale), Heads(q), Heads(k), Heads(v), Keys(mask), Heads(result), statistics is null ? default : statistics.Elements());

    /// <inheritdoc/>
    public void AttentionGradient(
        Tensor q, Tensor k, Tensor v, in AttentionMask mask, float scale, Tensor result, Tensor statistics, Tensor gradient, Tensor? ofQ, Tensor? ofK, Tensor? ofV, Tensor? ofBias) =>
        Kernel.Backward(
            Team, Sizes(q, k, v, mask, scale), Heads(q), Heads(k), Heads(v), Keys(mask), Heads(result), statistics.Elements(), Heads(gradient),
            Heads(ofQ), Heads(ofK), Heads(ofV), ofBias is null ? default : ofBias.Elements());

    /// <inheritdoc/>
    public void LinearAttention(Tensor q, Tensor k, Tensor v, Tensor? ignored, float epsilon, Tensor result) =>
        LinearKernel.Forward(Team, Sizes(q, k, v, default, 1), Heads(q), Heads(k), Heads(v), ignored is null ? default : ignored.Elements(), k.Shape[2], epsilon, Heads(result));

    /// <inheritdoc/>
    public void LinearAttentionGradient(Tensor q, Tensor k, Tensor v, Tensor? ignored, float epsilon, Tensor gradient, Tensor? ofQ, Tensor? ofK, Tensor? ofV) =>
        LinearKernel.Backward(
            Team, Sizes(q, k, v, default, 1), Heads(q), Heads(k), Heads(v), ignored is null ? default : ignored.Elements(), k.Shape[2], epsilon, Heads(gradient), Heads(ofQ), Heads(ofK), Heads(ofV));

    /// <inheritdoc/>
    public void Rotary(Tensor x, int first, float frequencyBase, bool interleaved, bool backwards, Tensor result)
    {
        var (positions, pairs) = (x.Shape[2], x.Shape[3] / 2);
        var angles = RotaryAngles.Of(x.Shape[3], frequencyBase, first, positions);
        var row = (first - angles.First) * pairs;
        AttentionShape shape = new(x.Shape[0], x.Shape[1], positions, 0, x.Shape[3], 0, 1);
        RotaryKernel.Turn(Team, shape, Heads(x), angles.Cosines.AsSpan(row), angles.Sines.AsSpan(row), interleaved, backwards, Heads(result));
    }

    private static AttentionShape Sizes(Tensor q, Tensor k, Tensor v, in AttentionMask mask, float scale) =>
        new(q.Shape[0], q.Shape[1], q.Shape[2], k.Shape[2], q.Shape[3], v.Shape[3], scale, mask.Causal);

    private static HeadRows Heads(Tensor? x) => x is null ? default : new(From(x), Places(x));

    private static HeadLayout Places(Tensor x) => new(x.Strides[0], x.Strides[1], x.Strides[2]);

    private static KeyMask Keys(in AttentionMask mask) => new()
    {
        Ignored = mask.Ignored is { } ignored ? ignored.Elements() : default,
        IgnoredBatch = mask.Ignored?.Shape[1] ?? 0,
        Bias = mask.Bias is { } bias ? From(bias) : default,
        BiasLayout = mask.Bias is null ? default : Places(mask.Bias),
        BiasKey = mask.Bias?.Strides[3] ?? 0,
    };
}

using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.TorchSharp;

/// <content>Attention and rotary positions. The scores are stored: torch's fused attention gives no statistics, and what is not a number to queries that see no key.</content>
public sealed partial class TorchBackend
{
    /// <inheritdoc/>
    public void Attention(Tensor q, Tensor k, Tensor v, in AttentionMask mask, float scale, Tensor result, Tensor? statistics)
    {
        using var scope = Torch.NewDisposeScope();
        if (k.Shape[2] == 0)
        {
            Of(result).zero_();
            if (statistics is null) return;
            Of(statistics).select(0, 0).fill_(float.NegativeInfinity);
            Of(statistics).select(0, 1).zero_();
            return;
        }

        var scores = Scores(q, k, mask, scale);
        var largest = scores.amax([3L], true);
        var weights = (scores - Reference(largest)).exp();
        var sum = weights.sum(3, keepdim: true);
        Give(result, (weights.matmul(Seen(Of(v), mask.Ignored)) / sum).masked_fill(sum.eq(0), 0));
        if (statistics is not null) Give(statistics, Torch.stack([largest.squeeze(3), sum.squeeze(3)]));
    }

    /// <inheritdoc/>
    public void AttentionGradient(
        Tensor q, Tensor k, Tensor v, in AttentionMask mask, float scale, Tensor result, Tensor statistics, Tensor gradient, Tensor? ofQ, Tensor? ofK, Tensor? ofV, Tensor? ofBias)
    {
        using var scope = Torch.NewDisposeScope();
        var (largest, sum) = (Of(statistics).select(0, 0).unsqueeze(3), Of(statistics).select(0, 1).unsqueeze(3));
        var share = sum.reciprocal().masked_fill(sum.eq(0), 0);
        var weights = (Scores(q, k, mask, scale) - Reference(largest)).exp() * share;
        var g = Of(gradient);
        var slopes = weights * (g.matmul(Seen(Of(v), mask.Ignored).transpose(2, 3)) - (g * Of(result)).sum(3, keepdim: true));
        if (ofQ is not null) Give(ofQ, slopes.matmul(Seen(Of(k), mask.Ignored)) * scale);
        if (ofK is not null) Give(ofK, slopes.transpose(2, 3).matmul(Of(q)) * scale);
        if (ofV is not null) Give(ofV, weights.transpose(2, 3).matmul(g));
        if (ofBias is not null) Give(ofBias, slopes);
    }

    /// <inheritdoc/>
    public void LinearAttention(Tensor q, Tensor k, Tensor v, Tensor? ignored, float epsilon, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        var (queries, keys) = (Positive(Of(q)), Seen(Positive(Of(k)), ignored));
        var sums = queries.matmul(keys.transpose(2, 3).matmul(Seen(Of(v), ignored)));
        Give(result, sums / Divisor(queries, keys, epsilon));
    }

    /// <inheritdoc/>
    public void LinearAttentionGradient(Tensor q, Tensor k, Tensor v, Tensor? ignored, float epsilon, Tensor gradient, Tensor? ofQ, Tensor? ofK, Tensor? ofV)
    {
        using var scope = Torch.NewDisposeScope();
        var (queries, keys, values) = (Positive(Of(q)), Seen(Positive(Of(k)), ignored), Seen(Of(v), ignored));
        var memory = keys.transpose(2, 3).matmul(values);
        var under = Divisor(queries, keys, epsilon);

        // With h = g/u and t = −Σ g·r/u, u the divisor and r the result: ∂φ(q) = h·memoryᵀ + t·Σφ(k); ∂φ(k) = v·∂memoryᵀ + Σ φ(q)·t; ∂v = φ(k)·∂memory.
        var h = Of(gradient) / under;
        var t = -(h * (queries.matmul(memory) / under)).sum(3, keepdim: true);
        if (ofQ is not null) Give(ofQ, (h.matmul(memory.transpose(2, 3)) + (t * keys.sum(2, keepdim: true))) * OfPositive(Of(q)));
        var ofMemory = queries.transpose(2, 3).matmul(h);
        if (ofK is not null) Give(ofK, Seen((values.matmul(ofMemory.transpose(2, 3)) + (queries * t).sum(2, keepdim: true)) * OfPositive(Of(k)), ignored));
        if (ofV is not null) Give(ofV, keys.matmul(ofMemory));
    }

    /// <inheritdoc/>
    public void Rotary(Tensor x, int first, float frequencyBase, bool interleaved, bool backwards, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        var (positions, width) = (x.Shape[2], x.Shape[3]);
        var frequencies = (Torch.arange(0, width / 2, 1, ScalarType.Float64, Device) * (-2.0 / width * Math.Log(frequencyBase))).exp();
        var angles = Torch.arange(first, (long)first + positions, 1, ScalarType.Float64, Device).unsqueeze(1) * frequencies;
        var (cosines, sines) = (angles.cos().to_type(ScalarType.Float32), angles.sin().to_type(ScalarType.Float32));
        if (backwards) sines = -sines;

        // Pairs as an axis: [.., width/2, 2], or [.., 2, width/2] for halves.
        var (extents, pairs) = (Extents(x), interleaved ? 4 : 3);
        var pairing = Of(x).reshape(interleaved ? [.. extents[..3], width / 2, 2] : [.. extents[..3], 2, width / 2]);
        var (a, b) = (pairing.select(pairs, 0), pairing.select(pairs, 1));
        Give(result, Torch.stack([(a * cosines) - (b * sines), (b * cosines) + (a * sines)], pairs));
    }

    // [batch, heads, queries, keys]; −∞ where a key is not seen, whatever it holds.
    private Native Scores(Tensor q, Tensor k, in AttentionMask mask, float scale)
    {
        var scores = Of(q).matmul(Seen(Of(k), mask.Ignored).transpose(2, 3)) * scale;
        if (mask.Bias is { } bias) scores = scores + Of(bias);
        if (Ignored(mask.Ignored, 3) is { } ignored) scores = scores.masked_fill(ignored, float.NegativeInfinity);
        if (!mask.Causal) return scores;

        var later = Torch.ones([q.Shape[2], k.Shape[2]], ScalarType.Bool, Device).triu(1);
        return scores.masked_fill(later, float.NegativeInfinity);
    }

    // True where a key counts nothing, its axis at a place of four.
    private static Native? Ignored(Tensor? ignored, int axis) =>
        ignored is null ? null : Of(ignored).ne(0).reshape(axis == 3 ? [ignored.Shape[0], 1, 1, ignored.Shape[1]] : [ignored.Shape[0], 1, ignored.Shape[1], 1]);

    // Rows of keys [batch, heads, keys, any], those that count nothing as 0.
    private static Native Seen(Native rows, Tensor? ignored) => Ignored(ignored, 2) is { } hidden ? rows.masked_fill(hidden, 0) : rows;

    // What scores are compared with: the largest, or 0 when all are −∞.
    private static Native Reference(Native largest) => largest.masked_fill(largest.eq(float.NegativeInfinity), 0);

    private static Native Divisor(Native queries, Native keys, float epsilon) => queries.matmul(keys.sum(2, keepdim: true).transpose(2, 3)) + epsilon;
}

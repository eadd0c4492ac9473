using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Kernels.Attending;

/// <content>Gradients. With p the weights (divided by their sum), g the gradient of the result and D = g·result: ∂v = pᵀ·g; ∂score = p∘(g·vᵀ − D); ∂q = scale·∂score·k; ∂k = scale·∂scoreᵀ·q.</content>
public static unsafe partial class Attention
{
    /// <summary>
    /// What the gradients mean. A weight is exp(score − reference)·(1/sum) with the statistics of the forward pass; D is the sum of sixteen lanes of products, folded by halves; gradients of
    /// weights are products as <see cref="Gemm"/> defines them. A query's gradient gains scale times one chain over each block of <see cref="KeyBlock"/> keys, in order; those of keys and values
    /// one chain over each block of <see cref="QueryBlock"/> queries, in order, leaving out blocks that a causal mask hides whole.
    /// </summary>
    public static void ReferenceBackward(
        in AttentionShape shape, HeadRows q, HeadRows k, HeadRows v, KeyMask mask, HeadRows output, ReadOnlySpan<float> statistics, HeadRows gradient,
        HeadRows ofQ, HeadRows ofK, HeadRows ofV, Span<float> ofBias = default)
    {
        var (weights, slopes) = (new float[shape.Queries * shape.Keys], new float[shape.Queries * shape.Keys]);
        for (var pair = 0; pair < shape.Pairs; pair++)
        {
            var (batch, head) = Math.DivRem(pair, shape.Heads);
            for (var i = 0; i < shape.Queries; i++)
            {
                var (largest, sum) = (statistics[pair * shape.Queries + i], statistics[(shape.Pairs + pair) * shape.Queries + i]);
                var (reference, share) = (largest == float.NegativeInfinity ? 0 : largest, sum == 0 ? 0 : 1 / sum);
                var g = gradient.Row(batch, head, i, shape.ValueWidth);
                var dot = ReferenceDot(g, output.Row(batch, head, i, shape.ValueWidth));
                for (var j = 0; j < shape.Keys; j++)
                {
                    var ofWeight = IsIgnored(mask, batch, j) ? 0 : Product(shape.ValueWidth, 1, g, 0, v.Values, v.Place(batch, head, j));
                    var weight = default(Exp).Reference(Score(shape, batch, head, i, j, q, k, mask) - reference) * share;
                    (weights[i * shape.Keys + j], slopes[i * shape.Keys + j]) = (weight, weight * (ofWeight - dot));
                    if (!ofBias.IsEmpty) ofBias[(pair * shape.Queries + i) * shape.Keys + j] = Meets(shape, i, j / KeyBlock * KeyBlock) ? slopes[i * shape.Keys + j] : 0;
                }
            }

            for (var i = 0; i < shape.Queries && !ofQ.IsEmpty; i++)
                for (var e = 0; e < shape.Width; e++)
                {
                    var total = 0f;
                    for (var block = 0; block < shape.Keys && Meets(shape, i, block); block += KeyBlock)
                    {
                        var chain = 0f;
                        for (var j = block; j < Math.Min(block + KeyBlock, shape.Keys); j++)
                            chain = MathF.FusedMultiplyAdd(IsIgnored(mask, batch, j) ? 0 : k[batch, head, j, e], slopes[i * shape.Keys + j], chain);
                        total = MathF.FusedMultiplyAdd(shape.Scale, chain, total);
                    }

                    ofQ[batch, head, i, e] = total;
                }

            for (var j = 0; j < shape.Keys; j++)
            {
                for (var e = 0; e < shape.Width && !ofK.IsEmpty; e++) ofK[batch, head, j, e] = Gathered(shape, slopes, j, q.Values, q.Place(batch, head, 0) + e, q.Layout.Row, shape.Scale);
                for (var e = 0; e < shape.ValueWidth && !ofV.IsEmpty; e++) ofV[batch, head, j, e] = Gathered(shape, weights, j, gradient.Values, gradient.Place(batch, head, 0) + e, gradient.Layout.Row, 1);
            }
        }
    }

    /// <summary>Gradients of the forward pass. Those given nothing to write to are left out.</summary>
    /// <param name="team">Who computes.</param>
    /// <param name="shape">As it was.</param>
    /// <param name="q">As it was.</param>
    /// <param name="k">As it was.</param>
    /// <param name="v">As it was.</param>
    /// <param name="mask">As it was.</param>
    /// <param name="output">What came out.</param>
    /// <param name="statistics">What came out beside it.</param>
    /// <param name="gradient">With respect to the output.</param>
    /// <param name="ofQ">Written: with respect to the queries.</param>
    /// <param name="ofK">Written: with respect to the keys.</param>
    /// <param name="ofV">Written: with respect to the values.</param>
    /// <param name="ofBias">Written: with respect to the bias as if each head had its own, [batches, heads, queries, keys].</param>
    /// <exception cref="ArgumentException">A span is too short for its layout.</exception>
    public static void Backward(
        Team team, in AttentionShape shape, HeadRows q, HeadRows k, HeadRows v, KeyMask mask, HeadRows output, ReadOnlySpan<float> statistics, HeadRows gradient,
        HeadRows ofQ, HeadRows ofK, HeadRows ofV, Span<float> ofBias = default) =>
        Backward(GemmBody.Best, team, shape, q, k, v, mask, output, statistics, gradient, ofQ, ofK, ofV, ofBias);

    internal static void Backward(
        GemmBody body, Team team, in AttentionShape shape, HeadRows q, HeadRows k, HeadRows v, KeyMask mask, HeadRows output, ReadOnlySpan<float> statistics, HeadRows gradient,
        HeadRows ofQ, HeadRows ofK, HeadRows ofV, Span<float> ofBias)
    {
        Check(shape, q, k, v, mask, output, statistics, false);
        gradient.Check("gradients", shape, shape.Queries, shape.ValueWidth);
        if (!ofQ.IsEmpty) ofQ.Check("gradients of queries", shape, shape.Queries, shape.Width);
        if (!ofK.IsEmpty) ofK.Check("gradients of keys", shape, shape.Keys, shape.Width);
        if (!ofV.IsEmpty) ofV.Check("gradients of values", shape, shape.Keys, shape.ValueWidth);
        if (!ofBias.IsEmpty && ofBias.Length < (long)shape.Pairs * shape.Queries * shape.Keys)
            throw new ArgumentException($"attention: room for {ofBias.Length} gradients of the bias, and {(long)shape.Pairs * shape.Queries * shape.Keys} are needed for {shape}.");
        if (shape.Pairs == 0) return;

        if (shape.Causal) ofBias.Clear(); // blocks that nobody sees are not visited
        fixed (float* pq = q.Values, pk = k.Values, pv = v.Values, pIgnored = mask.Ignored, pBias = mask.Bias, pOutput = output.Values, pStatistics = statistics)
        fixed (float* pGradient = gradient.Values, pOfQ = ofQ.Values, pOfK = ofK.Values, pOfV = ofV.Values, pOfBias = ofBias)
        {
            var problem = new AttentionProblem
            {
                Shape = shape, Q = pq, K = pk, V = pv, Ignored = pIgnored, Bias = pBias, Output = pOutput, Statistics = pStatistics, Gradient = pGradient, OfQ = pOfQ, OfK = pOfK, OfV = pOfV, OfBias = pOfBias,
                QLayout = q.Layout, KLayout = k.Layout, VLayout = v.Layout, OutputLayout = output.Layout, BiasLayout = mask.BiasLayout, IgnoredBatch = mask.IgnoredBatch, BiasKey = mask.BiasKey,
                GradientLayout = gradient.Layout, OfQLayout = ofQ.Layout, OfKLayout = ofK.Layout, OfVLayout = ofV.Layout,
            };
            switch (body)
            {
                case GemmBody.Avx512: AttentionBackward<GemmAvx512>.Run(team, problem); break;
                case GemmBody.Avx2: AttentionBackward<GemmAvx2>.Run(team, problem); break;
                default: AttentionBackward<GemmPortable>.Run(team, problem); break;
            }
        }
    }

    /// <summary>Σ aᵢ·bᵢ in sixteen lanes, folded by halves.</summary>
    internal static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sums = Vector512<float>.Zero;
        var i = 0;
        for (; i <= a.Length - 16; i += 16) sums = Vector512.FusedMultiplyAdd(Kernels.Lanes.Load(a, i), Kernels.Lanes.Load(b, i), sums);
        if (i < a.Length) sums = Vector512.FusedMultiplyAdd(Kernels.Lanes.LoadFirst(a, i, a.Length - i), Kernels.Lanes.LoadFirst(b, i, a.Length - i), sums);
        return Kernels.Lanes.Fold(sums);
    }

    internal static float ReferenceDot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sums = new float[16];
        for (var i = 0; i < (a.Length + 15) / 16 * 16; i++) sums[i % 16] = i < a.Length ? MathF.FusedMultiplyAdd(a[i], b[i], sums[i % 16]) : sums[i % 16] + 0f;
        return Kernels.Lanes.Fold(sums.AsSpan());
    }

    // Sum over the queries i of factors[i, j]·rows[i], in chains of QueryBlock.
    private static float Gathered(in AttentionShape shape, float[] factors, int j, ReadOnlySpan<float> rows, int at, int row, float alpha)
    {
        var total = 0f;
        for (var block = 0; block < shape.Queries; block += QueryBlock)
        {
            if (!Meets(shape, block, j / KeyBlock * KeyBlock)) continue;
            var chain = 0f;
            for (var i = block; i < Math.Min(block + QueryBlock, shape.Queries); i++) chain = MathF.FusedMultiplyAdd(factors[i * shape.Keys + j], rows[at + i * row], chain);
            total = MathF.FusedMultiplyAdd(alpha, chain, total);
        }

        return total;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Kernels.Attending;

/// <summary>
/// Attention, softmax(scale·q·kᵀ + bias)·v, without ever storing the matrix of scores. What a query gets is defined for it alone (<see cref="Reference"/>), so its bits depend neither on the other
/// queries, heads and sequences of the call, nor on threads, nor on the width of the processor's vectors.
/// </summary>
/// <remarks>A query that sees no key gets zeros, and passes on no gradient. NaN and infinite scores that are seen make the query's result NaN, as softmax does.</remarks>
public static unsafe partial class Attention
{
    /// <summary>Keys are taken in blocks of so many; it is part of the definition.</summary>
    public const int KeyBlock = 128;

    /// <summary>Queries are summed over in blocks of so many, for the gradients of keys and values; it is part of the definition.</summary>
    public const int QueryBlock = 64;

    internal const int Lanes = 32;

    /// <summary>
    /// What attention means. Keys are taken in blocks of <see cref="KeyBlock"/> in their order; a causal query stops after the block that holds the last key it sees. In a block: each score is a product as
    /// <see cref="Gemm"/> defines it, times scale, plus bias, or −∞ where hidden; the largest score so far is the reference; a weight is exp(score − reference); what was summed before is multiplied by
    /// exp(last reference − reference); the block's weights are added from 0 on in order, and that sum to the sum; each element of the result gains one chain of fused multiply-adds over the block.
    /// At the end the result is divided by the sum.
    /// </summary>
    public static void Reference(in AttentionShape shape, HeadRows q, HeadRows k, HeadRows v, KeyMask mask, HeadRows output, Span<float> statistics = default)
    {
        var weights = new float[KeyBlock];
        var result = new float[shape.ValueWidth];
        for (var pair = 0; pair < shape.Pairs; pair++)
            for (var i = 0; i < shape.Queries; i++)
            {
                var (batch, head) = Math.DivRem(pair, shape.Heads);
                var (largest, sum) = (float.NegativeInfinity, 0f);
                Array.Clear(result);
                for (var key = 0; key < shape.Keys && Meets(shape, i, key); key += KeyBlock)
                {
                    var keys = Math.Min(KeyBlock, shape.Keys - key);
                    var before = largest;
                    for (var j = 0; j < keys; j++)
                    {
                        weights[j] = Score(shape, batch, head, i, key + j, q, k, mask);
                        if (!(largest > weights[j])) largest = weights[j];
                    }

                    var reference = largest == float.NegativeInfinity ? 0 : largest;
                    var faded = default(Exp).Reference(before - reference);
                    var blockSum = 0f;
                    for (var j = 0; j < keys; j++) blockSum += weights[j] = default(Exp).Reference(weights[j] - reference);
                    sum = MathF.FusedMultiplyAdd(sum, faded, blockSum);

                    for (var e = 0; e < shape.ValueWidth; e++)
                    {
                        var chain = 0f;
                        for (var j = 0; j < keys; j++)
                            chain = MathF.FusedMultiplyAdd(IsIgnored(mask, batch, key + j) ? 0 : v[batch, head, key + j, e], weights[j], chain);
                        result[e] = result[e] * faded + chain;
                    }
                }

                for (var e = 0; e < shape.ValueWidth; e++) output[batch, head, i, e] = sum == 0 ? 0 : result[e] / sum;
                if (statistics.IsEmpty) continue;
                statistics[pair * shape.Queries + i] = largest;
                statistics[(shape.Pairs + pair) * shape.Queries + i] = sum;
            }
    }

    /// <summary>output = softmax(scale·q·kᵀ + bias)·v.</summary>
    /// <param name="team">Who computes.</param>
    /// <param name="shape">Sizes, scale, and whether it is causal.</param>
    /// <param name="q">Queries.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="mask">Which keys are seen.</param>
    /// <param name="output">Written: what each query gets; shares no element with the rest.</param>
    /// <param name="statistics">Written: what the gradient needs: [2, batches, heads, queries], the largest scores and the sums of weights. Empty when no gradient will be asked for.</param>
    /// <exception cref="ArgumentException">A span is too short for its layout.</exception>
    public static void Forward(Team team, in AttentionShape shape, HeadRows q, HeadRows k, HeadRows v, KeyMask mask, HeadRows output, Span<float> statistics = default) =>
        Forward(GemmBody.Best, team, shape, q, k, v, mask, output, statistics);

    internal static void Forward(GemmBody body, Team team, in AttentionShape shape, HeadRows q, HeadRows k, HeadRows v, KeyMask mask, HeadRows output, Span<float> statistics)
    {
        Check(shape, q, k, v, mask, output, statistics, statistics.IsEmpty);
        if (shape.Pairs == 0 || shape.Queries == 0) return;

        fixed (float* pq = q.Values, pk = k.Values, pv = v.Values, pIgnored = mask.Ignored, pBias = mask.Bias, pOutput = output.Values, pStatistics = statistics)
        {
            var problem = new AttentionProblem
            {
                Shape = shape, Q = pq, K = pk, V = pv, Ignored = pIgnored, Bias = pBias, Output = pOutput, Statistics = pStatistics,
                QLayout = q.Layout, KLayout = k.Layout, VLayout = v.Layout, OutputLayout = output.Layout, BiasLayout = mask.BiasLayout, IgnoredBatch = mask.IgnoredBatch, BiasKey = mask.BiasKey,
            };
            switch (body)
            {
                case GemmBody.Avx512: AttentionForward<GemmAvx512>.Run(team, problem); break;
                case GemmBody.Avx2: AttentionForward<GemmAvx2>.Run(team, problem); break;
                default: AttentionForward<GemmPortable>.Run(team, problem); break;
            }
        }
    }

    /// <summary>Whether a query, and all others of its block of queries, sees anything of a block of keys: causal ones stop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Meets(in AttentionShape shape, int query, int key) => !shape.Causal || key <= query / QueryBlock * QueryBlock + QueryBlock - 1;

    /// <summary>What scores are compared with: the largest, or 0 when all are −∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Finite(Vector512<float> largest) => Vector512.AndNot(largest, Vector512.Equals(largest, Vector512.Create(float.NegativeInfinity)));

    private static void Check(in AttentionShape shape, HeadRows q, HeadRows k, HeadRows v, KeyMask mask, HeadRows output, ReadOnlySpan<float> statistics, bool withoutStatistics)
    {
        shape.Check();
        mask.Check(shape);
        q.Check("queries", shape, shape.Queries, shape.Width);
        k.Check("keys", shape, shape.Keys, shape.Width);
        v.Check("values", shape, shape.Keys, shape.ValueWidth);
        output.Check("results", shape, shape.Queries, shape.ValueWidth);
        if (!withoutStatistics && statistics.Length < shape.Statistics)
            throw new ArgumentException($"attention: statistics of {statistics.Length} elements, and {shape.Statistics} are needed for {shape}. Make them that long.");
    }

    private static float Score(in AttentionShape shape, int batch, int head, int i, int j, HeadRows q, HeadRows k, KeyMask mask)
    {
        if (IsIgnored(mask, batch, j) || (shape.Causal && j > i)) return float.NegativeInfinity;
        var total = Product(shape.Width, shape.Scale, q.Values, q.Place(batch, head, i), k.Values, k.Place(batch, head, j));
        var bias = mask.BiasLayout;
        return mask.Bias.IsEmpty ? total : total + mask.Bias[batch * bias.Batch + head * bias.Head + i * bias.Row + j * mask.BiasKey];
    }

    private static float Product(int depth, float alpha, ReadOnlySpan<float> a, int aAt, ReadOnlySpan<float> b, int bAt)
    {
        var total = 0f;
        for (var block = 0; block == 0 || block < depth; block += Gemm.Block)
        {
            var chain = 0f;
            for (var d = block; d < Math.Min(block + Gemm.Block, depth); d++) chain = MathF.FusedMultiplyAdd(a[aAt + d], b[bAt + d], chain);
            total = MathF.FusedMultiplyAdd(alpha, chain, total);
        }

        return total;
    }

    private static bool IsIgnored(KeyMask mask, int batch, int key) => !mask.Ignored.IsEmpty && mask.Ignored[batch * mask.IgnoredBatch + key] != 0;
}

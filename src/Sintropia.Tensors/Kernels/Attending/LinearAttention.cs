using Sintropia.Tensors.Kernels.Activations;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Kernels.Attending;

/// <summary>
/// Attention whose time grows with the number of keys, not with its square: φ(q)·(φ(k)ᵀ·v) over φ(q)·Σφ(k) + ε, with φ(x) = elu(x) + 1. The sum under the line is the same product with a column of
/// ones beside the values. Scale and causality of the shape do not enter.
/// </summary>
/// <remarks>Katharopoulos, Vyas, Pappas and Fleuret 2020, "Transformers are RNNs", arXiv:2006.16236. Without keys the result is 0.</remarks>
public static unsafe class LinearAttention
{
    /// <summary>What it means, in products as <see cref="Gemm"/> defines them: memory = φ(k)ᵀ·[v, 1]; each result is its element of φ(q)·memory over the last plus ε. An ignored key is a row of zeros.</summary>
    public static void Reference(in AttentionShape shape, HeadRows q, HeadRows k, HeadRows v, ReadOnlySpan<float> ignored, int ignoredBatch, float epsilon, HeadRows output)
    {
        for (var pair = 0; pair < shape.Pairs; pair++)
        {
            var (batch, head) = Math.DivRem(pair, shape.Heads);
            var (_, keys, values) = Features(shape, batch, head, k, v, ignored, ignoredBatch);
            var memory = Product(keys, shape.Keys, shape.Width, true, values, shape.ValueWidth + 1, false);
            var queries = Features(shape, batch, head, q);
            var sums = Product(queries, shape.Queries, shape.Width, false, memory, shape.ValueWidth + 1, false);
            for (var i = 0; i < shape.Queries; i++)
                for (var e = 0; e < shape.ValueWidth; e++)
                    output[batch, head, i, e] = sums[i * (shape.ValueWidth + 1) + e] / (sums[i * (shape.ValueWidth + 1) + shape.ValueWidth] + epsilon);
        }
    }

    /// <summary>What the gradients mean. With u the divisor, r the result and h = [g, −g·r]/u: ∂φ(q) = h·memoryᵀ; ∂memory = φ(q)ᵀ·h; ∂φ(k) = [v, 1]·∂memoryᵀ; ∂v = φ(k)·∂memory but its last column.</summary>
    public static void ReferenceBackward(
        in AttentionShape shape, HeadRows q, HeadRows k, HeadRows v, ReadOnlySpan<float> ignored, int ignoredBatch, float epsilon, HeadRows gradient, HeadRows ofQ, HeadRows ofK, HeadRows ofV)
    {
        var wide = shape.ValueWidth + 1;
        for (var pair = 0; pair < shape.Pairs; pair++)
        {
            var (batch, head) = Math.DivRem(pair, shape.Heads);
            var (seen, keys, values) = Features(shape, batch, head, k, v, ignored, ignoredBatch);
            var memory = Product(keys, shape.Keys, shape.Width, true, values, wide, false);
            var queries = Features(shape, batch, head, q);
            var sums = Product(queries, shape.Queries, shape.Width, false, memory, wide, false);
            for (var i = 0; i < shape.Queries; i++)
            {
                var row = sums.AsSpan(i * wide, wide);
                var under = row[^1] + epsilon;
                for (var e = 0; e < shape.ValueWidth; e++) row[e] /= under;
                var dot = Attention.ReferenceDot(gradient.Row(batch, head, i, shape.ValueWidth), row[..^1]);
                for (var e = 0; e < shape.ValueWidth; e++) row[e] = gradient[batch, head, i, e] / under;
                row[^1] = -dot / under;
            }

            var ofQueries = Product(sums, shape.Queries, wide, false, memory, shape.Width, true);
            var ofMemory = Product(queries, shape.Queries, shape.Width, true, sums, wide, false);
            var ofKeys = Product(values, shape.Keys, wide, false, ofMemory, shape.Width, true);
            var ofValues = Product(keys, shape.Keys, shape.Width, false, ofMemory, wide, false);
            for (var i = 0; i < shape.Queries && !ofQ.IsEmpty; i++)
                for (var d = 0; d < shape.Width; d++)
                    ofQ[batch, head, i, d] = default(EluPlusOne.Gradient).Reference(q[batch, head, i, d], ofQueries[i * shape.Width + d]);
            for (var j = 0; j < shape.Keys; j++)
            {
                for (var d = 0; d < shape.Width && !ofK.IsEmpty; d++)
                    ofK[batch, head, j, d] = seen[j] ? default(EluPlusOne.Gradient).Reference(k[batch, head, j, d], ofKeys[j * shape.Width + d]) : 0;
                for (var e = 0; e < shape.ValueWidth && !ofV.IsEmpty; e++) ofV[batch, head, j, e] = ofValues[j * wide + e];
            }
        }
    }

    /// <summary>output = φ(q)·(φ(k)ᵀ·v) over φ(q)·Σφ(k) + ε.</summary>
    /// <param name="team">Who computes: one head of a sequence is a piece.</param>
    /// <param name="shape">Sizes.</param>
    /// <param name="q">Queries.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="ignored">Per key, adjacent: not 0 where it counts nothing, whatever stands in its rows. May be empty.</param>
    /// <param name="ignoredBatch">From one sequence to the next in <paramref name="ignored"/>.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="output">Written; shares no element with the rest.</param>
    /// <exception cref="ArgumentException">A span is too short for its layout.</exception>
    public static void Forward(Team team, in AttentionShape shape, HeadRows q, HeadRows k, HeadRows v, ReadOnlySpan<float> ignored, int ignoredBatch, float epsilon, HeadRows output) =>
        Compute(GemmBody.Best, team, shape, q, k, v, ignored, ignoredBatch, epsilon, output, default, default, default, default);

    /// <summary>Gradients of <see cref="Forward"/>. Those given nothing to write to are left out.</summary>
    /// <param name="team">Who computes.</param>
    /// <param name="shape">As it was.</param>
    /// <param name="q">As it was.</param>
    /// <param name="k">As it was.</param>
    /// <param name="v">As it was.</param>
    /// <param name="ignored">As it was.</param>
    /// <param name="ignoredBatch">As it was.</param>
    /// <param name="epsilon">As it was.</param>
    /// <param name="gradient">With respect to the output.</param>
    /// <param name="ofQ">Written: with respect to the queries.</param>
    /// <param name="ofK">Written: with respect to the keys.</param>
    /// <param name="ofV">Written: with respect to the values.</param>
    /// <exception cref="ArgumentException">A span is too short for its layout.</exception>
    public static void Backward(
        Team team, in AttentionShape shape, HeadRows q, HeadRows k, HeadRows v, ReadOnlySpan<float> ignored, int ignoredBatch, float epsilon, HeadRows gradient, HeadRows ofQ, HeadRows ofK, HeadRows ofV) =>
        Compute(GemmBody.Best, team, shape, q, k, v, ignored, ignoredBatch, epsilon, default, gradient, ofQ, ofK, ofV);

    // Backwards where there is a gradient.
    internal static void Compute(
        GemmBody body, Team team, in AttentionShape shape, HeadRows q, HeadRows k, HeadRows v, ReadOnlySpan<float> ignored, int ignoredBatch, float epsilon,
        HeadRows output, HeadRows gradient, HeadRows ofQ, HeadRows ofK, HeadRows ofV)
    {
        shape.Check();
        new KeyMask { Ignored = ignored, IgnoredBatch = ignoredBatch }.Check(shape);
        q.Check("queries", shape, shape.Queries, shape.Width);
        k.Check("keys", shape, shape.Keys, shape.Width);
        v.Check("values", shape, shape.Keys, shape.ValueWidth);
        var backwards = output.IsEmpty && !(ofQ.IsEmpty && ofK.IsEmpty && ofV.IsEmpty);
        if (backwards) gradient.Check("gradients", shape, shape.Queries, shape.ValueWidth);
        else output.Check("results", shape, shape.Queries, shape.ValueWidth);
        if (!ofQ.IsEmpty) ofQ.Check("gradients of queries", shape, shape.Queries, shape.Width);
        if (!ofK.IsEmpty) ofK.Check("gradients of keys", shape, shape.Keys, shape.Width);
        if (!ofV.IsEmpty) ofV.Check("gradients of values", shape, shape.Keys, shape.ValueWidth);

        fixed (float* pq = q.Values, pk = k.Values, pv = v.Values, pIgnored = ignored, pOutput = output.Values, pGradient = gradient.Values, pOfQ = ofQ.Values, pOfK = ofK.Values, pOfV = ofV.Values)
        {
            var problem = new AttentionProblem
            {
                Shape = shape, Q = pq, K = pk, V = pv, Ignored = pIgnored, Output = pOutput, Gradient = pGradient, OfQ = pOfQ, OfK = pOfK, OfV = pOfV,
                QLayout = q.Layout, KLayout = k.Layout, VLayout = v.Layout, OutputLayout = output.Layout, GradientLayout = gradient.Layout,
                OfQLayout = ofQ.Layout, OfKLayout = ofK.Layout, OfVLayout = ofV.Layout, IgnoredBatch = ignoredBatch,
            };
            switch (body)
            {
                case GemmBody.Avx512: team.Run(new LinearAttentionJob<GemmAvx512>(problem, epsilon, backwards), shape.Pairs); break;
                case GemmBody.Avx2: team.Run(new LinearAttentionJob<GemmAvx2>(problem, epsilon, backwards), shape.Pairs); break;
                default: team.Run(new LinearAttentionJob<GemmPortable>(problem, epsilon, backwards), shape.Pairs); break;
            }
        }
    }

    private static (bool[] Seen, float[] Keys, float[] Values) Features(in AttentionShape shape, int batch, int head, HeadRows k, HeadRows v, ReadOnlySpan<float> ignored, int ignoredBatch)
    {
        var wide = shape.ValueWidth + 1;
        var (seen, keys, values) = (new bool[shape.Keys], new float[shape.Keys * shape.Width], new float[shape.Keys * wide]);
        for (var j = 0; j < shape.Keys; j++)
        {
            seen[j] = ignored.IsEmpty || ignored[batch * ignoredBatch + j] == 0;
            if (!seen[j]) continue;
            for (var d = 0; d < shape.Width; d++) keys[j * shape.Width + d] = default(EluPlusOne).Reference(k[batch, head, j, d]);
            for (var e = 0; e < shape.ValueWidth; e++) values[j * wide + e] = v[batch, head, j, e];
            values[j * wide + shape.ValueWidth] = 1;
        }

        return (seen, keys, values);
    }

    private static float[] Features(in AttentionShape shape, int batch, int head, HeadRows q)
    {
        var features = new float[shape.Queries * shape.Width];
        for (var i = 0; i < shape.Queries; i++)
            for (var d = 0; d < shape.Width; d++)
                features[i * shape.Width + d] = default(EluPlusOne).Reference(q[batch, head, i, d]);
        return features;
    }

    // a·b for a [rows, columns] and b with so many columns, either of them transposed.
    private static float[] Product(float[] a, int rows, int columns, bool aTransposed, float[] b, int bColumns, bool bTransposed)
    {
        var aLayout = aTransposed ? MatrixLayout.RowMajor(rows, columns).Transposed : MatrixLayout.RowMajor(rows, columns);
        var bLayout = bTransposed ? MatrixLayout.RowMajor(bColumns, aLayout.Columns).Transposed : MatrixLayout.RowMajor(aLayout.Columns, bColumns);
        var c = new float[aLayout.Rows * bColumns];
        Gemm.Reference(a, aLayout, b, bLayout, c, MatrixLayout.RowMajor(aLayout.Rows, bColumns));
        return c;
    }
}

using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Kernels.Attending;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Kernels.Attending;

/// <summary>One attention with everything that could change its bits and must not.</summary>
internal sealed record AttentionCase(AttentionShape Shape)
{
    public HeadLayout Q { get; init; }

    public HeadLayout K { get; init; }

    public HeadLayout V { get; init; }

    public HeadLayout Output { get; init; }

    public bool Ignores { get; init; }

    public HeadLayout? Bias { get; init; }

    public int BiasKey { get; init; } = 1;

    /// <summary>A case whose every property is drawn.</summary>
    public static AttentionCase Draw(Random random, int[] lengths, int[] widths)
    {
        int batches = random.Next(1, 3), heads = random.Next(1, 4), queries = Of(lengths), keys = Of(lengths), width = Of(widths), values = random.Next(2) == 0 ? width : Of(widths);
        return new(new AttentionShape(batches, heads, queries, keys, width, values, width == 0 ? 1 : 1 / MathF.Sqrt(width), random.Next(3) == 0))
        {
            Q = Layout(queries, width), K = Layout(keys, width), V = Layout(keys, values), Output = Layout(queries, values),
            Ignores = random.Next(3) == 0,
            Bias = random.Next(4) switch
            {
                0 => HeadLayout.HeadByHead(heads, queries, keys),
                1 => new(0, random.Next(2) * queries * keys, keys),
                _ => null,
            },
        };

        int Of(int[] sizes) => sizes[random.Next(sizes.Length)];

        HeadLayout Layout(int rows, int width) => random.Next(3) switch
        {
            0 => HeadLayout.HeadByHead(heads, rows, width),
            1 => HeadLayout.SideBySide(heads, rows, width),
            _ => new(heads * rows * (width + 3) + 5, rows * (width + 3) + 1, width + 3),
        };
    }

    /// <summary>Null if kernel and definition agree in every bit, forwards and backwards, and nothing beside the results was written.</summary>
    public string? Disagreement(GemmBody body, Team team, int seed)
    {
        var random = new Random(seed);
        var shape = Shape;
        float[] q = Values(Q, shape.Queries, shape.Width), k = Values(K, shape.Keys, shape.Width), v = Values(V, shape.Keys, shape.ValueWidth);
        float[] ignored = Ignores ? [.. Enumerable.Range(0, shape.Batches * shape.Keys).Select(_ => random.Next(3) == 0 ? 1f : 0)] : [];
        float[] bias = Bias is { } b ? Values(b, shape.Queries, shape.Keys) : [];
        for (var i = 0; i < bias.Length; i++) if (random.Next(5) == 0) bias[i] = float.NegativeInfinity;
        KeyMask mask = new() { Ignored = ignored, IgnoredBatch = shape.Keys, Bias = bias, BiasLayout = Bias ?? default, BiasKey = BiasKey };
        if (Ignores && shape.Keys > 0)
        {
            // What stands at a key that is ignored by all must not matter.
            for (var batch = 0; batch < shape.Batches; batch++)
                for (var key = 0; key < shape.Keys; key++)
                    if (ignored[batch * shape.Keys + key] != 0 && shape.Width > 0 && shape.ValueWidth > 0 && random.Next(2) == 0)
                    {
                        k[batch * K.Batch + key * K.Row] = float.NaN;
                        v[batch * V.Batch + key * V.Row] = float.PositiveInfinity;
                    }
        }

        float[] output = Values(Output, shape.Queries, shape.ValueWidth), gradient = Values(Output, shape.Queries, shape.ValueWidth);
        float[] expected = [.. output], statistics = new float[shape.Statistics], expectedStatistics = new float[shape.Statistics];
        Attention.Reference(shape, new(q, Q), new(k, K), new(v, V), mask, new(expected, Output), expectedStatistics);
        Attention.Forward(body, team, shape, new(q, Q), new(k, K), new(v, V), mask, new(output, Output), statistics);
        if (!GemmCase.SameBits(expected, output)) return $"results, {body}, {team.Threads} threads, {seed}: {this}";
        if (!GemmCase.SameBits(expectedStatistics, statistics)) return $"statistics, {body}, {team.Threads} threads: {this}";

        float[] ofQ = [.. q], ofK = [.. k], ofV = [.. v], ofBias = bias.Length == 0 ? [] : new float[shape.Pairs * shape.Queries * shape.Keys];
        float[] expectedOfQ = [.. q], expectedOfK = [.. k], expectedOfV = [.. v], expectedOfBias = [.. ofBias];
        Attention.ReferenceBackward(
            shape, new(q, Q), new(k, K), new(v, V), mask, new(expected, Output), statistics, new(gradient, Output), new(expectedOfQ, Q), new(expectedOfK, K), new(expectedOfV, V), expectedOfBias);
        var left = random.Next(6);
        Attention.Backward(
            body, team, shape, new(q, Q), new(k, K), new(v, V), mask, new(output, Output), statistics, new(gradient, Output),
            left == 0 ? default : new(ofQ, Q), left == 1 ? default : new(ofK, K), left == 2 ? default : new(ofV, V), ofBias);
        if (left != 0 && !GemmCase.SameBits(expectedOfQ, ofQ)) return $"gradient of queries, {body}, {team.Threads} threads: {this}";
        if (left != 1 && !GemmCase.SameBits(expectedOfK, ofK)) return $"gradient of keys, {body}, {team.Threads} threads: {this}";
        if (left != 2 && !GemmCase.SameBits(expectedOfV, ofV)) return $"gradient of values, {body}, {team.Threads} threads: {this}";
        if (!GemmCase.SameBits(expectedOfBias, ofBias)) return $"gradient of bias, {body}, {team.Threads} threads: {this}";
        return null;

        float[] Values(HeadLayout layout, int rows, int width) => GemmCase.Values(layout.Extent(shape.Batches, shape.Heads, rows, width) + 1, random);
    }
}

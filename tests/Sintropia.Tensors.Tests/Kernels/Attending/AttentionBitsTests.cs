using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Kernels.Attending;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Kernels.Attending;

/// <summary>One hash for every number of queries, sequences, threads, body and machine: child processes run this class with less of the processor.</summary>
public sealed class AttentionBitsTests
{
    private const int Batches = 2, Heads = 3, Length = 257, Width = 20, Values = 24;
    private const string Attended = "d485fc20d825afa0", Linear = "98964af038d78365", Turned = "5da38c16ae4950ba";

    public static TheoryData<string, int> Machines => [.. from body in Enum.GetNames<GemmBody>() from threads in new[] { 1, 2, 4 } select (body, threads)];

    [Theory]
    [MemberData(nameof(Machines))]
    public void Results_and_gradients_of_attention_are_the_same(string name, int threads)
    {
        var body = GemmTests.Supported(name);
        using var team = new Team(threads);
        AttentionShape shape = new(Batches, Heads, Length, Length - 40, Width, Values, 0.2f, Causal: true);
        var (q, k, v, g) = Operands(shape);
        float[] ignored = [.. Enumerable.Range(0, Batches * shape.Keys).Select(i => i % 7 == 3 ? 1f : 0)], bias = GemmCase.Values(Heads * Length * shape.Keys, new(5));
        KeyMask mask = new() { Ignored = ignored, IgnoredBatch = shape.Keys, Bias = bias, BiasLayout = new(0, Length * shape.Keys, shape.Keys), BiasKey = 1 };
        HeadLayout queries = HeadLayout.SideBySide(Heads, Length, Width), keys = HeadLayout.SideBySide(Heads, shape.Keys, Width), values = HeadLayout.SideBySide(Heads, shape.Keys, Values), results = HeadLayout.SideBySide(Heads, Length, Values);
        float[] output = new float[g.Length], statistics = new float[shape.Statistics], ofQ = new float[q.Length], ofK = new float[k.Length], ofV = new float[v.Length], ofBias = new float[Batches * bias.Length];

        Attention.Forward(body, team, shape, new(q, queries), new(k, keys), new(v, values), mask, new(output, results), statistics);
        Attention.Backward(
            body, team, shape, new(q, queries), new(k, keys), new(v, values), mask, new(output, results), statistics, new(g, results), new(ofQ, queries), new(ofK, keys), new(ofV, values), ofBias);

        Assert.Equal(Attended, HashOf([.. output, .. statistics, .. ofQ, .. ofK, .. ofV, .. ofBias]));
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Results_and_gradients_of_linear_attention_are_the_same(string name, int threads)
    {
        var body = GemmTests.Supported(name);
        using var team = new Team(threads);
        AttentionShape shape = new(Batches, Heads, Length, Length - 40, Width, Values, 1);
        var (q, k, v, g) = Operands(shape);
        HeadLayout queries = HeadLayout.SideBySide(Heads, Length, Width), keys = HeadLayout.SideBySide(Heads, shape.Keys, Width), values = HeadLayout.SideBySide(Heads, shape.Keys, Values), results = HeadLayout.SideBySide(Heads, Length, Values);
        float[] output = new float[g.Length], ofQ = new float[q.Length], ofK = new float[k.Length], ofV = new float[v.Length];

        LinearAttention.Compute(body, team, shape, new(q, queries), new(k, keys), new(v, values), default, 0, 1e-6f, new(output, results), default, default, default, default);
        LinearAttention.Compute(body, team, shape, new(q, queries), new(k, keys), new(v, values), default, 0, 1e-6f, default, new(g, results), new(ofQ, queries), new(ofK, keys), new(ofV, values));

        Assert.Equal(Linear, HashOf([.. output, .. ofQ, .. ofK, .. ofV]));
    }

    [Fact]
    public void Turns_are_the_same()
    {
        AttentionShape shape = new(Batches, Heads, Length, 0, 36, 0, 1);
        var layout = HeadLayout.SideBySide(Heads, Length, 36);
        float[] x = GemmCase.Values(Batches * Heads * Length * 36, new(1)), halves = new float[x.Length], neighbours = new float[x.Length], cosines = new float[Length * 18], sines = new float[Length * 18];
        Rotary.Angles(5, 36, 10000, cosines, sines);
        Rotary.Turn(Team.Single, shape, new(x, layout), cosines, sines, false, false, new(halves, layout));
        Rotary.Turn(Team.Single, shape, new(x, layout), cosines, sines, true, true, new(neighbours, layout));

        Assert.Equal(Turned, HashOf([.. cosines, .. sines, .. halves, .. neighbours]));
    }

    private static (float[] Q, float[] K, float[] V, float[] Gradient) Operands(AttentionShape shape) =>
    (
        GemmCase.Values(Batches * Heads * Length * Width, new(1)), GemmCase.Values(Batches * Heads * shape.Keys * Width, new(2)),
        GemmCase.Values(Batches * Heads * shape.Keys * Values, new(3)), GemmCase.Values(Batches * Heads * Length * Values, new(4)));

    private static string HashOf(ReadOnlySpan<float> values) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values))[..8]);
}

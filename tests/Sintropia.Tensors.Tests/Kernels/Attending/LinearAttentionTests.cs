using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Kernels.Attending;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Kernels.Attending;

public sealed class LinearAttentionTests
{
    private static readonly int[] Lengths = [0, 1, 2, 7, 8, 31, 33, 64, 255, 256, 257, 300];
    private static readonly int[] Widths = [1, 2, 3, 5, 8, 15, 16, 17, 31, 32, 33, 64];

    public static TheoryData<string> Bodies => [.. Enum.GetNames<GemmBody>()];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Every_body_gives_the_bits_of_the_definition_with_any_number_of_threads(string name)
    {
        var body = GemmTests.Supported(name);
        using var team = new Team(3);
        var random = new Random(1);
        for (var i = 0; i < 60; i++)
        {
            int heads = random.Next(1, 3), queries = Of(Lengths), keys = Of(Lengths), width = Of(Widths), values = Of(Widths);
            AttentionShape shape = new(2, heads, queries, keys, width, values, 1);
            HeadLayout q = HeadLayout.SideBySide(heads, queries, width), k = HeadLayout.HeadByHead(heads, keys, width), v = HeadLayout.SideBySide(heads, keys, values), r = HeadLayout.SideBySide(heads, queries, values);
            float[] Q = Values(queries, width), K = Values(keys, width), V = Values(keys, values), g = Values(queries, values), output = Values(queries, values), expected = [.. output];
            float[] ignored = random.Next(2) == 0 ? [] : [.. Enumerable.Range(0, 2 * keys).Select(_ => random.Next(3) == 0 ? 1f : 0)];
            if (ignored.Length > 0 && ignored[0] != 0) K[0] = V[0] = float.NaN; // nobody sees it

            LinearAttention.Reference(shape, new(Q, q), new(K, k), new(V, v), ignored, keys, 1e-6f, new(expected, r));
            LinearAttention.Compute(body, team, shape, new(Q, q), new(K, k), new(V, v), ignored, keys, 1e-6f, new(output, r), default, default, default, default);
            Assert.True(GemmCase.SameBits(expected, output), $"{body}: {shape}");

            float[] ofQ = [.. Q], ofK = [.. K], ofV = [.. V], expectedOfQ = [.. Q], expectedOfK = [.. K], expectedOfV = [.. V];
            LinearAttention.ReferenceBackward(shape, new(Q, q), new(K, k), new(V, v), ignored, keys, 1e-6f, new(g, r), new(expectedOfQ, q), new(expectedOfK, k), new(expectedOfV, v));
            LinearAttention.Compute(body, team, shape, new(Q, q), new(K, k), new(V, v), ignored, keys, 1e-6f, default, new(g, r), new(ofQ, q), new(ofK, k), new(ofV, v));
            Assert.True(GemmCase.SameBits(expectedOfQ, ofQ), $"queries, {body}: {shape}");
            Assert.True(GemmCase.SameBits(expectedOfK, ofK), $"keys, {body}: {shape}");
            Assert.True(GemmCase.SameBits(expectedOfV, ofV), $"values, {body}: {shape}");

            float[] Values(int rows, int columns) => GemmCase.Values(2L * heads * rows * columns, random);
        }

        int Of(int[] sizes) => sizes[random.Next(sizes.Length)];
    }

    [Fact]
    public void It_is_attention_whose_weights_are_products_of_features()
    {
        AttentionShape shape = new(1, 1, 1, 2, 1, 1, 1);
        HeadLayout one = new(0, 0, 1);
        var output = new float[1];
        LinearAttention.Forward(Team.Single, shape, new(new[] { 1f }, one), new(new[] { 0f, 2f }, one), new(new[] { 5f, 9f }, one), default, 0, 0, new(output, one));

        Assert.Equal((2 * 1 * 5 + 2 * 3 * 9) / (2f * 1 + 2 * 3), output[0]); // φ(1) = 2, φ(0) = 1, φ(2) = 3
    }
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Kernels.Optimisers;
using Sintropia.Tensors.Shapes;
using Sintropia.Tensors.Tests.Gradients;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests;

/// <summary>One hash for a network's results, its gradients and what it has learned, on every machine: child processes run this class with less of the processor.</summary>
public sealed class NetworkBitsTests
{
    private const string Rows = "1e4afba010ba87d6";
    private const string Learned = "6e32a4504845823b";

    [Fact]
    public void A_row_through_a_network_has_the_same_bits_alone_and_among_any_others()
    {
        var x = Slopes.Draw([257, 48], 1);
        var (w, b, scale, back) = (Slopes.Draw([70, 48], 2), Slopes.Draw([70], 3), Slopes.Draw([70], 4), Slopes.Draw([48, 70], 5));
        var all = Network(x).ToArray();
        Assert.Equal(Rows, HashOf(all));

        for (var rows = 1; rows < 257; rows += rows < 20 ? 1 : 13)
            Assert.True(all.AsSpan(0, rows * 48).SequenceEqual(Network(x.Slice(0, 0, rows)).ToArray()), $"{rows} rows alone have other bits than among 257.");

        Tensor Network(Tensor input) => (input + input.Linear(w, b).Gelu().LayerNorm(scale, b).RmsNorm(scale).Silu().Linear(back).Tanh()).LogSoftmax();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Learning_gives_the_same_bits_whatever_the_threads(int threads)
    {
        using var team = new Team(threads);
        var backend = new ManagedBackend(team);
        Tensor[] weights = [.. ((int[][])[[60, 32], [96, 32], [96], [32, 32], [64, 32], [32, 64], [32], [32], [60, 32]]).Select((shape, i) => (Slopes.Draw(new(shape), i) * 0.2f).To(backend))];
        Tensor[] means = [.. weights.Select(w => Tensor.Zeros(w.Shape, backend))], squares = [.. weights.Select(w => Tensor.Zeros(w.Shape, backend))];
        var words = new Indices([6, 20], [.. Enumerable.Range(0, 120).Select(i => i * i % 59)]);
        var next = new Indices([6, 20], [.. Enumerable.Range(0, 120).Select(i => i % 11 == 0 ? -100 : (i + 1) * (i + 1) % 59)]);
        var workspace = new Workspace();
        List<float> seen = [];
        for (var step = 1; step <= 3; step++)
        {
            using var scope = workspace.Begin();
            using var tape = new Tape();
            tape.Watch(weights);
            var loss = Transformer(weights, words).CrossEntropy(next, smoothing: 0.1f).Mean();
            var gradients = tape.Gradient(loss, weights);
            tape.Dispose();
            seen.Add(loss.Value);
            for (var i = 0; i < weights.Length; i++) weights[i].AdamInPlace(new(step, 0.01, 0.9, 0.999, 1e-8, decay: 0.01), gradients[i], means[i], squares[i]);
        }

        Assert.True(seen[2] < seen[0]);
        Assert.Equal(Learned, HashOf([.. seen, .. weights.SelectMany(w => w.ToArray())]));
    }

    private static Tensor Transformer(Tensor[] w, Indices words)
    {
        var x = w[0].Embedding(words);
        var projected = x.LayerNorm(w[6], w[7]).Linear(w[1], w[2]);
        var attended = Heads(projected, 0).Rotary().Attention(Heads(projected, 1).Rotary(), Heads(projected, 2), new(Causal: true)).Permute(0, 2, 1, 3).Reshape(6, 20, 32);
        x += attended.Linear(w[3]);
        x += x.RmsNorm(w[6]).Linear(w[4]).Gelu().Linear(w[5]);
        return x.Linear(w[8]);

        static Tensor Heads(Tensor projected, int part) => projected.Slice(2, part * 32, 32).Reshape(6, 20, 4, 8).Permute(0, 2, 1, 3);
    }

    private static string HashOf(ReadOnlySpan<float> values) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values))[..8]);
}

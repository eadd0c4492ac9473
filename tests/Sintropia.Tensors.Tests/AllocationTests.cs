using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Shapes;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests;

public sealed class AllocationTests
{
    private static readonly ManagedBackend s_backend = new(Team.Single);

    [Fact]
    public void A_perceptron_that_has_warmed_up_allocates_nothing()
    {
        var (x, w1, b1, w2, b2) = (Draw([33, 40], 1), Draw([96, 40], 2), Draw([96], 3), Draw([17, 96], 4), Draw([17], 5));

        AllocatesNothing(() => x.Linear(w1, b1).Gelu().LayerNorm(b1).Linear(w2, b2).Softmax());
    }

    [Fact]
    public void A_transformer_layer_that_has_warmed_up_allocates_nothing()
    {
        var x = Draw([3, 20, 32], 1);
        var (project, bias, join, up, down, scale) = (Draw([96, 32], 2), Draw([96], 3), Draw([32, 32], 4), Draw([64, 32], 5), Draw([32, 64], 6), Draw([32], 7));
        var ignored = Tensor.From([3, 20], Enumerable.Range(0, 60).Select(i => i % 7 == 0 ? 1f : 0).ToArray(), s_backend);

        AllocatesNothing(() =>
        {
            var projected = x.LayerNorm(scale, scale).Linear(project, bias);
            var attended = Heads(projected, 0).Rotary().Attention(Heads(projected, 32).Rotary(), Heads(projected, 64), new(Ignored: ignored));
            var h = x + attended.Permute(0, 2, 1, 3).Reshape(3, 20, 32).Linear(join);
            return h + h.RmsNorm(scale).Linear(up).Silu().Linear(down);
        });

        static Tensor Heads(Tensor x, int start) => x.Slice(2, start, 32).Reshape(3, 20, 4, 8).Permute(0, 2, 1, 3);
    }

    [Fact]
    public void Looking_up_selecting_and_reducing_allocate_nothing()
    {
        var (table, x) = (Draw([50, 24], 1), Draw([8, 24], 2));
        var words = Indices.Of(1, 7, 49, 0, 3, 3, 2, 11);

        AllocatesNothing(() =>
        {
            var rows = Tensor.Stack(1, table.Embedding(words), x);
            var joined = Tensor.Concat(-1, rows.Mean(1), rows.Max(1), rows.LogSumExp(1));
            var best = joined.TopK(5, out var places);
            var distances = x.Distances(joined.Slice(1, ..24));
            joined.ArgMax(0);
            return best + joined.TakeAlong(places, 1) * distances.Slice(1, ..5) + Tensor.Where(best, best, best / 2).CumulativeSum(0);
        });
    }

    [Fact]
    public void Linear_attention_allocates_nothing()
    {
        var (q, k, v) = (Draw([2, 2, 9, 8], 1), Draw([2, 2, 30, 8], 2), Draw([2, 2, 30, 8], 3));

        AllocatesNothing(() => q.LinearAttention(k, v));
    }

    private static Tensor Draw(in Shape shape, int seed) => Gradients.Slopes.Draw(shape, seed).To(s_backend);

    private static void AllocatesNothing(Func<Tensor> network)
    {
        var workspace = new Workspace();
        long least = long.MaxValue;
        for (var call = 0; call < 40; call++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            using (workspace.Begin()) network();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            if (call > 4 && least == 0) return; // the first calls fill the workspace, pack weights and are compiled
        }

        Assert.Fail($"A call allocates {least} bytes.");
    }
}

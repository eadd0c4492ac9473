using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Backends;

public sealed class ManagedBackendTests
{
    [Fact]
    public void Weights_that_change_are_packed_anew()
    {
        var (x, w) = (Draw([5, 40], 1), Draw([33, 40], 2));
        for (var round = 0; round < 4; round++)
        {
            for (var use = 0; use < 3; use++) // first as it is, then packed, then from the panels that are kept
            {
                Assert.Equal(Fresh(x, w), x.Linear(w).ToArray());
                Assert.Equal(Fresh(x.Slice(1, 0, 20), w.Slice(1, 20, 20)), x.Slice(1, 0, 20).Linear(w.Slice(1, 20, 20)).ToArray());
            }

            if (round == 0) w.AddInPlace(Tensor.Scalar(1), 0.5f);
            if (round == 1) w.Span[7] = 3;
            if (round == 2) w.At(0, 3).CopyFrom(new float[40]);
        }

        // The same product from storage that nobody has seen yet.
        static float[] Fresh(Tensor x, Tensor w) => Tensor.From(x.Shape, x.ToArray()).MatMul(Tensor.From(w.Shape, w.ToArray()).Transpose()).ToArray();
    }

    [Fact]
    public void The_bits_do_not_depend_on_the_number_of_threads()
    {
        var expected = Step(new ManagedBackend(Team.Single));
        for (var threads = 2; threads <= 4; threads++)
        {
            using var team = new Team(threads);
            var actual = Step(new ManagedBackend(team));
            Assert.Equal(expected.Length, actual.Length);
            for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i]);
        }

        // Forward and backward through whatever runs in parallel, large enough to be split.
        static float[][] Step(ManagedBackend backend)
        {
            var x = Draw([2, 150, 64], 1).To(backend);
            Tensor[] parameters = [Draw([192, 64], 2).To(backend), Draw([192], 3).To(backend), Draw([64], 4).To(backend), Draw([64], 5).To(backend), Draw([300, 64], 6).To(backend)];
            var words = new Indices([2, 150], Enumerable.Range(0, 300).Select(i => i * i % 300).ToArray());
            using var tape = new Tape();
            tape.Watch(x);
            tape.Watch(parameters);
            var h = (x + parameters[4].Embedding(words)).LayerNorm(parameters[2], parameters[3]);
            var projected = h.Linear(parameters[0], parameters[1]).Gelu();
            Tensor q = Heads(projected, 0), k = Heads(projected, 64), v = Heads(projected, 128);
            var attended = q.Attention(k, v, new(Causal: true)).Permute(0, 2, 1, 3).Contiguous().Reshape(2, 150, 64);
            var result = (attended + h).RmsNorm(parameters[2]).LogSoftmax();
            var loss = (result * x).Mean() + result.LogSumExp(1).Sum() + (x * x.Sum(0) / x.Max(1, keep: true)).Tanh().Variance(1).Sum();
            return [loss.ToArray(), result.ToArray(), .. tape.Gradient(loss, [x, .. parameters]).Select(g => g.ToArray())];
        }

        static Tensor Heads(Tensor x, int start) => x.Slice(2, start, 64).Reshape(2, 150, 4, 16).Permute(0, 2, 1, 3);
    }

    [Fact]
    public void A_row_has_the_same_bits_whatever_rows_come_with_it()
    {
        var x = Draw([70, 33], 1);
        var (w, b, s) = (Draw([40, 33], 2), Draw([40], 3), Draw([40], 4));
        var all = Network(x);
        for (var row = 0; row < 70; row += 3) Assert.Equal(all.Slice(0, row, 1).ToArray(), Network(x.Slice(0, row, 1)).ToArray());
        for (var rows = 1; rows < 70; rows += 11) Assert.Equal(all.Slice(0, 0, rows).ToArray(), Network(x.Slice(0, 0, rows)).ToArray());

        Tensor Network(Tensor input) => input.Linear(w, b).Gelu().LayerNorm(s, b).Softmax();
    }

    [Fact]
    public void Elements_are_computed_alike_whatever_the_strides()
    {
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var shape = new Shape([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 7))]);
            Tensor a = Scrambled(shape, random), b = Scrambled(shape, random), c = Scrambled(shape, random);
            var (va, vb, vc) = (a.ToArray(), b.ToArray(), c.ToArray());
            Assert.Equal(Dense(va).Gelu().ToArray(), a.Gelu().ToArray());
            Assert.Equal(va.Zip(vb, (x, y) => x - y), (a - b).ToArray());
            Assert.Equal(va.Select((x, i) => x > 0 ? vb[i] : vc[i]), Tensor.Where(a.GreaterThan(Tensor.Scalar(0)), b, c).ToArray());
            var target = Scrambled(shape, random, distinct: true);
            target.SetInPlace(a);
            target.AddInPlace(b, 2);
            Assert.Equal(va.Zip(vb, (x, y) => MathF.FusedMultiplyAdd(y, 2, x)), target.ToArray());

            Tensor Dense(float[] values) => Tensor.From(shape, values);
        }
    }

    [Fact]
    public void Large_views_are_walked_in_parts_that_fit_together()
    {
        var x = Draw([130, 70, 11], 1);
        var values = x.ToArray();
        var turned = (x.Permute(2, 0, 1) + x.Permute(2, 0, 1)).ToArray();
        for (var i = 0; i < 11; i++)
            for (var j = 0; j < 130; j++)
                for (var k = 0; k < 70; k++)
                    if (turned[(i * 130 + j) * 70 + k] != 2 * values[(j * 70 + k) * 11 + i])
                        Assert.Fail($"element [{i}, {j}, {k}] is {turned[(i * 130 + j) * 70 + k]}");
    }

    private static Tensor Draw(in Shape shape, int seed) => Gradients.Slopes.Draw(shape, seed);

    // A tensor of a shape whose elements lie anyhow: permuted, sliced, in steps, repeated.
    private static Tensor Scrambled(Shape shape, Random random, bool distinct = false)
    {
        var axes = Enumerable.Range(0, shape.Rank).ToArray();
        random.Shuffle(axes);
        var starts = axes.Select(_ => random.Next(3)).ToArray();
        var steps = axes.Select(_ => random.Next(1, 3)).ToArray();
        var repeats = axes.Select(_ => !distinct && random.Next(4) == 0).ToArray();
        var x = Draw(new([.. axes.Select((axis, i) => repeats[i] ? 1 : starts[i] + shape[axis] * steps[i])]), random.Next());
        for (var i = 0; i < axes.Length; i++)
            if (!repeats[i])
                x = x.Slice(i, starts[i], shape[axes[i]], steps[i]);
        return x.Permute([.. Enumerable.Range(0, axes.Length).Select(axis => Array.IndexOf(axes, axis))]).Expand(shape);
    }
}

using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Tests;

public sealed class TensorTests
{
    private static readonly Tensor s_box = Tensor.From([2, 3, 4], Enumerable.Range(0, 24).Select(i => (float)i).ToArray());

    [Fact]
    public void A_tensor_holds_the_numbers_it_is_given()
    {
        Assert.Equal([1f, 2, 3], Tensor.Of(1, 2, 3).ToArray());
        Assert.Equal([7f, 7], Tensor.Full([2], 7).ToArray());
        Assert.Equal(4, Tensor.Scalar(4).Value);
        Assert.Contains("2 numbers were given for 3 places", Assert.Throws<ShapeException>(() => Tensor.From([3], [1, 2])).Message);
    }

    [Fact]
    public void Views_look_into_the_same_storage()
    {
        var x = Tensor.Zeros([2, 3]);

        x.Transpose().At(0, 2).CopyFrom([5, 6]);

        Assert.Equal([0f, 0, 5, 0, 0, 6], x.ToArray());
        Assert.Same(x.Storage, x.Permute(1, 0).Slice(0, 1, 2).Reshape(2, 1, 2).Storage);
    }

    [Fact]
    public void A_slice_takes_a_part_of_an_axis()
    {
        Assert.Equal([4f, 5, 6, 7, 16, 17, 18, 19], s_box.Slice(1, 1, 1).ToArray());
        Assert.Equal([1f, 3, 13, 15], s_box.At(1, 0).Slice(1, 1, 2, step: 2).ToArray());
        Assert.Equal([20f, 21, 22], s_box.At(0, -1).At(0, -1).Slice(0, ..^1).ToArray());
        Assert.Equal(0, s_box.Slice(2, 4, 0).Count);
        Assert.Contains("[2, 3, 4]", Assert.Throws<ShapeException>(() => s_box.Slice(1, 1, 3)).Message);
        Assert.Throws<ShapeException>(() => s_box.Slice(1, 0, 2, step: 3));
    }

    [Fact]
    public void A_permutation_puts_axes_in_another_order()
    {
        var turned = s_box.Permute(2, 0, 1);

        Assert.Equal([4, 2, 3], turned.Shape);
        Assert.Equal([0f, 4, 8, 12, 16, 20, 1, 5], turned.ToArray()[..8]);
        Assert.Contains("each of 3 axes once", Assert.Throws<ShapeException>(() => s_box.Permute(0, 0, 1)).Message);
        Assert.Throws<ShapeException>(() => s_box.Permute(0, 1));
    }

    [Fact]
    public void An_expansion_repeats_without_copying()
    {
        var wide = Tensor.Of(1, 2).Unsqueeze(-1).Expand([2, 2, 3]);

        Assert.Equal([1f, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2], wide.ToArray());
        Assert.Equal(0, wide.Strides[0]);
        Assert.Contains("Expand of [2] and [3]", Assert.Throws<ShapeException>(() => Tensor.Of(1, 2).Expand([3])).Message);
    }

    [Fact]
    public void A_reshape_never_copies_and_says_when_it_would_have_to()
    {
        Assert.Equal([6, 4], s_box.Reshape(-1, 4).Shape);
        Assert.Equal([2, 12], s_box.Flatten(1).Shape);
        Assert.Contains("Contiguous", Assert.Throws<ShapeException>(() => s_box.Transpose().Reshape(24)).Message);
        Assert.Contains("Reshape of [2, 3, 4] and [5, 5]", Assert.Throws<ShapeException>(() => s_box.Reshape(5, 5)).Message);
        Assert.Throws<ShapeException>(() => s_box.Reshape(-1, 7));
    }

    [Fact]
    public void Every_reshape_that_succeeds_on_a_view_keeps_the_order_of_elements()
    {
        var random = new Random(3);
        int[][] factors = [[24], [4, 6], [2, 3, 4], [6, 4], [2, 12], [2, 1, 3, 2, 2], [1, 24], [8, 3], [3, 8], [12, 2, 1]];
        var kept = 0;
        for (var round = 0; round < 2000; round++)
        {
            var view = Tensor.From([4, 3, 4], Enumerable.Range(0, 48).Select(i => (float)i).ToArray());
            int[][] orders = [[0, 1, 2], [1, 0, 2], [2, 1, 0], [0, 2, 1]];
            view = view.Permute(orders[random.Next(4)]);
            var axis = random.Next(3);
            view = view.Shape[axis] == 4 ? view.Slice(axis, random.Next(2), 2, random.Next(1, 3)) : view.Slice(axis == 0 ? 1 : 0, 0, 2);
            if (view.Count != 24) continue;
            try
            {
                Assert.Equal(view.ToArray(), view.Reshape(new Shape(factors[random.Next(factors.Length)])).ToArray());
                kept++;
            }
            catch (ShapeException)
            {
                Assert.False(view.IsContiguous);
            }
        }

        Assert.InRange(kept, 200, 2000);
    }

    [Fact]
    public void A_contiguous_tensor_is_its_own_contiguous_copy()
    {
        Assert.Same(s_box, s_box.Contiguous());
        Assert.Equal(s_box.Transpose().ToArray(), s_box.Transpose().Contiguous().Values.ToArray());
    }

    [Fact]
    public void The_elements_of_a_view_with_gaps_are_not_a_span()
    {
        Assert.Contains("Contiguous", Assert.Throws<InvalidOperationException>(() => s_box.Transpose().Values.Length).Message);
        Assert.Contains("not one", Assert.Throws<ShapeException>(() => s_box.Value).Message);
    }

    [Fact]
    public void Changes_in_place_are_known_to_the_storage()
    {
        var x = Tensor.Zeros([2, 2]);
        var before = x.Storage.Version;

        x.AddInPlace(Tensor.Of(1, 2), 2);
        x.Transpose().ApplyInPlace(UnaryOperation.Square);
        x.CombineInPlace(BinaryOperation.Multiply, Tensor.Scalar(0.5f));
        x.At(0, 0).FillInPlace(9);
        x.At(0, 1).SetInPlace(Tensor.Scalar(3));

        Assert.Equal([9f, 9, 3, 3], x.ToArray());
        Assert.Equal(before + 5, x.Storage.Version);
        x.Span[0] = 1;
        Assert.Equal(before + 6, x.Storage.Version);
    }

    [Fact]
    public void NaN_and_infinities_go_their_way()
    {
        var x = Tensor.Of(1, float.NaN, float.PositiveInfinity);

        Assert.True(float.IsNaN(x.Sum().Value));
        Assert.True(float.IsNaN(x.Max().Value));
        Assert.True(float.IsNaN(x.Clamp(0, 2).ToArray()[1]));
        Assert.Equal(1, x.ArgMax(0).Values[0]);
        Assert.True(float.IsNaN(x.Relu().ToArray()[1]));
        Assert.True(float.IsNaN((Tensor.Zeros([1, 3]).MatMul(x)).Value));
        Assert.All(Tensor.Full([1, 2], float.NegativeInfinity).Softmax().ToArray(), p => Assert.True(float.IsNaN(p)));
        Assert.All(x.Softmax().ToArray(), p => Assert.True(float.IsNaN(p)));
        Assert.Equal([0f, 1], Tensor.Of(float.NegativeInfinity, 3).Softmax().ToArray());
    }

    [Fact]
    public void NaN_wins_every_maximum_and_minimum_and_no_comparison()
    {
        var (x, y) = (Tensor.Of(1, float.NaN, 2, float.NaN), Tensor.Of(float.NaN, 1, 3, float.NaN));

        Assert.Equal([float.NaN, float.NaN, 3, float.NaN], x.Maximum(y).ToArray());
        Assert.Equal([float.NaN, float.NaN, 2, float.NaN], x.Minimum(y).ToArray());
        Assert.Equal([0f, 0, 0, 0], x.GreaterThan(y).ToArray());
        Assert.Equal([0f, 0, 0, 0], x.EqualTo(y).ToArray());
        Assert.Equal([0f, 0, 0, 0], x.AtLeast(y).ToArray());
        Assert.Equal([1, 1], Tensor.From([2, 3], [1, float.NaN, float.NaN, 0, float.NaN, 9]).ArgMin(1).Values.ToArray());
        Assert.Equal([0, 1, 0], Tensor.From([2, 3], [1, 5, 2, 1, float.NaN, 2]).ArgMax(0).Values.ToArray());
    }

    [Fact]
    public void A_query_that_sees_no_key_gets_zeros_and_what_is_ignored_reaches_nothing()
    {
        var (q, k) = (Tensor.Ones([2, 1, 1, 4]), Tensor.From([2, 1, 2, 4], [1, 1, 1, 1, float.NaN, float.NaN, float.NaN, float.NaN, 1, 1, 1, 1, 1, 1, 1, 1]));
        var ignored = Tensor.From([2, 2], [0, 1, 1, 1]);

        Assert.Equal([1f, 1, 1, 1, 0, 0, 0, 0], q.Attention(k, k, new(Ignored: ignored)).ToArray());
    }

    [Fact]
    public void The_largest_come_best_first_and_the_earlier_of_equals_first()
    {
        var top = Tensor.From([2, 5], [1, 5, 3, 5, 2, 9, 8, float.NaN, 8, 1]).TopK(3, out var places);

        Assert.Equal([5f, 5, 3, float.NaN, 9, 8], top.ToArray());
        Assert.Equal([1, 3, 2, 2, 0, 1], places.Values.ToArray());
        Assert.Equal([0, 4], Tensor.From([2, 5], [1, 5, 3, 5, 2, 9, 8, 8, 8, 1]).ArgMin(1).Values.ToArray());
    }

    [Fact]
    public void Sums_over_no_elements_are_0_and_extremes_over_none_are_refused()
    {
        Assert.Equal([0f, 0], Tensor.Zeros([2, 0]).Sum(1).ToArray());
        Assert.Contains("[2, 0]", Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 0]).Max(1)).Message);
        Assert.Equal([0f, 0, 0, 0], Tensor.Zeros([2, 0]).MatMul(Tensor.Zeros([0, 2])).ToArray());
    }

    [Fact]
    public void Tensors_without_elements_go_through_everything()
    {
        foreach (var shape in (Shape[])[[0, 3], [3, 0], [2, 0, 3]])
        {
            var x = Tensor.Zeros(shape);
            using var tape = new Tape();
            tape.Watch(x);
            var y = (x + 1).Gelu().Softmax().LayerNorm().RmsNorm().Linear(Tensor.Zeros([5, shape[^1]])).LogSoftmax(0).Transpose().Contiguous();
            var sum = y.Sum() + x.Square().CumulativeSum(-1).Sum(0).Sum() + x.Take(new([0], []), 1).Sum() + Tensor.Concat(-1, x, x).Distances(Tensor.Concat(-1, x, x)).Sum();

            Assert.Equal(shape, tape.Gradient(sum, x).Shape);
        }

        Assert.Equal([0f, 0, 0, 0], Tensor.Ones([1, 1, 2, 2]).Attention(Tensor.Zeros([1, 1, 0, 2]), Tensor.Zeros([1, 1, 0, 2])).ToArray());
    }

    [Fact]
    public void Every_misfit_names_both_shapes_and_the_operation()
    {
        (string Start, Action Call)[] misfits =
        [
            ("MatMul of [2, 3] and [2, 3]:", () => Tensor.Zeros([2, 3]).MatMul(Tensor.Zeros([2, 3]))),
            ("MatMul of [] and [2]:", () => Tensor.Scalar(1).MatMul(Tensor.Zeros([2]))),
            ("Linear of [2, 3] and [4, 2]:", () => Tensor.Zeros([2, 3]).Linear(Tensor.Zeros([4, 2]))),
            ("Linear of [4, 3] and [3]:", () => Tensor.Zeros([2, 3]).Linear(Tensor.Zeros([4, 3]), Tensor.Zeros([3]))),
            ("LayerNorm of [2, 3] and [2]:", () => Tensor.Zeros([2, 3]).LayerNorm(Tensor.Zeros([2]))),
            ("Attention of [1, 2, 3, 4] and [1, 2, 3, 5]:", () => Tensor.Zeros([1, 2, 3, 4]).Attention(Tensor.Zeros([1, 2, 3, 5]), Tensor.Zeros([1, 2, 3, 5]))),
            ("Attention of [1, 2, 3, 4] and [1, 2, 2, 4]:", () => Tensor.Zeros([1, 2, 3, 4]).Attention(Tensor.Zeros([1, 2, 3, 4]), Tensor.Zeros([1, 2, 2, 4]))),
            ("Concat of [2, 3] and [3, 3]:", () => Tensor.Concat(1, Tensor.Zeros([2, 3]), Tensor.Zeros([3, 3]))),
            ("Distances of [2, 3] and [2, 4]:", () => Tensor.Zeros([2, 3]).Distances(Tensor.Zeros([2, 4]))),
            ("TakeAlong of [2, 3] and [3, 1]:", () => Tensor.Zeros([2, 3]).TakeAlong(new([3, 1], [0, 0, 0]), 1)),
            ("AddInPlace of [3] and [2, 3]:", () => Tensor.Zeros([3]).AddInPlace(Tensor.Zeros([2, 3]))),
            ("Rotary of [2, 3]:", () => Tensor.Zeros([2, 3]).Rotary()),
            ("Where of [2] and [3]:", () => Tensor.Where(Tensor.Zeros([2]), Tensor.Zeros([3]), Tensor.Zeros([3]))),
        ];

        Assert.All(misfits, misfit => Assert.StartsWith(misfit.Start, Assert.Throws<ShapeException>(misfit.Call).Message));
    }

    [Fact]
    public void A_place_that_does_not_exist_is_named()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([4, 2]).Embedding(Indices.Of(1, 4)));

        Assert.Contains("index 4, number 1 of the list, names none of 4 places", error.Message);
    }
}

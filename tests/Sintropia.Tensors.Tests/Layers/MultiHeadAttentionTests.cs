using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Shapes;
using Sintropia.Tensors.Tests.Gradients;

namespace Sintropia.Tensors.Tests.Layers;

public sealed class MultiHeadAttentionTests
{
    [Fact]
    public void A_sequence_that_attends_to_itself_as_to_another_gets_the_same_bits()
    {
        var layer = new MultiHeadAttention(12, 3);
        layer.Initialise(1);
        var x = Slopes.Draw([2, 7, 12], 1);

        Assert.Equal(layer.Of(x).ToArray(), layer.Of(x, x).ToArray());
    }

    [Fact]
    public void Another_sequence_may_have_another_length_and_be_padded()
    {
        var layer = new MultiHeadAttention(12, 3);
        layer.Initialise(1);
        Tensor x = Slopes.Draw([2, 3, 12], 1), context = Slopes.Draw([2, 9, 12], 2), ignored = Tensor.Zeros([2, 9]);
        ignored.Slice(1, 5, 4).FillInPlace(1);

        Assert.Equal(layer.Of(x, context.Slice(1, 0, 5)).ToArray(), layer.Of(x, context, new(Ignored: ignored)).ToArray());
    }

    [Fact]
    public void Heads_that_do_not_divide_the_width_and_sequences_of_another_are_refused()
    {
        Assert.Contains("5 heads cannot share a width of 12", Assert.Throws<ArgumentException>(() => new MultiHeadAttention(12, 5)).Message);
        Assert.Contains("[batch, positions, 12]", Assert.Throws<ShapeException>(() => new MultiHeadAttention(12, 3).Of(Tensor.Zeros([2, 3, 11]))).Message);
    }
}

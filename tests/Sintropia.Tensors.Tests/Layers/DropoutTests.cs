using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Layers;

namespace Sintropia.Tensors.Tests.Layers;

public sealed class DropoutTests
{
    [Fact]
    public void The_share_is_dropped_and_the_rest_enlarged()
    {
        var values = new Dropout(0.2f, 1).Of(Tensor.Ones([100_000])).ToArray();

        Assert.Equal(0.2, values.Count(v => v == 0) / 100_000.0, 0.005); // four standard errors
        Assert.All(values, v => Assert.True(v is 0 or 1.25f));
    }

    [Fact]
    public void The_same_key_drops_the_same_and_each_use_drops_anew()
    {
        var x = Tensor.Ones([4, 25]);
        Dropout one = new(0.5f, 7), again = new(0.5f, 7), other = new(0.5f, 8);
        float[] first = one.Of(x).ToArray(), second = one.Of(x).ToArray();

        Assert.Equal(first, again.Of(x).ToArray());
        Assert.Equal(second, again.Of(x).ToArray());
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, other.Of(x).ToArray());
    }

    [Fact]
    public void The_gradient_goes_where_the_numbers_went()
    {
        var x = Tensor.Ones([50]);
        using var tape = new Tape();
        tape.Watch(x);
        var y = new Dropout(0.4f, 3).Of(x);

        Assert.Equal(y.ToArray(), tape.Gradient(y.Sum(), x).ToArray());
    }

    [Fact]
    public void Nothing_is_dropped_at_a_share_of_0_and_a_share_of_1_is_refused()
    {
        var x = Tensor.Ones([3]);

        Assert.Same(x, new Dropout(0, 1).Of(x));
        Assert.Contains("A share of 1", Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(1, 1)).Message);
    }
}

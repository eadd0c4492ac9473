using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Tests;

public sealed class IndicesTests
{
    [Fact]
    public void Indices_hold_whole_numbers_in_a_shape()
    {
        var indices = Indices.From([2, 2], [3L, 1, 0, -100]);

        Assert.Equal([3, 1, 0, -100], indices.Values.ToArray());
        Assert.Equal([4], indices.Reshape([4]).Shape);
        Assert.Throws<OverflowException>(() => Indices.From([1], [1L << 40]));
        Assert.Throws<ShapeException>(() => new Indices([3], [1, 2]));
        Assert.Throws<ShapeException>(() => indices.Reshape([3]));
    }

    [Fact]
    public void Asking_to_write_raises_the_version()
    {
        var indices = Indices.Of(1, 2);
        var before = indices.Version;

        indices.Span[0] = 5;

        Assert.Equal(before + 1, indices.Version);
        Assert.Equal([5, 2], indices.Values.ToArray());
    }

    [Fact]
    public void A_change_through_another_shape_raises_the_version_of_both()
    {
        var list = Indices.Of(1, 2, 3, 4);
        var square = list.Reshape([2, 2]);
        var before = list.Version;

        square.Span[3] = 9;

        Assert.Equal(9, list.Values[3]);
        Assert.Equal(before + 1, list.Version);
        Assert.Equal(list.Version, square.Version);
    }
}

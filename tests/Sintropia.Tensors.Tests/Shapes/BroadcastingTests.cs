using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Tests.Shapes;

public sealed class BroadcastingTests
{
    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 3, 1 }, new[] { 1, 4 }, new[] { 3, 4 })]
    [InlineData(new int[0], new[] { 4 }, new[] { 4 })]
    [InlineData(new[] { 5, 1, 2 }, new[] { 7, 1 }, new[] { 5, 7, 2 })]
    [InlineData(new[] { 1 }, new[] { 0 }, new[] { 0 })]
    public void Shapes_meet_in_the_larger_extent_of_each_axis(int[] left, int[] right, int[] both)
    {
        Assert.Equal(new Shape(both), Broadcasting.Of("+", new(left), new(right)));
        Assert.Equal(new Shape(both), Broadcasting.Of("+", new(right), new(left)));
        Assert.True(Broadcasting.Fits(new(left), new(both)));
    }

    [Fact]
    public void Shapes_that_do_not_meet_are_named_with_the_operation_and_the_axis()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]) * Tensor.Zeros([2, 4]));

        Assert.StartsWith("* of [2, 3] and [2, 4]: ", error.Message);
        Assert.Contains("axis -1 has extents 3 and 4", error.Message);
        Assert.False(Broadcasting.Fits([2, 3], [3]));
        Assert.False(Broadcasting.Fits([2], [3]));
    }
}

using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Tests.Shapes;

public sealed class ShapeTests
{
    [Fact]
    public void A_shape_is_written_as_its_extents()
    {
        Shape shape = [2, 3, 5];

        Assert.Equal("[2, 3, 5]", shape.ToString());
        Assert.Equal((3, 30, 5, 2), (shape.Rank, shape.Count, shape[^1], shape[0]));
        Assert.Equal("[]", Shape.Scalar.ToString());
        Assert.Equal((0, 1), (Shape.Scalar.Rank, Shape.Scalar.Count));
    }

    [Fact]
    public void A_shape_with_an_empty_axis_has_no_elements_however_long_the_others() =>
        Assert.Equal(0, new Shape(int.MaxValue, int.MaxValue, 0).Count);

    [Fact]
    public void Axes_can_be_changed_removed_inserted_cut_and_appended()
    {
        Shape shape = [2, 3, 5];

        Assert.Equal([2, 7, 5], shape.With(-2, 7));
        Assert.Equal([3, 5], shape.Without(0));
        Assert.Equal([2, 3, 5, 1], shape.Insert(-1, 1));
        Assert.Equal([1, 2, 3, 5], shape.Insert(0, 1));
        Assert.Equal([2, 3], shape[..^1]);
        Assert.Equal([2, 3, 5, 4], shape.Append([4]));
        Assert.Equal(2, shape.Axis(-1));
    }

    [Fact]
    public void Equal_extents_make_equal_shapes()
    {
        Assert.True(new Shape(2, 3) == [2, 3]);
        Assert.True(new Shape(2, 3) != [3, 2]);
        Assert.True(new Shape(2, 3) != [2, 3, 1]);
        Assert.Equal(new Shape(2, 3).GetHashCode(), new Shape(2, 3).GetHashCode());
        Assert.True(new Shape(1) != Shape.Scalar);
    }

    [Fact]
    public void A_shape_that_cannot_be_is_refused_with_its_extents()
    {
        Assert.Contains("negative -1", Assert.Throws<ShapeException>(() => new Shape(2, -1)).Message);
        Assert.Contains("65536, 65536", Assert.Throws<ShapeException>(() => new Shape(65536, 65536)).Message);
        Assert.Contains("at most 8", Assert.Throws<ShapeException>(() => new Shape(1, 1, 1, 1, 1, 1, 1, 1, 1)).Message);
        Assert.Contains("[2, 3] has no axis 2", Assert.Throws<ShapeException>(() => new Shape(2, 3).Axis(2)).Message);
        Assert.Contains("[2, 3] has no axis -3", Assert.Throws<ShapeException>(() => new Shape(2, 3).Without(-3)).Message);
    }
}

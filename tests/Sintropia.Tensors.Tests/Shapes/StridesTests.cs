using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Tests.Shapes;

public sealed class StridesTests
{
    [Fact]
    public void Without_gaps_the_last_axis_is_the_fastest()
    {
        var strides = Strides.Of([2, 3, 5]);

        Assert.Equal("[15, 5, 1]", strides.ToString());
        Assert.True(strides.AreContiguous([2, 3, 5]));
        Assert.False(strides.AreContiguous([2, 2, 5]));
    }

    [Fact]
    public void An_axis_of_one_element_may_have_any_step() => Assert.True(new Strides(99, 2, 77, 1).AreContiguous([1, 3, 1, 2]));
}

using Sintropia.Biology.Circulation;

namespace Sintropia.Biology.Tests.Circulation;

public sealed class BodySurfaceTests
{
    [Theory]
    [InlineData(170, 70, 1.8181)]
    [InlineData(180, 80, 2.0)]
    [InlineData(160, 62.5, 1.6667)]
    public void The_surface_is_the_root_of_height_times_weight_over_3600(double height, double weight, double surface) =>
        Assert.Equal(surface, BodySurface.Mosteller(height, weight), 5e-5);

    [Theory]
    [InlineData(0, 70)]
    [InlineData(-170, 70)]
    [InlineData(170, 0)]
    [InlineData(double.NaN, 70)]
    [InlineData(170, double.PositiveInfinity)]
    public void Nobody_is_of_no_height_or_weight(double height, double weight) => Assert.Throws<ArgumentOutOfRangeException>(() => BodySurface.Mosteller(height, weight));
}

using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Tests.Tissues;

public sealed class HierarchyTests
{
    private static readonly Hierarchy Stem = new([new(0.3, 0, 0), new(0.4, 0, 1), new(0.3, 1, 1)]);

    [Theory]
    [InlineData(0.29, 0, 0)]
    [InlineData(0.31, 0, 1)]
    [InlineData(0.69, 0, 1)]
    [InlineData(0.71, 1, 1)]
    [InlineData(0.999999, 1, 1)]
    public void A_division_goes_the_way_of_its_draw(double uniform, int first, int second) => Assert.Equal((first, second), Stem.Daughters(0, 1, renewal: 1, uniform));

    [Fact]
    public void What_feedback_takes_from_renewal_goes_to_the_most_differentiating_way()
    {
        Assert.Equal((0, 0), Stem.Daughters(0, 1, 0.5, 0.149));
        Assert.Equal((0, 1), Stem.Daughters(0, 1, 0.5, 0.151));
        Assert.Equal((0, 1), Stem.Daughters(0, 1, 0.5, 0.549));
        Assert.Equal((1, 1), Stem.Daughters(0, 1, 0.5, 0.551));
        Assert.Equal((0, 1), Stem.Daughters(0, 1, 0, 1e-9));
    }

    [Fact]
    public void A_transit_cell_amplifies_for_its_rounds_and_then_differentiates()
    {
        var transit = new Hierarchy([], Rounds: 3, Then: 2);

        Assert.Equal((1, 1), transit.Daughters(1, 1, 1, 0.5));
        Assert.Equal((1, 1), transit.Daughters(1, 2, 1, 0.5));
        Assert.Equal((2, 2), transit.Daughters(1, 3, 1, 0.5));
    }

    [Fact]
    public void In_a_flat_population_daughters_are_like_their_mother() => Assert.Equal((4, 4), Hierarchy.Flat.Daughters(4, 200, 1, 0.5));
}

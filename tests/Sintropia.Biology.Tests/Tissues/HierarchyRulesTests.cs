using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Tests.Tissues;

public sealed class HierarchyRulesTests
{
    [Fact]
    public void A_last_round_needs_a_type_that_follows() => Assert.Throws<ArgumentOutOfRangeException>(() => new Hierarchy([], Rounds: 4));

    [Fact]
    public void The_ways_to_divide_must_be_all_there_are() => Assert.Throws<ArgumentException>(() => new Hierarchy([new(0.5, 0, 0), new(0.4, 0, 1)]));

    [Fact]
    public void A_stem_cell_that_renews_itself_once_on_average_replaces_itself()
    {
        var stem = new Hierarchy([new(0.2, 0, 0), new(0.6, 0, 1), new(0.2, 1, 1)]);

        Assert.Equal(1, stem.Renewed(0), 15);
        Assert.Equal(2, Hierarchy.Flat.Renewed(0));
    }
}

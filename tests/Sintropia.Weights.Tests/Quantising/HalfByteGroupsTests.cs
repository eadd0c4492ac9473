using Sintropia.Weights.Quantising;

namespace Sintropia.Weights.Tests.Quantising;

public sealed class HalfByteGroupsTests
{
    [Fact]
    public void All_fifteen_numbers_go_in_and_come_out()
    {
        var weights = Enumerable.Range(-7, 15).Select(v => (float)v).ToArray();
        var groups = HalfByteGroups.Of(weights, 1, group: 15);

        Assert.Equal(Enumerable.Range(-7, 15), Enumerable.Range(0, 15).Select(i => groups[0, i]));
        Assert.Equal(weights.AsEnumerable(), groups.ToFloats());
    }

    [Fact]
    public void Each_group_has_its_scale_and_the_last_may_be_short()
    {
        var groups = HalfByteGroups.Of([7, 1, 70, 10, 0, 0, 14, -14, 0.7f, 1.4f], 2, group: 2);

        Assert.Equal((3, 2 * 3 + 4 * 6), (groups.GroupsPerRow, groups.Bytes));
        Assert.Equal([1f, 10f, 1f, 2f, 2f, 0.2f], groups.Scales.ToArray(), (x, y) => MathF.Abs(x - y) < 1e-6);
        Assert.Equal([7, 1, 7, 1, 0], Enumerable.Range(0, 5).Select(c => groups[0, c]));
    }
}

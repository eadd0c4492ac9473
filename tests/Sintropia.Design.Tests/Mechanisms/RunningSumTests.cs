using Sintropia.Design.Mechanisms;

namespace Sintropia.Design.Tests.Mechanisms;

public sealed class RunningSumTests
{
    private static readonly double[] s_profile = [1, 3, -2, 2, -1];

    [Fact]
    public void The_score_is_the_largest_deviation_as_worked_out_by_hand()
    {
        var sum = new RunningSum(s_profile); // from the highest: 3 (1), 2 (3), 1 (0), −1 (4), −2 (2)

        Assert.Equal(1, sum.Of([1]), 12);
        Assert.Equal(-1, sum.Of([2]), 12);
        Assert.Equal(0.75, sum.Of([1, 0]), 12); // 3/4 at once; then one miss of three, then 1 − 1/3
        Assert.Equal(-2 / 3.0, sum.Of([0, 2]), 12); // two misses of three, then 1/3 − 2/3, then −2/3 again before the last
    }

    [Fact]
    public void Sets_of_nothing_of_all_and_of_no_weight_score_nothing()
    {
        Assert.Equal(0, new RunningSum(s_profile).Of([]));
        Assert.Equal(0, new RunningSum(s_profile).Of([0, 1, 2, 3, 4]));
        Assert.Equal(0, new RunningSum([0, 0, 0]).Of([1]));
    }

    [Fact]
    public void A_signature_connects_to_itself_and_its_reverse_to_the_opposite()
    {
        var sum = new RunningSum([5, 4, 0.5, 0.1, -0.2, -4, -6]);

        Assert.Equal(1, sum.Connectivity([0, 1], [5, 6]), 12);
        Assert.Equal(-1, sum.Connectivity([5, 6], [0, 1]), 12);
        Assert.Equal(0, sum.Connectivity([0], [1]), 12); // both rise
    }

    [Fact]
    public void A_set_larger_than_the_stack_is_scored_alike()
    {
        double[] profile = [.. Enumerable.Range(0, 2000).Select(i => 1000.5 - i)];
        Assert.Equal(1, new RunningSum(profile).Of([.. Enumerable.Range(0, 300)]), 12);
    }
}

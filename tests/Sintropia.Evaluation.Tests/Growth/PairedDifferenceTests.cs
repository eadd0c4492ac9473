using Sintropia.Evaluation.Growth;

namespace Sintropia.Evaluation.Tests.Growth;

public sealed class PairedDifferenceTests
{
    [Fact]
    public void Shared_draws_make_the_interval_narrower_and_it_still_covers_the_truth()
    {
        // Both conditions start from the same clones of very different vigour; the treated one loses 20 % of each, give or take.
        var random = new Random(4);
        int covered = 0, narrower = 0;
        for (var run = 0; run < 300; run++)
        {
            double[] control = [.. Enumerable.Range(0, 32).Select(_ => 50 + 100 * random.NextDouble())];
            double[] treated = [.. control.Select(c => 0.8 * c + 6 * (random.NextDouble() - 0.5))];
            var paired = PairedDifference.Of(treated, control);
            if (paired.Difference.Interval().Contains(-0.2 * 100 * 32)) covered++;
            if (paired.Difference.StandardError < 0.5 * paired.UnpairedDifference.StandardError) narrower++;
            Assert.Equal(Math.Log2(0.8), paired.Log2Ratio!.Value.Value, 0.03);
        }

        Assert.InRange(covered, 270, 298); // 95 % of 300 = 285, sd 3.8
        Assert.Equal(300, narrower);
    }

    [Fact]
    public void The_difference_and_its_error_are_those_of_the_group_differences()
    {
        var paired = PairedDifference.Of([10, 12, 15], [9, 9, 9]);
        Assert.Equal(10, paired.Difference.Value);
        Assert.Equal(Math.Sqrt(3 * ((1 - 10 / 3.0) * (1 - 10 / 3.0) + (3 - 10 / 3.0) * (3 - 10 / 3.0) + (6 - 10 / 3.0) * (6 - 10 / 3.0)) / 2), paired.Difference.StandardError, 10);
        Assert.Equal(Math.Log2(37 / 27.0), paired.Log2Ratio!.Value.Value, 12);
    }

    [Fact]
    public void Before_the_branch_nothing_differs_for_sure()
    {
        var paired = PairedDifference.Of([4, 5, 6], [4, 5, 6]);
        Assert.Equal((0.0, 0.0), (paired.Difference.Value, paired.Difference.StandardError));
        Assert.Equal((0.0, 0.0), (paired.Log2Ratio!.Value.Value, paired.Log2Ratio!.Value.StandardError));
    }

    [Fact]
    public void A_condition_without_cells_has_a_difference_and_no_ratio()
    {
        var paired = PairedDifference.Of([0, 0, 0], [4, 5, 6]);
        Assert.Equal(-15, paired.Difference.Value);
        Assert.Null(paired.Log2Ratio);
    }

    [Fact]
    public void Runs_with_other_groups_cannot_be_paired() => Assert.Throws<ArgumentException>(() => PairedDifference.Of([1, 2], [1, 2, 3]));
}

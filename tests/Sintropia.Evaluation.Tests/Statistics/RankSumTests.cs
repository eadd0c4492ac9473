using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Tests.Statistics;

public sealed class RankSumTests
{
    [Fact]
    public void Without_ties_small_samples_are_counted()
    {
        var result = RankSum.TwoSided([1.1, 2.2, 3.3], [4.4, 5.5, 6.6, 7.7], RankSumMethod.Automatic);

        Assert.Equal((0, 2.0 / 35), (result.U, result.PValue)); // 1 of C(7, 3) orders on either side
    }

    [Fact]
    public void Counting_is_symmetric_and_never_beyond_1()
    {
        Assert.Equal(RankSum.TwoSided([1, 4, 6], [2, 3, 5, 7], RankSumMethod.Automatic).PValue, RankSum.TwoSided([2, 3, 5, 7], [1, 4, 6], RankSumMethod.Automatic).PValue);
        Assert.Equal(1, RankSum.TwoSided([2, 3], [1, 4], RankSumMethod.Automatic).PValue); // U = 2, in the middle
    }

    [Fact]
    public void Large_samples_beside_small_ones_are_counted_exactly()
    {
        double[] few = [.. Enumerable.Range(0, 8).Select(i => -1.0 - i)], many = [.. Enumerable.Range(0, 2000).Select(i => (double)i)];
        var orders = Enumerable.Range(1, 8).Aggregate(1.0, (product, i) => product * (2000 + i) / i); // C(2008, 8)

        Assert.Equal(1, RankSum.TwoSided(few, many, RankSumMethod.Automatic).PValue * orders / 2, 1e-12);
    }

    [Theory]
    [InlineData(RankSumMethod.Continuity, 0.5)]
    [InlineData(RankSumMethod.NoContinuity, 0)]
    public void Ties_share_ranks_and_narrow_the_distribution(RankSumMethod method, double continuity)
    {
        var result = RankSum.TwoSided([1, 2, 2], [2, 3, 3, 4], method);

        // Ranks of x: 1, 3, 3. U = 7 − 6 = 1. Ties of 3 and 2: Σ t³ − t = 24 + 6.
        var deviation = Math.Sqrt(12 / 12.0 * (8 - 30 / 42.0));
        Assert.Equal(1, result.U);
        Assert.Equal(StandardNormal.TwoSided((5 - continuity) / deviation), result.PValue, 1e-15);
    }

    [Fact]
    public void Samples_of_one_number_do_not_differ() => Assert.Equal((6, 1.0), (RankSum.TwoSided([3, 3, 3], [3, 3, 3, 3]).U, RankSum.TwoSided([3, 3, 3], [3, 3, 3, 3]).PValue));

    [Fact]
    public void Nothing_cannot_be_compared() => Assert.Contains("Samples of 0 and 2", Assert.Throws<ArgumentException>(() => RankSum.TwoSided([], [1, 2])).Message);

    [Fact]
    public void False_discoveries_are_held_as_in_the_textbook()
    {
        // Benjamini and Hochberg's own example: at 0.05 four are rejected.
        double[] p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1];
        var q = MultipleTesting.BenjaminiHochberg(p);

        Assert.Equal(4, q.Count(v => v <= 0.05));
        Assert.Equal(0.0095 * 15 / 4, q[3], 1e-15);
        Assert.Equal(q.Order(), q); // monotone with p
        Assert.Equal([.. q.Reverse()], MultipleTesting.BenjaminiHochberg([.. p.Reverse()]));
        Assert.All(q.Zip(MultipleTesting.BenjaminiYekutieli(p)), pair => Assert.True(pair.Second >= pair.First && pair.Second <= 1));
    }

    [Fact]
    public void Ranks_of_equals_are_shared_and_order_is_all_that_Spearman_sees()
    {
        Assert.Equal([2.5, 1, 2.5, 4], Correlation.Ranks([5, 1, 5, double.PositiveInfinity]));
        Assert.Equal(1, Correlation.Spearman([1, 2, 3, 10], [2, 4, 8, 1000]), 1e-15);
        Assert.True(double.IsNaN(Correlation.Spearman([1, 1], [1, 2])));
    }
}

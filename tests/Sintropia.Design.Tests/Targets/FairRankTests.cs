using Sintropia.Design.Targets;

namespace Sintropia.Design.Tests.Targets;

public sealed class FairRankTests
{
    [Fact]
    public void Without_ties_the_rank_is_the_rank()
    {
        var rank = FairRank.Of([0.1, 0.7, 0.4], 2);

        Assert.Equal((2.0, 0.0, 1.0, 0.5), (rank.Mean, rank.Hit(1), rank.Hit(2), rank.Reciprocal()));
    }

    [Fact]
    public void What_scores_the_same_for_all_scores_what_chance_does()
    {
        var rank = FairRank.Of([0, 0, 0, 0], 3);

        Assert.Equal((2.5, 0.25, 1.0), (rank.Mean, rank.Hit(1), rank.Hit(5)));
        Assert.Equal((1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0) / 4, rank.Reciprocal(), 12);
    }

    [Fact]
    public void What_has_no_number_is_below_all_that_have_one() => Assert.Equal(new FairRank(2, 1), FairRank.Of([double.NaN, -5, 1], 0));
}

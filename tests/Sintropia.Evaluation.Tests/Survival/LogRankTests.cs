using Sintropia.Evaluation.Survival;

namespace Sintropia.Evaluation.Tests.Survival;

public sealed class LogRankTests
{
    [Fact]
    public void It_finds_the_textbook_difference_between_treatment_and_placebo()
    {
        var result = LogRank.Test(KaplanMeier.Of(Freireich.Placebo), KaplanMeier.Of(Freireich.Treated));
        Assert.Equal(4.097919104767263, result.Statistic, 10); // χ² = 16.79
        Assert.Equal(4.168809109334553e-05, result.PValue, 12);
    }

    [Fact]
    public void Swapping_the_groups_turns_the_sign()
    {
        var result = LogRank.Test(KaplanMeier.Of(Freireich.Treated), KaplanMeier.Of(Freireich.Placebo));
        Assert.Equal(-4.097919104767263, result.Statistic, 10);
    }

    [Fact]
    public void Groups_never_observed_at_one_time_cannot_be_compared() =>
        Assert.Throws<ArgumentException>(() => LogRank.Test(KaplanMeier.Of([new(1, true)]), KaplanMeier.Of([new(9, true, 5)])));
}

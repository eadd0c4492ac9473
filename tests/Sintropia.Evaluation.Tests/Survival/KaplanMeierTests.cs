using Sintropia.Evaluation.Survival;

namespace Sintropia.Evaluation.Tests.Survival;

public sealed class KaplanMeierTests
{
    private static readonly KaplanMeier Treated = KaplanMeier.Of(Freireich.Treated);
    private static readonly KaplanMeier Placebo = KaplanMeier.Of(Freireich.Placebo);

    [Theory]
    [InlineData(6, 21, 3, 0.8571428571428572, 0.07636035483212125)]
    [InlineData(7, 17, 1, 0.8067226890756303, 0.0869352851800572)]
    [InlineData(10, 15, 1, 0.7529411764705882, 0.09634965299432051)]
    [InlineData(16, 11, 1, 0.6274509803921569, 0.11405386525675254)]
    [InlineData(23, 6, 1, 0.44817927170868355, 0.13459145675576048)]
    public void It_reproduces_the_textbook_curve_with_greenwoods_error(double week, int atRisk, int events, double survival, double error)
    {
        var step = Treated.Steps.Single(s => s.Hours == week);
        Assert.Equal((atRisk, events), (step.AtRisk, step.Events));
        Assert.Equal(survival, Treated.Survival(week), 12);
        Assert.Equal(error, Treated.StandardError(week), 12);
    }

    [Fact]
    public void The_curve_is_one_before_the_first_ending_and_right_continuous()
    {
        Assert.Equal(1, Treated.Survival(5.999));
        Assert.Equal(Treated.Survival(6), Treated.Survival(6.999));
        Assert.True(Treated.Survival(7) < Treated.Survival(6.999));
    }

    [Fact]
    public void Quantiles_are_the_first_time_at_which_the_share_has_ended_or_infinite_where_it_never_does()
    {
        Assert.Equal(23, Treated.Quantile(0.5));
        Assert.Equal(8, Placebo.Quantile(0.5));
        Assert.Equal(double.PositiveInfinity, Treated.Quantile(0.9));
        Assert.Equal(2, KaplanMeier.Of([new(1, true), new(2, true), new(3, true), new(4, true)]).Quantile(0.5));
    }

    [Fact]
    public void The_restricted_mean_is_the_area_under_the_curve()
    {
        Assert.Equal(23.287394957983196, Treated.RestrictedMean(35), 12);
        Assert.Equal(2.8274676233714393, Treated.RestrictedMeanStandardError(35), 12);
        Assert.Equal(8.666666666666668, Placebo.RestrictedMean(23), 12); // without censoring: the plain mean
        Assert.Equal(1.3773900412645486, Placebo.RestrictedMeanStandardError(23), 12);
        Assert.Equal(8.666666666666668, Placebo.RestrictedMean(1000), 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => Treated.RestrictedMean(36));
    }

    [Fact]
    public void Without_censoring_it_is_one_minus_the_empirical_distribution()
    {
        for (var week = 0; week <= 24; week++)
            Assert.Equal(Freireich.Placebo.Count(d => d.Hours > week) / 21.0, Placebo.Survival(week), 12);
    }

    [Fact]
    public void Exposure_adds_up_to_all_the_time_under_observation()
    {
        CensoredDuration[] late = [.. Freireich.Treated.Select((d, i) => d with { EntryHours = i % 3 == 0 ? 2.5 : 0 })];
        Assert.Equal(Freireich.Treated.Sum(d => d.Hours), Treated.Steps.Sum(s => s.ExposureHours), 9);
        Assert.Equal(late.Sum(d => d.Hours - d.EntryHours), KaplanMeier.Of(late).Steps.Sum(s => s.ExposureHours), 9);
    }

    [Fact]
    public void Delayed_entry_counts_a_duration_at_risk_only_after_it_came_under_observation()
    {
        // At 2: the first two are at risk (the third enters at 2, after). At 4: second and third. At 6: third and fourth. At 8: the fourth.
        var curve = KaplanMeier.Of([new(2, true), new(4, true), new(6, true, 2), new(8, true, 5)]);
        Assert.Equal([2, 2, 2, 1], curve.Steps.Select(s => s.AtRisk));
        Assert.Equal([2, 2, 2, 1], curve.Steps.Select(s => curve.AtRisk(s.Hours)));
        Assert.Equal([0.5, 0.25, 0.125, 0], curve.Steps.Select(s => s.Survival));
    }

    [Fact]
    public void Delayed_entry_recovers_the_distribution_that_ignoring_it_misses()
    {
        // Exponential with mean 10 h; only those longer than a random entry are seen. By memorylessness the true survival at 10 h is 1/e.
        var random = new Random(3);
        var seen = Enumerable.Range(0, 40_000).Select(_ => (Hours: -10 * Math.Log(1 - random.NextDouble()), Entry: random.Next(2) * 8 * random.NextDouble()))
            .Where(d => d.Hours > d.Entry).Select(d => new CensoredDuration(d.Hours, true, d.Entry)).ToArray();
        Assert.Equal(Math.Exp(-1), KaplanMeier.Of(seen).Survival(10), 0.015);
        Assert.True(KaplanMeier.Of(seen.Select(d => d with { EntryHours = 0 })).Survival(10) > Math.Exp(-1) + 0.03);
    }

    [Fact]
    public void The_distance_is_the_largest_gap_over_the_common_support()
    {
        // The treated curve is known to week 35; the placebo curve reached 0 at week 23 and is known for good.
        var gaps = Enumerable.Range(0, 36).Select(w => Math.Abs(Treated.Survival(w) - Placebo.Survival(w)));
        Assert.Equal(gaps.Max(), Treated.Distance(Placebo), 12);
        Assert.Equal(Treated.Distance(Placebo), Placebo.Distance(Treated));
        Assert.Equal(0, Treated.Distance(Treated));
    }

    [Fact]
    public void Beyond_the_last_censored_observation_of_either_curve_nothing_counts()
    {
        var cut = KaplanMeier.Of([new(1, true), new(2, false)]);
        var full = KaplanMeier.Of([new(1, true), new(5, true)]);
        Assert.Equal(0, cut.Distance(full));
        Assert.Equal(0.5, KaplanMeier.Of([new(1, true), new(6, false)]).Distance(full));
    }

    [Fact]
    public void Input_that_cannot_be_is_refused_with_a_reason()
    {
        Assert.Contains("no duration", Assert.Throws<ArgumentException>(() => KaplanMeier.Of([])).Message);
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => KaplanMeier.Of([new(-1, true)])).Message);
        Assert.Throws<ArgumentException>(() => KaplanMeier.Of([new(double.NaN, true)]));
        Assert.Contains("entry", Assert.Throws<ArgumentException>(() => KaplanMeier.Of([new(3, true, 3)])).Message);
    }
}

using Sintropia.Evaluation.Survival;

namespace Sintropia.Evaluation.Tests.Survival;

public sealed class EmpiricalDurationsTests
{
    private static EmpiricalDurations Table(double frame, params CensoredDuration[] durations) => EmpiricalDurations.From(KaplanMeier.Of(durations), frame);

    [Fact]
    public void Without_a_frame_it_draws_the_measured_values_with_their_shares()
    {
        var table = Table(0, new(4, true), new(4, true), new(7, true), new(9, true));
        Assert.Equal([4.0, 4, 7, 9], new[] { 0.1, 0.49, 0.6, 0.9 }.Select(table.Quantile));
        Assert.Equal(6, table.Mean, 9);
    }

    [Fact]
    public void With_a_frame_durations_become_continuous_and_the_mean_stays()
    {
        CensoredDuration[] durations = [.. new[] { 4, 4.5, 4.5, 4.5, 5, 5, 5.5 }.Select(h => new CensoredDuration(h, true))];
        var table = Table(0.5, durations);
        Assert.Equal(durations.Average(d => d.Hours), table.Mean, 12);
        Assert.Equal(3.75, table.Quantile(0));
        Assert.Equal(5.75, table.Quantile(1));
        Assert.Equal(4.25, table.Quantile(1.0 / 7), 12);
        Assert.Equal(4.5, table.Quantile(2.5 / 7), 12); // halfway through the share of 4.5 h
    }

    [Fact]
    public void A_duration_shorter_than_half_a_frame_does_not_become_negative() => Assert.Equal(0, Table(2, new(0.5, true), new(3, true)).Quantile(0));

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Probabilities_ascend_strictly_from_0_to_1_and_hours_never_descend(double frame)
    {
        foreach (var curve in new[] { Freireich.Treated, Freireich.Placebo })
        {
            var table = Table(frame, curve);
            Assert.Equal((0.0, 1.0), (table.Probability[0], table.Probability[^1]));
            Assert.Equal(table.Probability.Count, table.Hours.Count);
            for (var i = 1; i < table.Hours.Count; i++)
            {
                Assert.True(table.Probability[i] > table.Probability[i - 1]);
                Assert.True(table.Hours[i] >= table.Hours[i - 1]);
            }
        }
    }

    [Fact]
    public void Inside_the_observed_support_it_is_the_curve()
    {
        var curve = KaplanMeier.Of(Freireich.Treated);
        var table = EmpiricalDurations.From(curve);
        for (var week = 0.5; week < 35; week++)
        {
            var share = Enumerable.Range(0, 100_000).Count(i => table.Quantile((i + 0.5) / 100_000) > week) / 100_000.0;
            Assert.Equal(curve.Survival(week), share, 1e-4);
        }
    }

    [Fact]
    public void Beyond_it_follows_an_exponential_with_the_hazard_of_the_last_quarter_of_endings()
    {
        // 9 endings; at most a quarter of them (2) come after week 16. After it: weeks 22 and 23 over the time of the ten still under observation.
        var table = Table(0, Freireich.Treated);
        var exposure = (17 - 16) + (19 - 16) + (20 - 16) + (22 - 16) + (23 - 16) + (25 - 16) + 2 * (32 - 16) + (34 - 16) + (35 - 16);
        Assert.Equal(2.0 / exposure, table.TailHazard!.Value, 12);
        Assert.Equal(0.44817927170868355, table.TailProbability, 12);
        Assert.Equal(35 + Math.Log(2) / table.TailHazard.Value, table.Quantile(1 - table.TailProbability / 2), 9);
    }

    [Fact]
    public void The_mean_of_the_tail_is_that_of_the_exponential()
    {
        // Nine end at 1 h, one is censored there: mean = 0.9·1 + 0.1·(1 + 1/hazard), hazard 9 endings in 10 h.
        var table = Table(0, [.. Enumerable.Repeat(new CensoredDuration(1, true), 9), new CensoredDuration(1, false)]);
        Assert.Equal(1 + 0.1 * 10 / 9, table.Mean, 1e-4);
    }

    [Fact]
    public void Draws_from_the_table_of_an_exponential_sample_have_its_distribution()
    {
        var random = new Random(11);
        var table = Table(0, [.. Enumerable.Range(0, 20_000).Select(_ => -10 * Math.Log(1 - random.NextDouble())).Select(h => new CensoredDuration(Math.Min(h, 25), h < 25))]);
        Assert.Equal(0.1, table.TailHazard!.Value, 0.01);
        Assert.Equal(10, table.Mean, 0.2);
        Assert.Equal(10 * Math.Log(100), table.Quantile(0.99), 3.0); // far in the extrapolated part
    }

    [Fact]
    public void Durations_of_which_none_ended_are_refused() =>
        Assert.Contains("None of the 2 durations", Assert.Throws<ArgumentException>(() => Table(0, new(3, false), new(4, false))).Message);
}

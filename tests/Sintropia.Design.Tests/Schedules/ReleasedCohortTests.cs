using Sintropia.Design.Schedules;

namespace Sintropia.Design.Tests.Schedules;

public sealed class ReleasedCohortTests
{
    [Fact]
    public void With_fixed_phases_and_a_pulse_as_long_as_mitosis_the_best_gap_is_S_and_G2()
    {
        var cohort = new ReleasedCohort(Delay: 11.2, Spread: 0, Mitosis: 1, Pulse: 1, Hazard: 2);

        Assert.Equal(11.2, cohort.BestGap(), 6);
        Assert.Equal(1 - Math.Exp(-2), cohort.Killed(11.2), 12);
        Assert.Equal(1 - Math.Exp(-2 * 0.75), cohort.Killed(11.45), 12);
        Assert.Equal(0, cohort.Killed(12.3));
    }

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(2.0, 0.5)]
    [InlineData(0.5, 3.0)]
    public void The_share_that_dies_is_the_integral_over_arrivals(double pulse, double spread)
    {
        var cohort = new ReleasedCohort(8, spread, 1, pulse, 1.5);
        foreach (var gap in (double[])[6, 7.9, 8.3, 9, 12])
        {
            // Midpoints of 200,000 strips, with nothing but the definition.
            var sum = 0.0;
            const int strips = 200_000;
            var width = 40 * spread / strips;
            for (var i = 0; i < strips; i++)
            {
                double u = (i + 0.5) * width, x = 8 + u - gap, exposed = Math.Max(0, Math.Min(x + 1, pulse) - Math.Max(x, 0));
                sum += Math.Exp(-u / spread) / spread * (1 - Math.Exp(-1.5 * exposed)) * width;
            }

            Assert.Equal(sum, cohort.Killed(gap), 1e-6);
        }
    }

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(2.0, 0.5)]
    public void No_gap_kills_more_than_the_best(double pulse, double spread)
    {
        var cohort = new ReleasedCohort(8, spread, 1, pulse, 1.5);
        var best = cohort.BestGap();

        Assert.All(Enumerable.Range(0, 2000), i => Assert.True(cohort.Killed(i * 0.01) <= cohort.Killed(best) + 1e-12));
    }
}

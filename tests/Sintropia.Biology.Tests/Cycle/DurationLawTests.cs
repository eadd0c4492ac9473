using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Tests.Chance;

namespace Sintropia.Biology.Tests.Cycle;

/// <summary>What every law of durations promises; what is special to one stands in its own file.</summary>
public sealed class DurationLawTests
{
    private const int Many = 20_000;

    public static TheoryData<DurationLaw> Laws =>
    [
        new FixedDuration(8),
        new ExponentialDuration(5),
        new ExponentialDuration(20, Delay: 15),
        new ErlangDuration(1, 11),
        new ErlangDuration(4, 11),
        new ErlangDuration(17, 11),
        new ErlangDuration(500, 11),
        new LogNormalDuration(12, 0.2),
        new LogNormalDuration(12, 1.1),
        new EmpiricalDuration([0, 0.25, 0.5, 0.9, 1], [4, 6, 6, 11, 30]),
    ];

    [Theory]
    [MemberData(nameof(Laws))]
    public void The_mean_is_the_integral_of_survival(DurationLaw law)
    {
        // A share of 1e-9 or less lies beyond the last quantile; midpoints are exact to the step where survival jumps.
        var end = law.Quantile(1 - 1e-9);
        var mean = Midpoints(0, end, 40_000, law.Survival);

        Assert.Equal(law.Mean, mean, law.Mean * 1e-4);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Its_Laplace_transform_is_that_of_its_survival(DurationLaw law)
    {
        var end = law.Quantile(1 - 1e-9);
        foreach (var rate in new[] { 1e-3, 0.0289, 0.1, 1 })
        {
            var discounted = Midpoints(0, end, 40_000, t => Math.Exp(-rate * t) * law.Survival(t));
            Assert.Equal(1 - rate * discounted, law.Laplace(rate), 1e-4);
            Assert.Equal(discounted, law.Occupancy(rate), law.Mean * 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void The_time_spent_by_a_population_that_does_not_grow_is_the_mean(DurationLaw law)
    {
        Assert.Equal(1, law.Laplace(0), 12);
        Assert.Equal(law.Mean, law.Occupancy(0), law.Mean * 1e-12);
        Assert.Equal(law.Mean, law.Occupancy(1e-7), law.Mean * 1e-4);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Quantiles_invert_survival(DurationLaw law)
    {
        for (var i = 1; i < 500; i++)
        {
            var p = i / 500.0;
            var hours = law.Quantile(p);
            // Where the distribution jumps, the quantile is the place of the jump.
            Assert.InRange(p, 1 - law.Survival(hours * (1 - 1e-9)) - 1e-6, 1 - law.Survival(hours * (1 + 1e-9)) + 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Survival_falls_from_one_to_nothing(DurationLaw law)
    {
        Assert.Equal(1, law.Survival(-1));
        Assert.Equal(1, law.Survival(0));
        Assert.Equal(0, law.Survival(law.Mean * 1e4), 9);
        var before = 1.0;
        for (var t = 0.0; t < 4 * law.Mean; t += law.Mean / 100)
        {
            Assert.InRange(law.Survival(t), 0, before);
            before = law.Survival(t);
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Draws_follow_survival(DurationLaw law)
    {
        var draws = Enumerable.Range(0, Many).Select(i => law.Draw(new Draws(7), CellId.Founder(0, (ulong)i), Purpose.Work, 1 << 16)).ToArray();

        Assert.InRange(law is FixedDuration ? 0 : JumpingDistance(draws, law), 0, Sample.Critical(Many));
        Assert.Equal(law.Mean, draws.Average(), 5 * Math.Sqrt(Math.Max(Sample.Variance(draws), 1e-20) / Many));
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_visit_draws_anew_and_the_same_visit_draws_the_same(DurationLaw law)
    {
        var cell = CellId.Founder(0, 5);
        var first = law.Draw(new Draws(7), cell, Purpose.Work, 1 << 16);

        Assert.Equal(first, law.Draw(new Draws(7), cell, Purpose.Work, 1 << 16));
        if (law is not FixedDuration) Assert.NotEqual(first, law.Draw(new Draws(7), cell, Purpose.Work, 2 << 16));
    }

    /// <summary>The distance at the upper side of each draw: right for laws that jump, where the lower side counts the jump as a distance.</summary>
    private static double JumpingDistance(double[] draws, DurationLaw law)
    {
        var sorted = draws.Order().ToArray();
        var most = 0.0;
        for (var i = 0; i < sorted.Length; i++)
            if (i + 1 == sorted.Length || sorted[i + 1] > sorted[i])
                most = Math.Max(most, Math.Abs((i + 1.0) / sorted.Length - (1 - law.Survival(sorted[i]))));
        return most;
    }

    private static double Midpoints(double from, double to, int steps, Func<double, double> function)
    {
        var step = (to - from) / steps;
        var sum = 0.0;
        for (var i = 0; i < steps; i++) sum += function(from + (i + 0.5) * step);
        return sum * step;
    }
}

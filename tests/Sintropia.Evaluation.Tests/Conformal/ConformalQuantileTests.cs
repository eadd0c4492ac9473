using Sintropia.Evaluation.Conformal;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Tests.Conformal;

public sealed class ConformalQuantileTests
{
    [Theory]
    [InlineData(9, 0.1, 9)]
    [InlineData(8, 0.1, 9)]
    [InlineData(19, 0.05, 19)]
    [InlineData(99, 0.3, 70)] // 100·0.7 is a little more than 70 in double
    public void The_rank_is_that_of_exact_numbers(int units, double alpha, int rank) => Assert.Equal(rank, ConformalQuantile.Rank(units, alpha));

    [Theory]
    [InlineData(0.1, 9)]
    [InlineData(0.05, 19)]
    [InlineData(0.01, 99)]
    public void Too_few_units_give_an_infinite_interval(double alpha, int fewest)
    {
        Assert.Equal(fewest, ConformalQuantile.FewestUnits(alpha));
        Assert.Equal(double.PositiveInfinity, ConformalQuantile.Of(new double[fewest - 1], alpha));
        Assert.Equal(0, ConformalQuantile.Of(new double[fewest], alpha));
        Assert.Contains($"Take {fewest} or more", Assert.Throws<ArgumentOutOfRangeException>(() => ConformalQuantile.CoverageBand(fewest - 1, alpha)).Message);
    }

    [Fact]
    public void Exchangeable_units_are_covered_as_often_as_said()
    {
        const int Units = 30, Repeats = 4000;
        const double Alpha = 0.2;
        var random = new Random(11);
        var covered = Enumerable.Range(0, Repeats).Count(_ => Draw() <= ConformalQuantile.Of([.. Enumerable.Range(0, Units).Select(_ => Draw())], Alpha));

        // Exactly k/(n + 1) = 25/31 where nothing is tied.
        Assert.Equal(25 / 31.0, covered / (double)Repeats, 4 * Math.Sqrt(0.16 / Repeats));

        double Draw() => Math.Abs(random.NextDouble() - random.NextDouble());
    }

    [Theory]
    [InlineData(99, 0.1)] // k = 90: 0.900 exactly
    [InlineData(19, 0.2)]
    [InlineData(40, 0.05)]
    public void Over_2000_repeats_mean_coverage_is_within_a_point_of_nominal(int units, double alpha)
    {
        var random = new Random(units);
        // Uniform scores: what a quantile covers of all new units is itself.
        var coverage = Enumerable.Range(0, 2000).Average(_ => ConformalQuantile.Of([.. Enumerable.Range(0, units).Select(_ => random.NextDouble())], alpha));

        Assert.InRange(coverage, 1 - alpha - 0.01, 1 - alpha + 0.01);
    }

    [Fact]
    public void Over_2000_repeats_groups_and_quantile_regressions_cover_within_a_point_of_nominal_where_noise_differs()
    {
        const int Units = 79, Repeats = 2000;
        const double Alpha = 0.2;
        var random = new Random(7);
        double loud = 0, quiet = 0, plain = 0, regressed = 0;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            // Errors of two groups, uniform from -1 to 1 and from -5 to 5; a regression that knows this but is too narrow.
            bool[] isLoud = [.. Enumerable.Range(0, Units).Select(i => i % 2 == 0)];
            double[] errors = [.. isLoud.Select(Draw)];
            double[] scores = [.. errors.Select(Math.Abs)];
            var groups = ConformalQuantile.OfGroups(scores, isLoud, Alpha);
            (loud, quiet) = (loud + groups[true] / 5 / Repeats, quiet + groups[false] / Repeats);
            plain += Math.Min(1, ConformalQuantile.Of(scores, Alpha)) / Repeats;
            var wider = ConformalQuantile.Of([.. errors.Zip(isLoud, (e, l) => ConformalScore.OfQuantiles(e, l ? -3 : -0.6, l ? 3 : 0.6))], Alpha);
            regressed += 0.5 * (Math.Min(5, 3 + wider) / 5 + Math.Min(1, 0.6 + wider)) / Repeats;
        }

        Assert.InRange(loud, 0.79, 0.825); // 33/41 of 40 units
        Assert.InRange(quiet, 0.79, 0.825); // 32/40 of 39
        Assert.True(plain > 0.95, $"One interval for all covers {plain} of the quiet group");
        Assert.InRange(regressed, 0.79, 0.82);

        double Draw(bool isLoud) => (isLoud ? 5 : 1) * (2 * random.NextDouble() - 1);
    }

    [Fact]
    public void How_many_are_covered_lies_in_a_band_of_the_beta_binomial_law()
    {
        Assert.Equal((0, 10), ConformalQuantile.CoveredBand(4, 10, 0.2, 1));
        var (least, most) = ConformalQuantile.CoveredBand(14, 14, 0.2);
        var random = new Random(5);
        var inside = Enumerable.Range(0, 4000).Count(_ =>
        {
            var quantile = ConformalQuantile.Of([.. Enumerable.Range(0, 14).Select(_ => random.NextDouble())], 0.2);
            var covered = Enumerable.Range(0, 14).Count(_ => random.NextDouble() <= quantile);
            return covered >= least && covered <= most;
        });

        Assert.InRange(inside / 4000.0, 0.9, 0.99); // counts are whole, so that the band holds a little more than nine of ten
        Assert.Contains("Take 4 or more", Assert.Throws<ArgumentOutOfRangeException>(() => ConformalQuantile.CoveredBand(3, 5, 0.2)).Message);
    }

    [Fact]
    public void Groups_stand_by_themselves()
    {
        var quantiles = ConformalQuantile.OfGroups([1, 2, 3, 10, 20, 30, 5], ["a", "a", "a", "b", "b", "b", "c"], 0.25);

        Assert.Equal((3, 30, double.PositiveInfinity), (quantiles["a"], quantiles["b"], quantiles["c"]));
    }

    [Fact]
    public void Equal_weights_weigh_nothing()
    {
        double[] scores = [5, 3, 9, 1, 7, 2, 8, 4, 6];

        Assert.Equal(ConformalQuantile.Of(scores, 0.25), ConformalQuantile.Weighted(scores, [.. Enumerable.Repeat(2.0, 9)], 2, 0.25));
        Assert.Equal(double.PositiveInfinity, ConformalQuantile.Weighted(scores, [.. Enumerable.Repeat(1.0, 9)], 10, 0.25)); // most of the weight is the new unit's
    }

    [Fact]
    public void Coverage_given_the_old_units_lies_in_a_band_of_the_beta_distribution()
    {
        var band = ConformalQuantile.CoverageBand(20, 0.1);

        Assert.Equal((0.78, 0.98), (Math.Round(band.Low, 2), Math.Round(band.High, 2))); // Beta(19, 2)
        Assert.Equal(0.05, BetaDistribution.Cumulative(band.Low, 19, 2), 1e-12);
    }

    [Fact]
    public void An_interval_knows_what_it_holds_and_what_it_costs()
    {
        var interval = ConformalScore.AbsoluteInterval(5, 2);

        Assert.True(interval.Contains(3) && interval.Contains(7) && !interval.Contains(7.1));
        Assert.Equal((4, 4 + 20), (interval.Score(6, 0.1), interval.Score(8, 0.1)));
        Assert.True(ConformalScore.QuantileInterval(1, 2, -0.6) is { IsEmpty: true, Width: 0 });
        Assert.Equal((0.9, 0.1), (PredictionInterval.Pinball(3, 2, 0.9), PredictionInterval.Pinball(1, 2, 0.9)), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-12 && Math.Abs(a.Item2 - b.Item2) < 1e-12);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Contains("A share of 1", Assert.Throws<ArgumentOutOfRangeException>(() => ConformalQuantile.Of([1], 1)).Message);
        Assert.Contains("2 scores cannot have 1 groups", Assert.Throws<ArgumentException>(() => ConformalQuantile.OfGroups([1, 2], ["a"], 0.1)).Message);
        Assert.Contains("negative", Assert.Throws<ArgumentException>(() => ConformalQuantile.Weighted([1], [-1], 1, 0.1)).Message);
    }
}

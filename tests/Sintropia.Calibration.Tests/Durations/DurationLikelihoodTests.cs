using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Calibration.Durations;
using Sintropia.Evaluation.Survival;

namespace Sintropia.Calibration.Tests.Durations;

public sealed class DurationLikelihoodTests
{
    // Numbers of SciPy 1.15 for these durations: gamma, lognorm, expon; maxima by Nelder–Mead.
    private static readonly CensoredDuration[] Some =
    [
        .. ((double[])[5, 7, 9, 12, 14, 8, 6.5, 10, 11, 9.5, 7.5, 13]).Select(h => new CensoredDuration(h, true)),
        .. ((double[])[8, 10, 15, 12]).Select(h => new CensoredDuration(h, false)),
    ];

    [Fact]
    public void Likelihoods_of_censored_durations_are_those_of_SciPy()
    {
        Assert.Equal(-35.10115338852809, DurationLikelihood.Log(new ErlangDuration(5, 10), Some), 1e-9);
        Assert.Equal(-43.866694928034626, DurationLikelihood.Log(new ExponentialDuration(9), Some), 1e-9);
        Assert.Equal(-34.325499009663666, DurationLikelihood.Log(new LogNormalDuration(10, 0.3), Some), 1e-9);
    }

    [Fact]
    public void Each_law_is_found_at_its_greatest_likelihood()
    {
        var fits = DurationLikelihood.All(Some).ToDictionary(f => f.Family);

        Assert.Equal(13.125, fits[DurationFamily.Exponential].Law.Mean, 1e-9);
        Assert.Equal(11.458333333, fits[DurationFamily.DelayedExponential].Law.Mean, 1e-6);
        var erlang = Assert.IsType<ErlangDuration>(fits[DurationFamily.Erlang].Law);
        Assert.Equal(9, erlang.Stages);
        Assert.Equal(10.6117818, erlang.MeanHours, 1e-4);
        var normal = Assert.IsType<LogNormalDuration>(fits[DurationFamily.LogNormal].Law);
        Assert.Equal(10.7203794, normal.MeanHours, 1e-4);
        Assert.Equal(0.3578080, normal.Variation, 1e-4);
        Assert.Equal(-33.822332706, fits[DurationFamily.LogNormal].LogLikelihood, 1e-6);
    }

    [Theory]
    [InlineData(DurationFamily.Erlang, 0.3)]
    [InlineData(DurationFamily.LogNormal, 0.5)]
    [InlineData(DurationFamily.DelayedExponential, 0.4)]
    [InlineData(DurationFamily.Exponential, 1)]
    public void The_law_that_made_the_durations_has_the_least_AIC(DurationFamily family, double variation)
    {
        var law = DurationFit.LawOf(family, 12, variation);
        var draws = new Draws(5);
        var fits = DurationLikelihood.All(Enumerable.Range(0, 3000).Select(i =>
        {
            var cell = CellId.Founder(0, (ulong)i);
            var (hours, seen) = (law.Draw(draws, cell, Purpose.Work, 0), 40 * draws.Uniform(cell, Purpose.Fraction)); // a third is cut short
            return new CensoredDuration(Math.Min(hours, seen), hours <= seen);
        }));

        // A delay of nothing is the same law with a number more.
        if (family == DurationFamily.Exponential) Assert.True(fits[0].Family is DurationFamily.Exponential or DurationFamily.DelayedExponential || fits[0].Variation > 0.95);
        else Assert.Equal(family, fits[0].Family);
        Assert.Equal(12, fits.First(f => f.Family == family).Law.Mean, 0.6);
        Assert.Equal(variation, fits.First(f => f.Family == family).Variation, 0.03);
    }

    [Fact]
    public void Durations_of_which_hardly_one_ended_are_refused() =>
        Assert.Contains("2 of these durations", Assert.Throws<ArgumentException>(() => DurationLikelihood.All([new(4, true), new(5, true), new(9, false)])).Message);
}

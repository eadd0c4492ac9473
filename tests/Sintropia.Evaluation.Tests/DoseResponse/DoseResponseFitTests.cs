using Sintropia.Evaluation.DoseResponse;

namespace Sintropia.Evaluation.Tests.DoseResponse;

public sealed class DoseResponseFitTests
{
    private static readonly double[] Doses = [0.01, 0.03, 0.1, 0.3, 1, 3, 10];
    private static readonly double[] Viabilities = [1.02, 0.97, 0.93, 0.71, 0.42, 0.27, 0.18];

    private static DosePoint[] Points(IEnumerable<double> doses, IEnumerable<double> responses) => [.. doses.Zip(responses, (d, y) => new DosePoint(d, y))];

    private static DosePoint[] On(HillCurve curve, params double[] doses) => Points(doses, doses.Select(curve.At));

    [Theory]
    [InlineData(0.2, 0.5, 1.3)]
    [InlineData(0, 0.02, 0.4)]
    [InlineData(0.7, 8, 4)]
    public void Responses_without_noise_give_their_curve_back(double infinite, double half, double slope)
    {
        var fit = DoseResponseFit.Of(On(new(1, infinite, half, slope), Doses));

        Assert.Equal(FitOutcome.Sigmoid, fit.Outcome);
        Assert.Equal([1, infinite, half, slope], [fit.Curve.Zero, fit.Curve.Infinite, fit.Curve.HalfDose, fit.Curve.Slope], (a, b) => Math.Abs(a - b) < 1e-6 * Math.Max(0.1, Math.Abs(a)));
        Assert.Equal(1, fit.RSquared, 10);
    }

    [Fact]
    public void Four_parameters_are_found_without_noise_and_a_control_counts()
    {
        var curve = new HillCurve(1.4, -0.3, 0.2, 1.7);
        var fit = DoseResponseFit.Of(On(curve, [0, 0, .. Doses]), DoseResponseOptions.FourParameters);

        Assert.Equal(9, fit.Points);
        Assert.Equal(curve.Zero, fit.Curve.Zero, 7);
        Assert.Equal(curve.Infinite, fit.Curve.Infinite, 7);
        Assert.Equal(curve.HalfDose, fit.Curve.HalfDose, 7);
        Assert.Equal(curve.Slope, fit.Curve.Slope, 6);
    }

    [Fact] // oracle: SciPy least_squares from 30 starts; ends of intervals by brentq on the profile; the area by quad
    public void A_measured_curve_and_its_intervals_agree_with_SciPy()
    {
        var fit = DoseResponseFit.Of(Points(Doses, Viabilities));

        Assert.Equal(0.0017941668649497926, fit.Squares, 12);
        Assert.Equal(0.9975726385669408, fit.RSquared, 10);
        Assert.Equal(2.9029270251535686e-07, fit.P, 14);
        Assert.Equal(0.1753326449719579, fit.Infinite.Estimate, 6);
        Assert.Equal(1.28209875013721, fit.Slope.Estimate, 5);
        Assert.Equal(0.5115698871729278, fit.HalfDose.Estimate, 6);
        Assert.Equal(0.40015581804453454, fit.HalfDose.Low, 5);
        Assert.Equal(0.6814409116344542, fit.HalfDose.High, 5);
        Assert.Equal(0.7164304469807136, fit.DoseAtLevel.Estimate, 6);
        Assert.Equal(0.5854160870806646, fit.DoseAtLevel.Low, 5);
        Assert.Equal(0.879628898479359, fit.DoseAtLevel.High, 5);
        Assert.Equal(0.09722972134022588, fit.Infinite.Low, 5);
        Assert.Equal(0.2370937980584815, fit.Infinite.High, 5);
        Assert.Equal(0.6436531324861942, fit.MeanResponse.Estimate, 6);
        Assert.Equal(0.18, fit.AtHighestDose.Estimate, 12);
        Assert.Equal((0.01, 10), fit.Doses);
    }

    [Fact]
    public void A_drug_without_effect_is_flat_and_its_potency_is_not_claimed()
    {
        var fit = DoseResponseFit.Of(Points(Doses, [1.02, 0.98, 1.01, 0.99, 1.02, 0.97, 1.0]));

        Assert.Equal(FitOutcome.Flat, fit.Outcome);
        Assert.True(fit.P > 0.05);
        Assert.Equal(double.NaN, fit.HalfDose.Estimate);
        Assert.Equal(double.PositiveInfinity, fit.DoseAtLevel.Estimate);
        Assert.Equal(0.9985714, fit.Curve.At(0.5), 6);
        Assert.True(fit.MeanResponse.Contains(fit.Curve.At(7)));
    }

    [Fact]
    public void A_drug_that_kills_at_every_dose_has_its_level_below_all_of_them()
    {
        var fit = DoseResponseFit.Of(Points(Doses, [0.02, 0.03, 0.02, 0.03, 0.02, 0.03, 0.02]), DoseResponseOptions.Viability with { Significance = 1e-9 });
        Assert.Equal(FitOutcome.Flat, fit.Outcome);
        Assert.Equal(0, fit.DoseAtLevel.Estimate);
    }

    [Fact]
    public void A_level_that_is_never_reached_has_no_dose_and_no_upper_end()
    {
        var fit = DoseResponseFit.Of(Points(Doses, [1.01, 0.99, 0.95, 0.8, 0.71, 0.68, 0.7]));

        Assert.Equal(double.PositiveInfinity, fit.DoseAtLevel.Estimate);
        Assert.Equal(double.PositiveInfinity, fit.DoseAtLevel.High);
        Assert.True(fit.DoseAtLevel.Low > 10);
    }

    [Fact]
    public void A_potency_beyond_the_doses_is_open_upwards()
    {
        var fit = DoseResponseFit.Of(Points(Doses, [1.0, 1.01, 0.99, 1.0, 0.99, 0.98, 0.95]), DoseResponseOptions.Viability with { Significance = 1 });

        Assert.Equal(FitOutcome.Sigmoid, fit.Outcome);
        Assert.Equal(double.PositiveInfinity, fit.HalfDose.High);
        Assert.True(fit.HalfDose.Low > 1);
    }

    [Fact]
    public void Unusable_measurements_are_outcomes_with_a_name()
    {
        var nothing = DoseResponseFit.Of(Points(Doses, Doses.Select(_ => double.NaN)));
        var two = DoseResponseFit.Of(Points([1, 1, 10], [0.9, 0.8, 0.2]));
        var partly = DoseResponseFit.Of([.. Points(Doses, Viabilities), new(5, double.NaN), new(-1, 0.3), new(double.NaN, 0.3), new(5, double.PositiveInfinity)]);

        Assert.Equal((FitOutcome.Failed, FitFailure.NoResponses), (nothing.Outcome, nothing.Failure));
        Assert.Equal((FitOutcome.Failed, FitFailure.TooFewDoses), (two.Outcome, two.Failure));
        Assert.Contains("2 dose(s)", two.Reason);
        Assert.Equal((FitOutcome.Sigmoid, 7, 4), (partly.Outcome, partly.Points, partly.LeftOut));
        Assert.Equal(FitFailure.ImpossibleBounds, DoseResponseFit.Of(Points(Doses, Viabilities), DoseResponseOptions.Viability with { SlopeWithin = (2, 1) }).Failure);
    }

    [Fact]
    public void Robust_weights_let_one_wrong_well_move_the_curve_little()
    {
        var curve = new HillCurve(1, 0.1, 0.5, 1);
        var points = On(curve, [.. Doses, 0.02, 0.06, 0.2, 0.6, 2, 6]).Select((p, i) => p with { Response = p.Response + (i == 5 ? 0.8 : 0.01 * (i % 3 - 1)) }).ToArray();

        var plain = DoseResponseFit.Of(points);
        var robust = DoseResponseFit.Of(points, DoseResponseOptions.Viability with { Robust = true });

        Assert.True(Math.Abs(Math.Log(robust.Curve.HalfDose / 0.5)) < 0.1, $"{robust.Curve}");
        Assert.True(Math.Abs(Math.Log(plain.Curve.HalfDose / 0.5)) > 2 * Math.Abs(Math.Log(robust.Curve.HalfDose / 0.5)));
    }

    [Fact]
    public void A_bootstrap_repeats_with_its_seed_and_holds_the_estimate()
    {
        var points = Enumerable.Range(0, 3).SelectMany(r => Points(Doses, Viabilities.Select((v, i) => v + 0.03 * ((i + r) % 3 - 1)))).ToArray();
        var options = DoseResponseOptions.Viability with { Intervals = IntervalMethod.Bootstrap, Resamples = 200 };
        var fit = DoseResponseFit.Of(points, options);

        Assert.Equal(fit.HalfDose, DoseResponseFit.Of(points, options).HalfDose);
        Assert.NotEqual(fit.HalfDose, DoseResponseFit.Of(points, options with { Seed = 2 }).HalfDose);
        Assert.All([fit.HalfDose, fit.Infinite, fit.Slope, fit.DoseAtLevel, fit.MeanResponse], i => Assert.True(i.Contains(i.Estimate) && i.Width > 0, $"{i}"));
    }

    [Fact]
    public void Profile_intervals_hold_the_truth_about_as_often_as_they_say()
    {
        var curve = new HillCurve(1, 0.15, 0.4, 1.2);
        var held = 0;
        for (var run = 0; run < 200; run++)
        {
            // Sums of uniform digits of the golden ratio: near normal, and the same everywhere.
            double Noise(int i) => (Enumerable.Range(1, 12).Sum(k => (run * 0.6180339887 + i * 0.7548776662 + k * 0.5698402910 + k * k * 0.3819660113) * 97 % 1) - 6) * 0.05;
            var fit = DoseResponseFit.Of(Doses.Concat(Doses).Select((d, i) => new DosePoint(d, curve.At(d) + Noise(i))));
            if (fit.HalfDose.Contains(curve.HalfDose)) held++;
        }

        Assert.InRange(held, 180, 200); // 95 % of 200 is 190
    }

    [Fact]
    public void The_band_lies_about_the_curve_and_widens_where_nothing_was_measured()
    {
        var fit = DoseResponseFit.Of(Points(Doses, Viabilities));
        var band = fit.Band([0.5, 100]);

        Assert.Equal(fit.Curve.At(0.5), band[0].Estimate);
        Assert.True(band[0].Low < band[0].Estimate && band[0].Estimate < band[0].High);
        Assert.True(band[1].Width > band[0].Width);
    }

    [Fact]
    public void One_potency_more_is_seen_and_equal_sets_are_one()
    {
        double[] noise = [0.01, -0.02, 0.015, -0.01, 0.02, -0.015, 0.005];
        DosePoint[] Set(double half, int turn) => [.. Doses.Select((d, i) => new DosePoint(d, new HillCurve(1, 0.1, half, 1).At(d) + noise[(i + turn) % 7]))];

        var same = DoseResponseComparison.Of(Set(0.3, 0), Set(0.3, 3));
        var shifted = DoseResponseComparison.Of(Set(0.1, 0), Set(1, 3));

        Assert.True(same.SameCurve > 0.05 && same.SamePotency > 0.05, $"{same.SameCurve} {same.SamePotency}");
        Assert.True(same.PotencyRatio.Contains(1));
        Assert.True(shifted.SameCurve < 1e-6 && shifted.SamePotency < 1e-6);
        Assert.True(shifted.PotencyRatio.Contains(10) && shifted.PotencyRatio.Low > 5 && shifted.PotencyRatio.High < 20, $"{shifted.PotencyRatio}");
    }

    [Fact]
    public void A_set_without_a_curve_cannot_be_compared_and_says_so()
    {
        var comparison = DoseResponseComparison.Of(Points(Doses, Viabilities), Points([1], [0.4]));
        Assert.Contains("second", comparison.Failure);
    }
}

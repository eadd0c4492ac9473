using Sintropia.Sweeps.Sampling;
using Sintropia.Sweeps.Sensitivity;

namespace Sintropia.Sweeps.Tests.Sensitivity;

/// <summary>Functions whose indices are known.</summary>
public sealed class SensitivityTests
{
    /// <summary>Ishigami's function with a = 7 and b = 0.1; indices from its closed form, doi:10.1016/0951-8320(96)00002-6.</summary>
    [Fact]
    public void The_indices_of_the_Ishigami_function_are_found_within_their_intervals()
    {
        const double a = 7, b = 0.1;
        var pi4 = Math.Pow(Math.PI, 4);
        var (v1, v2, v13) = (0.5 * Math.Pow(1 + b * pi4 / 5, 2), a * a / 8, b * b * pi4 * pi4 * 8 / 225);
        var variance = v1 + v2 + v13;
        double[] first = [v1 / variance, v2 / variance, 0], total = [(v1 + v13) / variance, v2 / variance, v13 / variance];

        var indices = SobolIndices.Of([.. SaltelliSample.Points(4096, 3).Select(Ishigami)], 3);

        for (var k = 0; k < 3; k++)
        {
            Assert.Equal(first[k], indices[k].First.Estimate, 0.005);
            Assert.Equal(total[k], indices[k].Total.Estimate, 0.005);
            Assert.InRange(first[k], indices[k].First.Low, indices[k].First.High);
            Assert.InRange(total[k], indices[k].Total.Low, indices[k].Total.High);
            Assert.InRange(indices[k].Total.High - indices[k].Total.Low, 1e-6, 0.1);
        }

        double Ishigami(double[] u)
        {
            var x = u.Select(v => Math.PI * (2 * v - 1)).ToArray();
            return Math.Sin(x[0]) + a * Math.Pow(Math.Sin(x[1]), 2) + b * Math.Pow(x[2], 4) * Math.Sin(x[0]);
        }
    }

    [Fact]
    public void A_linear_function_has_shares_by_the_squares_of_its_slopes_and_no_interactions()
    {
        double[] slopes = [1, -2, 0, 4];
        var indices = SobolIndices.Of([.. SaltelliSample.Points(1024, 4).Select(u => 1e6 + u.Zip(slopes, (x, s) => x * s).Sum())], 4);

        for (var k = 0; k < 4; k++)
        {
            Assert.Equal(slopes[k] * slopes[k] / 21, indices[k].First.Estimate, 0.01);
            Assert.Equal(indices[k].First.Estimate, indices[k].Total.Estimate, 0.02);
        }

        Assert.Equal(0, indices[2].Total.Estimate);
    }

    [Fact]
    public void A_failed_point_costs_its_row_and_a_constant_has_no_indices()
    {
        var points = SaltelliSample.Points(512, 2);
        var whole = points.Select(u => u[0] + 3 * u[1]).ToArray();
        var holed = (double[])whole.Clone();
        holed[17] = double.NaN;

        Assert.Equal(SobolIndices.Of([.. whole.Take(16), .. whole.Skip(20)], 2), SobolIndices.Of(holed, 2));
        Assert.All(SobolIndices.Of([.. points.Select(_ => 5.0)], 2), i => Assert.True(double.IsNaN(i.First.Estimate)));
        Assert.Contains("no rows of 4", Assert.Throws<ArgumentException>(() => SobolIndices.Of(new double[7], 2)).Message);
    }

    [Fact]
    public void Elementary_effects_of_a_linear_function_are_its_slopes_everywhere()
    {
        double[] slopes = [1, -2, 0, 4];
        var points = MorrisSample.Points(20, 4, 4, seed: 1);
        var effects = ElementaryEffects.Of(points, [.. points.Select(u => 7 + u.Zip(slopes, (x, s) => x * s).Sum())]);

        for (var k = 0; k < 4; k++)
        {
            Assert.Equal(slopes[k], effects[k].Mean.Estimate, 1e-9);
            Assert.Equal(Math.Abs(slopes[k]), effects[k].Absolute.Estimate, 1e-9);
            Assert.Equal(0, effects[k].Spread.Estimate, 1e-9);
            Assert.Equal(effects[k].Absolute.Low, effects[k].Absolute.High, 1e-9);
        }
    }

    [Fact]
    public void An_interaction_shows_in_the_spread_and_opposite_effects_cancel_in_the_mean_alone()
    {
        // f = (x₀ − ½)(x₁ − ½): the effect of x₀ is x₁ − ½, which is −½, −1/6, 1/6 or ½ on four levels.
        var points = MorrisSample.Points(2000, 3, 4, seed: 2);
        var effects = ElementaryEffects.Of(points, [.. points.Select(u => (u[0] - 0.5) * (u[1] - 0.5))]);

        Assert.Equal(0, effects[0].Mean.Estimate, 0.03);
        Assert.Equal(1 / 3.0, effects[0].Absolute.Estimate, 0.02);
        Assert.Equal(Math.Sqrt((2 * 0.25 + 2 / 36.0) / 4), effects[0].Spread.Estimate, 0.02);
        Assert.InRange(1 / 3.0, effects[0].Absolute.Low, effects[0].Absolute.High);
        Assert.Equal(0, effects[2].Absolute.Estimate);
    }
}

using Sintropia.Data.Preprocessing;

namespace Sintropia.Data.Tests.Preprocessing;

public sealed class LoessTests
{
    [Fact]
    public void A_quadratic_is_found_again_at_its_points()
    {
        // Each local fit is exact, and a cubic with the right values and slopes at both ends of a cell is that quadratic.
        double[] x = [.. Enumerable.Range(0, 200).Select(i => i * i % 199 / 20.0)];
        double[] y = [.. x.Select(at => 3 - 2 * at + 0.5 * at * at)];

        Assert.Equal(y, Loess.Fit(x, y, 0.3), (a, b) => Math.Abs(a - b) < 1e-10);
    }

    [Fact]
    public void Values_are_scikit_miscs()
    {
        // x = ((i*37) % 101)/10, y = (i*i*13 % 29)/7; loess(x, y, span=0.4, degree=2).fit().outputs.fitted_values at i = 0, 10, 50, 90
        double[] x = [.. Enumerable.Range(0, 101).Select(i => i * 37 % 101 / 10.0)];
        double[] y = [.. Enumerable.Range(0, 101).Select(i => i * i * 13 % 29 / 7.0)];

        var fitted = Loess.Fit(x, y, 0.4);

        Assert.Equal([1.2730425779485195, 2.0835147294333742, 2.035090594067611, 2.2112229723162327], new[] { fitted[0], fitted[10], fitted[50], fitted[90] }, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Points_at_two_places_only_make_the_shortest_curve_through_them()
    {
        double[] x = [1, 1, 1, 2, 2, 2], y = [5, 5, 5, 7, 7, 7];

        var fitted = Loess.Fit(x, y, 1);

        Assert.Equal(y, fitted, (a, b) => Math.Abs(a - b) < 1e-2);
    }

    [Fact]
    public void Too_few_points_are_refused()
    {
        Assert.Contains("Give more genes or a greater span", Assert.Throws<ArgumentException>(() => Loess.Fit([1, 2, 3], [1, 2, 3], 0.3)).Message);
        Assert.Contains("lie at", Assert.Throws<ArgumentException>(() => Loess.Fit([1, 1, 1, 1], [1, 2, 3, 4], 1)).Message);
    }
}

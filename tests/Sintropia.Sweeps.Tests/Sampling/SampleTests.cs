using Sintropia.Sweeps.Sampling;

namespace Sintropia.Sweeps.Tests.Sampling;

public sealed class SampleTests
{
    [Fact]
    public void The_Sobol_sequence_is_the_published_one()
    {
        // scipy.stats.qmc.Sobol(d, scramble=False), which has the numbers of Joe and Kuo.
        double[][] first = [[0, 0, 0, 0, 0, 0], [.5, .5, .5, .5, .5, .5], [.75, .25, .25, .25, .75, .75], [.25, .75, .75, .75, .25, .25], [.375, .375, .625, .875, .375, .125], [.875, .875, .125, .375, .875, .625], [.625, .125, .875, .625, .625, .875], [.125, .625, .375, .125, .125, .375]];
        var points = SobolSequence.Points(1025, 64);

        for (var i = 0; i < first.Length; i++) Assert.Equal(first[i], points[i][..6]);
        int[] looked = [0, 1, 7, 31, 63];
        Assert.Equal([0.21972656, 0.09667969, 0.89941406, 0.14550781, 0.44628906], looked.Select(k => Math.Round(points[1000][k], 8)));
        Assert.Equal([0.00146484, 0.37646484, 0.58740234, 0.96630859, 0.96630859], looked.Select(k => Math.Round(points[1024][k], 8)));
    }

    [Fact]
    public void A_power_of_two_of_Sobol_points_has_one_in_each_part_of_every_dimension()
    {
        var points = SobolSequence.Points(256, SobolSequence.MostDimensions);

        for (var k = 0; k < SobolSequence.MostDimensions; k++) Assert.Equal(Enumerable.Range(0, 256), points.Select(p => (int)(p[k] * 256)).Order());
        Assert.Contains("Latin hypercube", Assert.Throws<ArgumentOutOfRangeException>(() => SobolSequence.Points(2, 65)).Message);
    }

    [Fact]
    public void A_Latin_hypercube_has_one_point_in_each_part_of_every_dimension()
    {
        var points = LatinHypercube.Points(100, 7, seed: 5);

        for (var k = 0; k < 7; k++) Assert.Equal(Enumerable.Range(0, 100), points.Select(p => (int)(p[k] * 100)).Order());
        Assert.Equal(points, LatinHypercube.Points(100, 7, seed: 5));
        Assert.NotEqual(points[0], LatinHypercube.Points(100, 7, seed: 6)[0]);
        Assert.NotEqual(points.Select(p => (int)(p[0] * 100)), points.Select(p => (int)(p[1] * 100)));
    }

    [Fact]
    public void A_Saltelli_row_goes_from_one_point_to_another_parameter_by_parameter()
    {
        var points = SaltelliSample.Points(16, 3);

        Assert.Equal(16 * 5, points.Length);
        Assert.Equal(SobolSequence.Points(32, 6)[16..].Select(p => p[..3]), points.Where((_, i) => i % 5 == 0)); // after those whose halves are alike
        for (var row = 0; row < 16; row++)
            for (var k = 0; k < 3; k++)
                Assert.Equal(points[row * 5].Select((a, i) => i == k ? points[row * 5 + 4][i] : a), points[row * 5 + 1 + k]);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void A_Morris_walk_changes_each_parameter_once_by_one_step(int levels)
    {
        var points = MorrisSample.Points(50, 5, levels, seed: 3);

        Assert.Equal(50 * 6, points.Length);
        for (var walk = 0; walk < 50; walk++)
        {
            var changed = Enumerable.Range(walk * 6, 5).Select(i => Enumerable.Range(0, 5).Single(k => points[i][k] != points[i + 1][k])).ToArray();
            Assert.Equal(Enumerable.Range(0, 5), changed.Order());
            for (var i = 0; i < 5; i++) Assert.Equal(MorrisSample.Step(levels), Math.Abs(points[walk * 6 + i][changed[i]] - points[walk * 6 + i + 1][changed[i]]), 1e-12);
        }

        Assert.Equal(levels, points.Select(p => Math.Round(p[0], 9)).Distinct().Count()); // every level is gone to
        Assert.All(points, p => Assert.All(p, x => Assert.InRange(x, 0, 1)));
    }
}

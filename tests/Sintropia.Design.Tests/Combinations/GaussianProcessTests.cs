using Sintropia.Design.Combinations;

namespace Sintropia.Design.Tests.Combinations;

public sealed class GaussianProcessTests
{
    [Fact]
    public void One_measurement_pulls_what_is_near_as_the_formula_says()
    {
        var process = new GaussianProcess([[0.0], [0.6], [9.0]], 4);
        var (mean, deviation) = process.Expect((1, 0, 2), [0], [3.0]); // length 0.6, noise 0.3

        var near = (1 + Math.Sqrt(5) + 5.0 / 3) * Math.Exp(-Math.Sqrt(5)); // Matérn at one length
        var variance = (4 * 4 + 9 / 1.3) / 5;
        Assert.Equal(3 / 1.3, mean[0], 12);
        Assert.Equal(3 * near / 1.3, mean[1], 12);
        Assert.Equal(0, mean[2], 6);
        Assert.Equal(Math.Sqrt(variance * (1 - near * near / 1.3)), deviation[1], 12);
        Assert.Equal(Math.Sqrt(variance), deviation[2], 6);
    }

    [Fact] // oracle: NumPy's solve with the same covariance, three places, likeness of share 0.3
    public void Several_measurements_agree_with_an_independent_computation()
    {
        double[][] likeness = [[1, 0.5, 0], [0.5, 1, 0], [0, 0, 1]];
        var process = new GaussianProcess([[0.0, 0.0], [0.3, 0.1], [0.8, 0.4]], 1, likeness);
        var (mean, deviation) = process.Expect((2, 1, 1), [0, 2], [0.5, -0.2]);

        Assert.Equal(0.25988870260954844, mean[1], 10);
        Assert.Equal(0.4995702861913438, deviation[1], 10);
    }

    [Fact]
    public void A_smooth_course_is_told_from_noise()
    {
        var places = Enumerable.Range(0, 12).ToArray();
        var process = new GaussianProcess([.. places.Select(p => (double[])[p / 11.0])], 1);

        var smooth = process.Choose(places, [.. places.Select(p => Math.Sin(3 * p / 11.0))]);
        var rough = process.Choose(places, [.. places.Select(p => p % 2 == 0 ? 1.0 : -1.0)]);

        Assert.Equal(0, smooth.Noise);
        Assert.Equal(3, rough.Noise);
    }

    [Theory]
    [InlineData(0.0, 1.0, 0.0, 0.3989422804014327)]
    [InlineData(1.0, 1.0, 0.0, 1.0833154705876864)]
    [InlineData(1.0, 0.0, 0.4, 0.6)]
    [InlineData(0.0, 0.0, 0.4, 0.0)]
    public void Expected_improvement_is_the_mean_of_what_exceeds_the_best(double mean, double deviation, double best, double worth) =>
        Assert.Equal(worth, GaussianProcess.Worth(Acquisition.ExpectedImprovement, mean, deviation, best), 12);
}

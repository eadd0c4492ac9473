using Sintropia.Evaluation.DoseResponse;

namespace Sintropia.Evaluation.Tests.DoseResponse;

public sealed class HillCurveTests
{
    private static readonly HillCurve Falling = new(Zero: 1, Infinite: 0.2, HalfDose: 3, Slope: 2);

    [Fact]
    public void At_the_half_dose_the_response_lies_half_way()
    {
        Assert.Equal(0.6, Falling.At(3), 15);
        Assert.Equal(1, Falling.At(0));
        Assert.Equal(0.2, Falling.At(double.PositiveInfinity), 15);
        Assert.Equal(1 - 0.8 * 36 / 45, Falling.At(6), 15); // 6²/(3² + 6²)
    }

    [Fact]
    public void The_dose_for_a_response_is_where_the_curve_has_it()
    {
        Assert.Equal(3 * Math.Sqrt(0.5 / 0.3), Falling.DoseFor(0.5), 12); // share 0.625
        Assert.Equal(0, Falling.DoseFor(1));
        Assert.Equal(double.PositiveInfinity, Falling.DoseFor(0.2));
        Assert.Equal(double.PositiveInfinity, Falling.DoseFor(0.1));
        Assert.Equal(double.NaN, Falling.DoseFor(1.1));
        Assert.Equal(3, new HillCurve(0, 0.8, 3, 2).DoseFor(0.4), 12); // rising
    }

    [Fact]
    public void The_mean_over_the_logarithm_of_dose_is_that_of_many_doses()
    {
        const int steps = 200_000;
        var mean = Enumerable.Range(0, steps).Average(i => Falling.At(0.01 * Math.Pow(1000, (i + 0.5) / steps)));
        Assert.Equal(mean, Falling.MeanOverLogDose(0.01, 10), 9);
    }

    [Fact]
    public void Steep_curves_at_far_doses_do_not_overflow()
    {
        var steep = new HillCurve(1, 0, 1, 1e4);
        Assert.Equal([1, 0.5, 0], new[] { 1e-300, 1, 1e300 }.Select(steep.At));
        Assert.Equal(0.5, steep.MeanOverLogDose(1e-3, 1e3), 3);
    }
}

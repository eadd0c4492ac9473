using Sintropia.Evaluation.Growth;

namespace Sintropia.Evaluation.Tests.Growth;

public sealed class TumourFitTests
{
    private static readonly double[] Days = [.. Enumerable.Range(0, 23).Select(d => (double)d)];

    [Theory]
    [InlineData(TumourLaw.Exponential, 300, 0.14, 0)]
    [InlineData(TumourLaw.Logistic, 300, 0.3, 9000)]
    [InlineData(TumourLaw.Mendelsohn, 300, 1.2, 0.75)]
    [InlineData(TumourLaw.Gompertz, 300, 0.31, 0.072)]
    [InlineData(TumourLaw.VonBertalanffy, 300, 4, 0.15)]
    public void Sizes_that_follow_a_law_give_it_back(TumourLaw law, double start, double rate, double shape)
    {
        var truth = new TumourFit(law, start, rate, shape, 0, Days.Length);
        var fit = TumourFit.Of(law, Days, [.. Days.Select(truth.At)]);

        Assert.Equal(start, fit.Start, start * 1e-5);
        Assert.Equal(rate, fit.Rate, rate * 1e-4);
        Assert.Equal(shape, fit.Shape, Math.Max(1, shape) * 1e-4);
    }

    [Fact]
    public void Each_law_solves_its_equation()
    {
        foreach (var law in Enum.GetValues<TumourLaw>())
        {
            var fit = new TumourFit(law, 50, 0.4, law switch { TumourLaw.Logistic => 900, TumourLaw.Mendelsohn => 0.8, _ => 0.05 }, 0, 4);
            double v = fit.At(3), slope = (fit.At(3 + 1e-5) - fit.At(3 - 1e-5)) / 2e-5;
            Assert.Equal(law switch
            {
                TumourLaw.Exponential => 0.4 * v,
                TumourLaw.Logistic => 0.4 * v * (1 - v / 900),
                TumourLaw.Mendelsohn => 0.4 * Math.Pow(v, 0.8),
                TumourLaw.Gompertz => 0.4 * v * Math.Exp(-0.05 * 3),
                _ => 0.4 * Math.Pow(v, 2.0 / 3) - 0.05 * v,
            }, slope, v * 1e-6);
            Assert.Equal(50, fit.At(0), 1e-9);
        }
    }

    [Fact]
    public void A_size_that_cannot_be_is_refused_with_its_value() =>
        Assert.Contains("-3", Assert.Throws<ArgumentException>(() => TumourFit.Of(TumourLaw.Gompertz, [0, 1, 2, 3], [1, 2, -3, 4])).Message);
}

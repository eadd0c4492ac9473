using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Kernels.Losses;
using Sintropia.Tensors.Tests.Kernels.Functions;

namespace Sintropia.Tensors.Tests.Kernels.Losses;

public sealed class NegativeBinomialTests
{
    private static double LogLikelihood(double x, double mean, double theta) =>
        Truth.LogGamma(x + theta) - Truth.LogGamma(theta) - Truth.LogGamma(x + 1) + theta * Math.Log(theta / (theta + mean)) + (x == 0 ? 0 : x * Math.Log(mean / (theta + mean)));

    private static (float[] X, float[] Mean, float[] Theta) Draw(int count, int seed)
    {
        var chance = new Random(seed);
        return (
            [.. Enumerable.Range(0, count).Select(_ => (float)Math.Floor(Math.Exp(10 * chance.NextDouble() - 2)))],
            [.. Enumerable.Range(0, count).Select(_ => (float)Math.Exp(14 * chance.NextDouble() - 7))],
            [.. Enumerable.Range(0, count).Select(_ => (float)Math.Exp(12 * chance.NextDouble() - 6))]);
    }

    [Fact]
    public void Lanes_have_the_bits_of_the_meaning_at_every_length()
    {
        foreach (var length in Awkward.Lengths)
        {
            var (x, mean, theta) = Draw(length, length);
            var (value, ofMean, ofDispersion) = (new float[length], new float[length], new float[length]);
            Elementwise.Zip(x, mean, theta, value, default(NegativeBinomial));
            Elementwise.Zip(x, mean, theta, ofMean, default(NegativeBinomial.OfMean));
            Elementwise.Zip(x, mean, theta, ofDispersion, default(NegativeBinomial.OfDispersion));
            for (var i = 0; i < length; i++)
            {
                Bits.AssertSame(default(NegativeBinomial).Reference(x[i], mean[i], theta[i]), value[i], $"value {i} of {length}");
                Bits.AssertSame(default(NegativeBinomial.OfMean).Reference(x[i], mean[i], theta[i]), ofMean[i], $"of mean {i} of {length}");
                Bits.AssertSame(default(NegativeBinomial.OfDispersion).Reference(x[i], mean[i], theta[i]), ofDispersion[i], $"of dispersion {i} of {length}");
            }
        }
    }

    [Fact]
    public void Values_and_derivatives_are_near_the_truth()
    {
        var (x, mean, theta) = Draw(200_000, 1);
        for (var i = 0; i < x.Length; i++)
        {
            var truth = LogLikelihood(x[i], mean[i], theta[i]);
            Assert.Equal(truth, default(NegativeBinomial).Reference(x[i], mean[i], theta[i]), 1e-7 * Math.Abs(truth) + 1e-9);
            var ofMean = theta[i] * ((double)x[i] - mean[i]) / (mean[i] * ((double)theta[i] + mean[i]));
            Assert.Equal(ofMean, default(NegativeBinomial.OfMean).Reference(x[i], mean[i], theta[i]), 1e-7 * Math.Abs(ofMean));
            var ofDispersion = Truth.Digamma((double)x[i] + theta[i]) - Truth.Digamma(theta[i]) + Math.Log(theta[i] / ((double)theta[i] + mean[i])) + ((double)mean[i] - x[i]) / ((double)theta[i] + mean[i]);
            Assert.Equal(ofDispersion, default(NegativeBinomial.OfDispersion).Reference(x[i], mean[i], theta[i]), 1e-7 * Math.Abs(ofDispersion) + 1e-11);
        }
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(5, 5)]
    [InlineData(40, 30)]
    public void Without_dispersion_it_is_Poissons_law(float x, float mean)
    {
        var poisson = x * Math.Log(mean) - mean - Truth.LogGamma(x + 1);
        foreach (var theta in new[] { 1e12f, 1e20f, 1e30f })
            Assert.Equal(poisson, default(NegativeBinomial).Reference(x, mean, theta), 1e-6 * Math.Abs(poisson));
    }

    [Fact]
    public void A_mean_of_nothing_gives_nothing_for_certain()
    {
        Assert.Equal(0, default(NegativeBinomial).Reference(0, 0, 2));
        Assert.Equal(-1, default(NegativeBinomial.OfMean).Reference(0, 0, 2));
        Assert.Equal(float.NegativeInfinity, default(NegativeBinomial).Reference(1, 0, 2));
    }
}

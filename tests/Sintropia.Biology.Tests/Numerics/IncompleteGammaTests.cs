using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Tests.Numerics;

public sealed class IncompleteGammaTests
{
    private const double Stated = 4e-15;

    [Fact]
    public void The_probability_of_being_over_is_within_the_stated_error_of_the_truth() => AssertTruth("lower", IncompleteGamma.Lower);

    [Fact]
    public void The_survival_is_within_the_stated_error_of_the_truth() => AssertTruth("upper", IncompleteGamma.Upper);

    [Fact]
    public void One_stage_is_an_exponential_time()
    {
        for (var x = 0.0; x < 700; x += 0.37)
        {
            Assert.Equal(-Elementary.Expm1(-x), IncompleteGamma.Lower(1, x), 1e-15);
            Assert.Equal(1, IncompleteGamma.Upper(1, x) / Elementary.Exp(-x), 1e-15);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(23)]
    [InlineData(500)]
    public void Nothing_is_over_at_0_and_all_is_at_infinity(int k)
    {
        Assert.Equal(0, IncompleteGamma.Lower(k, 0));
        Assert.Equal(1, IncompleteGamma.Upper(k, 0));
        Assert.Equal(1, IncompleteGamma.Lower(k, double.PositiveInfinity));
        Assert.Equal(0, IncompleteGamma.Upper(k, double.PositiveInfinity));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(24)]
    [InlineData(300)]
    public void A_further_stage_adds_one_Poisson_term(int k)
    {
        for (var x = 0.1 * k; x < 2.5 * k; x += 0.13 * k)
        {
            // P(k, x) − P(k + 1, x) = e⁻ˣ xᵏ/k!, here from logarithms alone.
            double factorial = 0;
            for (var n = 2; n <= k; n++) factorial += Elementary.Log(n);
            var term = Elementary.Exp(k * Elementary.Log(x) - x - factorial);
            Assert.Equal(term, IncompleteGamma.Lower(k, x) - IncompleteGamma.Lower(k + 1, x), 1e-12);
        }
    }

    [Fact]
    public void The_probability_of_being_over_rises_through_the_seam_at_k()
    {
        foreach (var k in new[] { 1, 2, 22, 23, 24, 500 })
            for (var x = 0.9 * k; x < 1.1 * k; x += 0.001 * k)
                Assert.True(IncompleteGamma.Lower(k, x) < IncompleteGamma.Lower(k, x + 0.001 * k), $"Not at k = {k}, x = {x:R}.");
    }

    [Theory]
    [InlineData(0, 1.0, "at least one stage, not 0")]
    [InlineData(3, -1.0, "A time of -1 stage means")]
    [InlineData(3, double.NaN, "A time of NaN stage means")]
    public void Arguments_without_a_meaning_are_refused_with_their_value(int k, double x, string said)
    {
        Assert.Contains(said, Assert.Throws<ArgumentOutOfRangeException>(() => IncompleteGamma.Lower(k, x)).Message);
        Assert.Contains(said, Assert.Throws<ArgumentOutOfRangeException>(() => IncompleteGamma.Upper(k, x)).Message);
    }

    private static void AssertTruth(string function, Func<int, double, double> gamma)
    {
        var truths = Truth.Of(function);
        Assert.Equal(2000, truths.Length);
        for (var i = 0; i < truths.Length; i++)
        {
            var (k, x) = Arguments.Gamma(i);
            AssertClose($"{function}({k}, {x:R})", truths[i], gamma(k, x));
        }

        var edges = Truth.Edges(function).ToList();
        Assert.NotEmpty(edges);
        foreach (var (at, truth) in edges) AssertClose($"{function}({at[0]}, {at[1]:R})", truth, gamma((int)at[0], at[1]));
    }

    // Relative, but for subnormal truths: those have fewer digits than that.
    private static void AssertClose(string what, Truth truth, double result) =>
        Assert.True(truth.RelativeTo(result) <= Stated || truth.UlpsTo(result) <= 4, $"{what}: {result:R}, not {truth.Nearest:R}; {truth.RelativeTo(result):E2} off.");
}

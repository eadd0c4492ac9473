using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Tests.Numerics;

public sealed class NormalTests
{
    [Fact]
    public void Cumulative_is_within_1e_15_of_the_truth_in_both_tails() => AssertRelative("cumulative", i => Normal.Cumulative(Arguments.Cumulative(i)), Normal.Cumulative);

    [Fact]
    public void Quantile_is_within_1e_15_of_the_truth() => AssertRelative("quantile", i => Normal.Quantile(Arguments.Quantile(i)), Normal.Quantile);

    [Theory]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(-39, 0)]
    [InlineData(0, 0.5)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NaN, double.NaN)]
    public void Cumulative_keeps_its_word_at_special_values(double x, double expected) => Assert.Equal(expected, Normal.Cumulative(x));

    [Theory]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(0.5, 0)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(-1e-300, double.NaN)]
    [InlineData(1.0000000000000002, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void Quantile_keeps_its_word_at_special_values(double p, double expected) => Assert.Equal(expected, Normal.Quantile(p));

    [Fact]
    public void Quantiles_are_symmetric_to_the_bit()
    {
        for (var p = 1.0 / 1024; p < 0.5; p += 1.0 / 1024) Assert.Equal(-Normal.Quantile(p), Normal.Quantile(1 - p));
    }

    [Fact]
    public void Quantile_and_cumulative_undo_each_other()
    {
        // Above 0 the probability nears 1 and its last place decides: 1.1e-16 of it is 2.8e-16·exp(x²/2) of x.
        for (var x = -37.0; x < 5; x += 0.01)
            Assert.Equal(x, Normal.Quantile(Normal.Cumulative(x)), 2e-15 * Math.Max(1, Math.Max(-x, Elementary.Exp(x * Math.Max(x, 0) / 2))));
    }

    [Fact]
    public void The_probability_rises_with_its_argument()
    {
        for (var x = -38.0; x < 5; x += 0.001) Assert.True(Normal.Cumulative(x) < Normal.Cumulative(x + 0.001), $"Not at {x:R}.");
        for (var p = 0.0; p < 1; p += 1.0 / 8192) Assert.True(Normal.Quantile(p) < Normal.Quantile(p + 1.0 / 8192), $"Not at {p:R}.");
    }

    private static void AssertRelative(string function, Func<int, double> result, Func<double, double> atEdge)
    {
        var truths = Truth.Of(function);
        Assert.Equal(2000, truths.Length);
        for (var i = 0; i < truths.Length; i++) AssertClose($"{function} of argument {i}", truths[i], result(i));

        var edges = Truth.Edges(function).ToList();
        Assert.NotEmpty(edges);
        foreach (var (at, truth) in edges) AssertClose($"{function}({at[0]:R})", truth, atEdge(at[0]));
    }

    // Relative, but for subnormal truths: those have fewer digits than that.
    private static void AssertClose(string what, Truth truth, double result) =>
        Assert.True(truth.RelativeTo(result) <= 1e-15 || truth.UlpsTo(result) <= 4, $"{what}: {result:R}, not {truth.Nearest:R}; {truth.RelativeTo(result):E2} off.");
}

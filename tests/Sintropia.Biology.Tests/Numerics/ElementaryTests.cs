using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Tests.Numerics;

public sealed class ElementaryTests
{
    private const double Inf = double.PositiveInfinity, NaN = double.NaN;

    [Fact]
    public void Exp_is_within_the_stated_error_of_the_truth() => AssertUlps("exp", 0.51, i => Elementary.Exp(Arguments.Exp(i)), at => Elementary.Exp(at[0]));

    [Fact]
    public void Expm1_is_within_the_stated_error_of_the_truth() => AssertUlps("expm1", 0.65, i => Elementary.Expm1(Arguments.Expm1(i)), at => Elementary.Expm1(at[0]));

    [Fact]
    public void Log_is_within_the_stated_error_of_the_truth() => AssertUlps("log", 0.52, i => Elementary.Log(Arguments.Log(i)), at => Elementary.Log(at[0]));

    [Fact]
    public void Log1p_is_within_the_stated_error_of_the_truth() => AssertUlps("log1p", 0.52, i => Elementary.Log1p(Arguments.Log1p(i)), at => Elementary.Log1p(at[0]));

    [Fact]
    public void Pow_is_within_the_stated_error_of_the_truth() =>
        AssertUlps("pow", 0.52, i => Elementary.Pow(Arguments.Pow(i).X, Arguments.Pow(i).Y), at => Elementary.Pow(at[0], at[1]));

    [Fact]
    public void Exp_keeps_its_word_at_special_values()
    {
        ReadOnlySpan<(double X, double Expected)> cases =
        [
            (0.0, 1), (-0.0, 1), (Inf, Inf), (-Inf, 0), (NaN, NaN), (double.MaxValue, Inf), (double.MinValue, 0), (double.Epsilon, 1),
        ];
        foreach (var (x, expected) in cases) AssertBits(expected, Elementary.Exp(x));
    }

    [Fact]
    public void Expm1_keeps_its_word_at_special_values()
    {
        ReadOnlySpan<(double X, double Expected)> cases =
        [
            (0.0, 0.0), (-0.0, -0.0), (Inf, Inf), (-Inf, -1), (NaN, NaN), (double.MaxValue, Inf), (double.MinValue, -1),
            (-double.Epsilon, -double.Epsilon),
        ];
        foreach (var (x, expected) in cases) AssertBits(expected, Elementary.Expm1(x));
    }

    [Fact]
    public void Log_keeps_its_word_at_special_values()
    {
        ReadOnlySpan<(double X, double Expected)> cases =
        [
            (1, 0.0), (0.0, -Inf), (-0.0, -Inf), (Inf, Inf), (-Inf, NaN), (-1, NaN), (-double.Epsilon, NaN), (NaN, NaN),
        ];
        foreach (var (x, expected) in cases) AssertBits(expected, Elementary.Log(x));
    }

    [Fact]
    public void Log1p_keeps_its_word_at_special_values()
    {
        ReadOnlySpan<(double X, double Expected)> cases =
        [
            (0.0, 0.0), (-0.0, -0.0), (-1, -Inf), (-1.0000000000000002, NaN), (Inf, Inf), (-Inf, NaN), (NaN, NaN), (double.Epsilon, double.Epsilon),
        ];
        foreach (var (x, expected) in cases) AssertBits(expected, Elementary.Log1p(x));
    }

    // IEEE 754-2019, 9.2.1.
    [Fact]
    public void Pow_keeps_its_word_at_special_values()
    {
        ReadOnlySpan<(double X, double Y, double Expected)> cases =
        [
            (NaN, 0.0, 1), (0.0, -0.0, 1), (-Inf, 0.0, 1), (1, NaN, 1), (1, Inf, 1), (NaN, 1, NaN), (2, NaN, NaN), (-1, Inf, 1), (-1, -Inf, 1),
            (0.5, Inf, 0.0), (0.5, -Inf, Inf), (-2, Inf, Inf), (-2, -Inf, 0.0), (0.0, 3, 0.0), (-0.0, 3, -0.0), (-0.0, 2, 0.0), (-0.0, -3, -Inf),
            (0.0, -0.5, Inf), (-0.0, -0.5, Inf), (0.0, -Inf, Inf), (0.0, Inf, 0.0), (Inf, 0.1, Inf), (Inf, -0.1, 0.0), (-Inf, 3, -Inf), (-Inf, 2, Inf),
            (-Inf, -3, -0.0), (-Inf, 0.5, Inf), (-2, 3, -8), (-2, 4, 16), (-2, 0.5, NaN), (-2, -1075, -0.0), (-1, 9007199254740991, -1),
            (-1, 9007199254740992, 1), (1.5, double.MaxValue, Inf), (1.5, double.MinValue, 0.0), (double.Epsilon, double.MaxValue, 0.0),
            (-double.Epsilon, 1, -double.Epsilon),
        ];
        foreach (var (x, y, expected) in cases) AssertBits(expected, Elementary.Pow(x, y));
    }

    [Fact]
    public void A_result_that_is_not_a_number_has_one_bit_pattern_whatever_came_in()
    {
        var odd = BitConverter.UInt64BitsToDouble(0x7FF0_0000_0000_1234);
        foreach (var result in new[] { Elementary.Exp(odd), Elementary.Log(odd), Elementary.Pow(odd, 2), Elementary.Pow(2, odd), Elementary.Expm1(odd), Elementary.Log1p(odd) })
            AssertBits(NaN, result);
    }

    [Fact]
    public void Whole_powers_that_doubles_hold_come_out_exactly()
    {
        for (var k = -1074; k <= 1023; k++) AssertBits(Math.ScaleB(1, k), Elementary.Pow(2, k));

        var power = 1.0;
        for (var n = 0; n <= 22; n++, power *= 10) AssertBits(power, Elementary.Pow(10, n));
        for (var n = 1; n < 1000; n++) AssertBits((double)n * n * n, Elementary.Pow(n, 3));
        for (var n = 1; n < 1000; n++) AssertBits(n, Elementary.Pow((double)n * n, 0.5));
    }

    [Fact]
    public void A_larger_argument_never_gives_a_smaller_result()
    {
        // Neighbouring doubles, across every seam of the tables: where two pieces meet, their errors could step back.
        for (var j = -64 * 5; j <= 64 * 5; j++)
        {
            AssertRises((j + 0.5) * 0.010830424696249145, Elementary.Exp);
            AssertRises((j + 0.5) * 0.010830424696249145, Elementary.Expm1);
        }

        for (var j = 0; j <= 128; j++)
        {
            var seam = BitConverter.Int64BitsToDouble(0x3FE6_9000_0000_0000 + ((long)j << 45));
            AssertRises(seam, Elementary.Log);
            AssertRises(seam - 1, Elementary.Log1p);
            AssertRises(seam, x => Elementary.Pow(x, 1.7));
        }

        for (var i = 0; i < 2000; i++)
        {
            AssertRises(Arguments.Exp(i), Elementary.Exp);
            AssertRises(Arguments.Expm1(i), Elementary.Expm1);
            AssertRises(Arguments.Log(i), Elementary.Log);
            AssertRises(Arguments.Log1p(i), Elementary.Log1p);
        }
    }

    [Fact]
    public void Logarithm_and_exponential_undo_each_other()
    {
        for (var i = 0; i < 20_000; i++)
        {
            var x = -700 + 1400 * Arguments.Unit(i, 0);
            Assert.Equal(x, Elementary.Log(Elementary.Exp(x)), 2.3e-16 * Math.Max(1, Math.Abs(x))); // half an ulp of eˣ is 1.1e-16 in x

            var y = Elementary.Exp(x);
            Assert.Equal(1, Elementary.Exp(Elementary.Log(y)) / y, 1.2e-16 * Math.Max(4, Math.Abs(x)));

            var small = x / 1400;
            Assert.Equal(1, Elementary.Log1p(Elementary.Expm1(small)) / small, 1e-15);
        }
    }

    [Fact]
    public void The_functions_obey_the_identities_between_them()
    {
        for (var i = 0; i < 20_000; i++)
        {
            var x = -2 + 4 * Arguments.Unit(i, 0);
            var y = 0.1 + 3 * Arguments.Unit(i, 1);
            Assert.Equal(Elementary.Exp(x), 1 + Elementary.Expm1(x), 2e-15);
            Assert.Equal(1, Elementary.Exp(x) * Elementary.Exp(-x), 5e-16);
            Assert.Equal(Elementary.Log(1 + y), Elementary.Log1p(y), 5e-16);
            Assert.Equal(-Elementary.Log(y), Elementary.Log(1 / y), 5e-16);
            Assert.Equal(1, Elementary.Pow(y, x) * Elementary.Pow(y, -x), 5e-16);
            AssertBits(y, Elementary.Pow(y, 1));
            AssertBits(Math.Sqrt(y), Elementary.Pow(y, 0.5), within: 1);
        }
    }

    private static void AssertUlps(string function, double stated, Func<int, double> result, Func<double[], double> atEdge)
    {
        var truths = Truth.Of(function);
        Assert.Equal(2000, truths.Length);
        for (var i = 0; i < truths.Length; i++)
            Assert.True(truths[i].UlpsTo(result(i)) <= stated, $"{function} of argument {i}: {result(i):R}, not {truths[i].Nearest:R}; {truths[i].UlpsTo(result(i)):F3} ulp.");

        var edges = Truth.Edges(function).ToList();
        Assert.NotEmpty(edges);
        foreach (var (at, truth) in edges)
            Assert.True(truth.UlpsTo(atEdge(at)) <= stated, $"{function}({string.Join(", ", at)}): {atEdge(at):R}, not {truth.Nearest:R}; {truth.UlpsTo(atEdge(at)):F3} ulp.");
    }

    private static void AssertRises(double around, Func<double, double> function)
    {
        var x = around;
        for (var step = 0; step < 4; step++) x = Math.BitDecrement(x);
        for (var step = 0; step < 8; step++)
        {
            var next = Math.BitIncrement(x);
            Assert.True(function(next) >= function(x) || double.IsNaN(function(x)), $"From {x:R} to the next double the result falls, from {function(x):R} to {function(next):R}.");
            x = next;
        }
    }

    private static void AssertBits(double expected, double actual, long within = 0) =>
        Assert.True(
            Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(actual)) <= within,
            $"Expected {expected:R} ({BitConverter.DoubleToInt64Bits(expected):X16}), got {actual:R} ({BitConverter.DoubleToInt64Bits(actual):X16}).");
}

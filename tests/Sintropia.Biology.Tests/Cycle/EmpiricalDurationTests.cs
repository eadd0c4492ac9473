using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Tests.Cycle;

public sealed class EmpiricalDurationTests
{
    private static readonly EmpiricalDuration Law = new([0, 0.25, 0.5, 1], [4, 6, 6, 10]);

    [Fact]
    public void Points_are_joined_by_straight_lines()
    {
        Assert.Equal(4, Law.Quantile(0));
        Assert.Equal(5, Law.Quantile(0.125));
        Assert.Equal(8, Law.Quantile(0.75));
        Assert.Equal(10, Law.Quantile(1));
        Assert.Equal(0.875, Law.Survival(5));
        Assert.Equal(0.25, Law.Survival(8));
    }

    [Fact]
    public void A_vertical_step_of_the_table_is_a_share_that_takes_exactly_so_long()
    {
        Assert.Equal(6, Law.Quantile(0.3));
        Assert.Equal(0.75, Law.Survival(Math.BitDecrement(6.0)), 12);
        Assert.Equal(0.5, Law.Survival(6));
    }

    [Fact]
    public void The_mean_weighs_each_straight_line_by_its_share() => Assert.Equal(0.25 * 5 + 0.25 * 6 + 0.5 * 8, Law.Mean);

    [Fact]
    public void The_Laplace_transform_is_exact_for_a_uniform_duration()
    {
        var uniform = new EmpiricalDuration([0, 1], [4, 10]);

        Assert.Equal((Math.Exp(-0.4) - Math.Exp(-1)) / 0.6, uniform.Laplace(0.1), 14);
        // Small rates take the series instead of the quotient: 1 − 7g + (mean square)·g²/2.
        Assert.Equal(1 - 7e-6 + 52e-12 / 2, uniform.Laplace(1e-6), 15);
    }

    [Fact]
    public void Laws_of_one_table_are_equal()
    {
        Assert.Equal(Law, new EmpiricalDuration([0, 0.25, 0.5, 1], [4, 6, 6, 10]));
        Assert.NotEqual(Law, new EmpiricalDuration([0, 0.25, 0.5, 1], [4, 6, 7, 10]));
        Assert.Equal([(0, 4), (0.25, 6), (0.5, 6), (1, 10)], Law.Points);
    }

    [Fact]
    public void A_table_has_two_columns_of_one_length()
    {
        Assert.Contains("it got 2 probabilities and 3 durations", Assert.Throws<ArgumentException>(() => new EmpiricalDuration([0, 1], [1, 2, 3])).Message);
        Assert.Contains("two columns of one length ≥ 2", Assert.Throws<ArgumentException>(() => new EmpiricalDuration([0], [1])).Message);
    }

    [Fact]
    public void A_table_runs_from_probability_0_to_1()
    {
        Assert.Contains("it runs from 0.1 (1 h) to 1 (2 h)", Assert.Throws<ArgumentException>(() => new EmpiricalDuration([0.1, 1], [1, 2])).Message);
        Assert.Contains("it runs from 0 (-1 h)", Assert.Throws<ArgumentException>(() => new EmpiricalDuration([0, 1], [-1, 2])).Message);
        Assert.Throws<ArgumentException>(() => new EmpiricalDuration([0, 1], [1, double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => new EmpiricalDuration([0, 1], [double.NaN, 2]));
    }

    [Fact]
    public void A_table_ascends()
    {
        Assert.Contains("point 2 is (0.5, 5 h) after (0.25, 6 h)", Assert.Throws<ArgumentException>(() => new EmpiricalDuration([0, 0.25, 0.5, 1], [4, 6, 5, 10])).Message);
        Assert.Contains("Sort the table and merge equal probabilities.", Assert.Throws<ArgumentException>(() => new EmpiricalDuration([0, 0.5, 0.5, 1], [4, 6, 7, 10])).Message);
        Assert.Throws<ArgumentException>(() => new EmpiricalDuration([0, double.NaN, 1], [4, 6, 7]));
    }

    [Fact]
    public void A_table_of_zeros_is_no_duration() => Assert.Throws<ArgumentOutOfRangeException>(() => new EmpiricalDuration([0, 1], [0, 0]));
}

using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Tests.Cycle;

public sealed class ExponentialDurationTests
{
    [Fact]
    public void Its_Laplace_transform_is_that_of_the_table()
    {
        Assert.Equal(1 / (1 + 0.03 * 5), new ExponentialDuration(5).Laplace(0.03), 14);
        Assert.Equal(Math.Exp(-0.03 * 15) / (1 + 0.03 * 5), new ExponentialDuration(20, Delay: 15).Laplace(0.03), 14);
    }

    [Fact]
    public void It_has_no_Laplace_transform_below_minus_its_rate()
    {
        Assert.Equal(5, new ExponentialDuration(5).Laplace(-0.16), 12);
        Assert.Equal(double.PositiveInfinity, new ExponentialDuration(5).Laplace(-0.2));
        Assert.Equal(double.PositiveInfinity, new ExponentialDuration(5).Laplace(-1));
    }

    [Fact]
    public void What_is_left_does_not_depend_on_what_has_passed()
    {
        var law = new ExponentialDuration(5);

        Assert.Equal(law.Survival(3), law.Survival(10) / law.Survival(7), 12);
    }

    [Fact]
    public void Nobody_leaves_before_the_delay() => Assert.Equal(1, new ExponentialDuration(20, Delay: 15).Survival(15));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(20)]
    [InlineData(double.NaN)]
    public void A_delay_lies_below_the_mean(double delay)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialDuration(20, delay));

        Assert.Contains($"mean 20 h cannot have a delay of {delay} h. Give a delay from 0 to below the mean.", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void A_mean_is_a_positive_number_of_hours(double mean) =>
        Assert.Contains($"mean = {mean} h", Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialDuration(mean)).Message);
}

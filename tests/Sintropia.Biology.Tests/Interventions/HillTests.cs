using Sintropia.Biology.Interventions;

namespace Sintropia.Biology.Tests.Interventions;

public sealed class HillTests
{
    [Fact]
    public void Half_the_maximum_is_reached_at_the_half_effective_concentration()
    {
        foreach (var power in new[] { 0.5, 1, 2, 8 }) Assert.Equal(0.45, new Hill(0.1, power, 0.9).At(0.1), 14);
    }

    [Fact]
    public void It_is_the_curve_of_any_dose_response_fit()
    {
        var law = new Hill(3, 2, 0.8);

        foreach (var c in new[] { 1e-3, 0.1, 1, 3, 10, 1e3 }) Assert.Equal(0.8 * c * c / (9 + c * c), law.At(c), 13);
    }

    [Fact]
    public void Nothing_does_nothing_and_very_much_does_the_maximum()
    {
        Assert.Equal(0, new Hill(3, 2, 0.8).At(0));
        Assert.Equal(0, new Hill(3, 200, 0.8).At(1e-300));
        Assert.Equal(0.8, new Hill(3, 2, 0.8).At(double.MaxValue));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Concentration_and_power_are_positive(double value)
    {
        Assert.Contains($"cannot be {value}. Give a positive concentration.", Assert.Throws<ArgumentOutOfRangeException>(() => new Hill(value, 1, 1)).Message);
        Assert.Contains($"A Hill power cannot be {value}.", Assert.Throws<ArgumentOutOfRangeException>(() => new Hill(1, value, 1)).Message);
    }
}

using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Tests.Cycle;

public sealed class QuiescenceTests
{
    [Fact]
    public void Without_a_branch_no_newborn_rests_and_rest_has_no_end()
    {
        Assert.Equal(0, Quiescence.None.Probability);
        Assert.IsType<Endless>(Quiescence.None.Rest);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_probability_is_from_0_to_1(double probability) => Assert.Contains(
        $"cannot be {probability}. Give a number from 0 to 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new Quiescence(probability, new Endless())).Message);
}

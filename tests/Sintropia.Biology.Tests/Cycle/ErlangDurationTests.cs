using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Tests.Chance;

namespace Sintropia.Biology.Tests.Cycle;

public sealed class ErlangDurationTests
{
    [Fact]
    public void Its_Laplace_transform_is_that_of_the_table() => Assert.Equal(Math.Pow(1 + 0.03 * 11 / 4, -4), new ErlangDuration(4, 11).Laplace(0.03), 14);

    [Fact]
    public void It_has_no_Laplace_transform_below_minus_its_stage_rate() => Assert.Equal(double.PositiveInfinity, new ErlangDuration(4, 11).Laplace(-4.0 / 11));

    [Fact]
    public void One_stage_is_memoryless()
    {
        for (var t = 0.0; t < 60; t += 0.5) Assert.Equal(new ExponentialDuration(11).Survival(t), new ErlangDuration(1, 11).Survival(t), 14);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100)]
    public void The_squared_coefficient_of_variation_is_one_over_the_stages(int stages)
    {
        const int many = 20_000;
        var draws = Enumerable.Range(0, many).Select(i => new ErlangDuration(stages, 1).Draw(new Draws(3), CellId.Founder(0, (ulong)i), Purpose.Work, 0)).ToArray();

        // The variance of a sample variance is (μ₄ − σ⁴)/n, with μ₄ = 3σ⁴(1 + 2/k).
        Assert.Equal(1.0 / stages, Sample.Variance(draws), 4 * Math.Sqrt((2 + 6.0 / stages) / many) / stages);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(501)]
    public void Stages_are_from_1_to_500(int stages)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new ErlangDuration(stages, 11));

        Assert.Contains($"cannot have {stages} stages. Give a whole number from 1 to 500", error.Message);
    }

    [Fact]
    public void A_mean_is_a_positive_number_of_hours() => Assert.Contains("mean = -11 h", Assert.Throws<ArgumentOutOfRangeException>(() => new ErlangDuration(4, -11)).Message);
}

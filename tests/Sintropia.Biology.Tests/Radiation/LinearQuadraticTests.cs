using Sintropia.Biology.Radiation;

namespace Sintropia.Biology.Tests.Radiation;

public sealed class LinearQuadraticTests
{
    [Theory]
    [InlineData(0.184, 0.020, .8155, .6389, .3478, .1614, .0638)] // V79 hamster, photons
    [InlineData(0.313, 0.0615, .6876, .4181, .1069, .0167, .0016)] // HSG human salivary gland, photons
    public void Survival_at_1_2_4_6_and_8_Gy_is_that_of_the_reference(double alpha, double beta, params double[] survival)
    {
        var law = new LinearQuadratic(alpha, beta);

        foreach (var (dose, expected) in new double[] { 1, 2, 4, 6, 8 }.Zip(survival)) Assert.Equal(expected, law.Survival(dose), 0.6e-4);
    }

    [Fact]
    public void Two_fractions_without_repair_between_kill_like_one_of_their_sum()
    {
        var law = new LinearQuadratic(0.2, 0.03);

        Assert.Equal(law.Lethality(5, 0), law.Lethality(2, 0) + law.Lethality(3, unrepaired: 2), 12);
        Assert.Equal(law.Lethality(6, 0), law.Lethality(1, 0) + law.Lethality(2, 1) + law.Lethality(3, 3), 12);
    }

    [Fact]
    public void Two_fractions_after_full_repair_kill_independently() =>
        Assert.Equal(Math.Pow(new LinearQuadratic(0.2, 0.03).Survival(2), 2), Math.Exp(-2 * new LinearQuadratic(0.2, 0.03).Lethality(2, 0)), 12);

    [Fact]
    public void Thirty_fractions_of_2_Gy_are_72_and_100_Gy_biologically()
    {
        Assert.Equal(72, new LinearQuadratic(0.3, 0.03).BiologicallyEffectiveDose(30, 2), 9);
        Assert.Equal(100, new LinearQuadratic(0.3, 0.1).BiologicallyEffectiveDose(30, 2), 9);
    }
}

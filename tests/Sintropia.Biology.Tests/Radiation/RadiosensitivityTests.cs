using Sintropia.Biology.Cycle;
using Sintropia.Biology.Radiation;

namespace Sintropia.Biology.Tests.Radiation;

public sealed class RadiosensitivityTests
{
    private static readonly Radiosensitivity Law = new(new(0.184, 0.02), new Dictionary<Phase, double> { [Phase.S] = 0.7, [Phase.M] = 1.5 },
        repairHalfTime: 1.5, promptDeath: false);

    [Fact]
    public void A_lethal_hit_is_what_survival_leaves_out() => Assert.Equal(1 - .3478, Law.Lethal(Phase.G1, 4, 0), 0.6e-4);

    [Fact]
    public void Phases_scale_both_coefficients()
    {
        Assert.Equal((0.7, 1.5, 1.0), (Law.Factor(Phase.S), Law.Factor(Phase.M), Law.Factor(Phase.G2)));
        Assert.Equal(1 - Math.Pow(1 - Law.Lethal(Phase.G1, 4, 0), 0.7), Law.Lethal(Phase.S, 4, 0), 12);
    }

    [Fact]
    public void Sublethal_damage_halves_with_every_half_time()
    {
        Assert.Equal(1, Law.Unrepaired(0));
        Assert.Equal(0.5, Law.Unrepaired(1.5), 14);
        Assert.Equal(0.125, Law.Unrepaired(4.5), 14);
    }

    [Fact]
    public void Incomplete_repair_is_Thames_equation()
    {
        // n equal fractions at interval ΔT: the effect is n(αd + βd²(1 + h)), h = 2/n·θ/(1−θ)·(n − (1−θⁿ)/(1−θ)), θ = 2^(−ΔT/half-time);
        // Thames 1985, Int J Radiat Biol 47:319.
        const int n = 5;
        const double d = 2;
        var theta = Law.Unrepaired(3);
        double earlier = 0, effect = 0;
        for (var i = 0; i < n; i++)
        {
            effect += Law.Survival.Lethality(d, earlier);
            earlier = (earlier + d) * theta;
        }

        var h = 2.0 / n * theta / (1 - theta) * (n - (1 - Math.Pow(theta, n)) / (1 - theta));
        Assert.Equal(n * (0.184 * d + 0.02 * d * d * (1 + h)), effect, 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Repair_has_a_positive_half_time(double hours) => Assert.Contains(
        $"a half-time of {hours} h", Assert.Throws<ArgumentOutOfRangeException>(() => new Radiosensitivity(new(0.2, 0.02), new Dictionary<Phase, double>(), hours, false)).Message);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_factor_is_not_negative(double factor) => Assert.Contains(
        $"Radiosensitivity in M cannot be {factor} times the mean.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new Radiosensitivity(new(0.2, 0.02), new Dictionary<Phase, double> { [Phase.M] = factor }, 1, false)).Message);
}

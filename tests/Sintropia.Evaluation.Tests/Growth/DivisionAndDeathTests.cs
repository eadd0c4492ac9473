using Sintropia.Evaluation.Growth;

namespace Sintropia.Evaluation.Tests.Growth;

public sealed class DivisionAndDeathTests
{
    [Fact]
    public void Rates_of_a_known_culture_are_found()
    {
        // b = 0.05, d = 0.02 an hour for 40 h: N = 1000·e^1.2, deaths d·(N − N₀)/(b − d)
        var living = 1000 * Math.Exp(1.2);
        var rates = DivisionAndDeath.Of(1000, living, 0.02 * (living - 1000) / 0.03, 40);
        Assert.Equal(0.05, rates.DivisionPerHour, 13);
        Assert.Equal(0.02, rates.DeathPerHour, 13);
    }

    [Fact]
    public void Without_net_growth_as_many_divide_as_die()
    {
        var rates = DivisionAndDeath.Of(1000, 1000, 480, 24);
        Assert.Equal(0.02, rates.DivisionPerHour, 13);
        Assert.Equal(0.02, rates.DeathPerHour, 13);
        Assert.Equal(rates.DeathPerHour, DivisionAndDeath.Of(1000, 1000.001, 480, 24).DeathPerHour, 7);
    }

    [Fact]
    public void A_static_and_a_toxic_drug_are_told_apart()
    {
        var control = new DivisionAndDeath(0.03, 0);
        var staticDrug = new DivisionAndDeath(0.015, 0);
        var toxicDrug = new DivisionAndDeath(0.03, 0.03);

        Assert.Equal(Math.Sqrt(2) - 1, staticDrug.StaticGrowthRateInhibition(control), 14);
        Assert.Equal(0, staticDrug.ToxicGrowthRateInhibition(control));
        Assert.Equal(1, toxicDrug.StaticGrowthRateInhibition(control), 14);
        Assert.Equal(Math.Exp(-0.72) - 1, toxicDrug.ToxicGrowthRateInhibition(control), 14); // 0.03·24
    }

    [Fact]
    public void Counts_that_cannot_be_give_no_rates()
    {
        Assert.Equal(double.NaN, DivisionAndDeath.Of(0, 10, 0, 24).DivisionPerHour);
        Assert.Equal(double.NaN, DivisionAndDeath.Of(10, 10, -1, 24).DeathPerHour);
        Assert.Equal(double.NaN, staticOf(new(0, 0)));

        static double staticOf(DivisionAndDeath control) => new DivisionAndDeath(0.01, 0).StaticGrowthRateInhibition(control);
    }
}

using Sintropia.Biology.Circulation;

namespace Sintropia.Biology.Tests.Circulation;

public sealed class PhysiologyTests
{
    [Fact]
    public void The_reference_male_is_that_of_the_tables()
    {
        var male = ReferenceMale.At();

        Assert.Equal(390, male.CardiacOutput);
        Assert.Equal(male.CardiacOutput, male.Organs.Sum(o => o.Flow), 1e-9);
        Assert.Equal(0.255, male.HepaticFlow / male.CardiacOutput, 1e-12);
        Assert.Equal(5.6, male.BloodVolume, 1e-12);
        Assert.Equal(73, male.Organs.Sum(o => o.Volume * ReferenceMale.Density(o.Name)) + 5.6 * 1.06, 1e-9);
        Assert.Equal(18.2 / 0.916, male.Organs[male.Find("adipose")].Volume, 1e-12);
        Assert.Equal(1.8 / 1.04, male.Organs[male.Liver].Volume, 1e-12);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(73)]
    [InlineData(140)]
    public void Flows_sum_at_every_weight_and_volumes_follow_it(double weight)
    {
        var (male, reference) = (ReferenceMale.At(weight), ReferenceMale.At());

        Assert.Equal(male.CardiacOutput, male.Organs.Sum(o => o.Flow), 1e-9 * male.CardiacOutput);
        Assert.Equal(reference.CardiacOutput * Math.Pow(weight / 73, 0.81), male.CardiacOutput, 1e-9);
        Assert.Equal(reference.BloodVolume * weight / 73, male.BloodVolume, 1e-9);
    }

    [Fact]
    public void Cardiac_output_at_70_kg_is_that_of_White() => Assert.Equal(5.84, ReferenceMale.White(70) / 60, 0.005);

    [Fact]
    public void Impossible_bodies_are_refused_with_their_numbers()
    {
        var male = ReferenceMale.At();
        Physiology With(int organ, OrganPhysiology instead) => new([.. male.Organs.Select((o, i) => i == organ ? instead : o)], 1.6, 3.9, 390);

        Assert.Contains("99 %", Assert.Throws<PhysiologyException>(() => With(0, male.Organs[0] with { Flow = male.Organs[0].Flow * 0.8 })).Message);
        Assert.Contains("101 %", Assert.Throws<PhysiologyException>(() => With(0, male.Organs[0] with { Flow = male.Organs[0].Flow * 1.2 })).Message);
        Assert.Contains("-1 L", Assert.Throws<PhysiologyException>(() => new OrganPhysiology("adipose", -1, 5)).Message);
        Assert.Contains("0 L/h", Assert.Throws<PhysiologyException>(() => new OrganPhysiology("adipose", 1, 0)).Message);
        Assert.Contains("one lung", Assert.Throws<PhysiologyException>(() => With(male.Lung, new("lung", 0.5, 1))).Message);
        Assert.Contains("called bone", Assert.Throws<PhysiologyException>(() => With(0, new("bone", 1, 1))).Message);
        Assert.Contains("1.5", Assert.Throws<PhysiologyException>(() => ReferenceMale.At(haematocrit: 1.5)).Message);
        Assert.Contains("-3 kg", Assert.Throws<PhysiologyException>(() => ReferenceMale.At(-3)).Message);
    }

    [Fact]
    public void Well_stirred_clearance_and_the_intrinsic_one_behind_it_are_each_others_inverse()
    {
        var clearance = WellStirred.Clearance(90, 0.1, 500);

        Assert.Equal(90 * 50 / 140.0, clearance, 1e-12);
        Assert.Equal(500, WellStirred.Intrinsic(90, 0.1, clearance), 1e-9);
        Assert.Contains("cannot clear 90", Assert.Throws<ArgumentOutOfRangeException>(() => WellStirred.Intrinsic(90, 0.1, 90)).Message);
    }

    [Fact]
    public void A_site_of_effect_follows_by_its_own_rate_and_at_once_where_it_has_none()
    {
        var site = new EffectCompartment(0.5);

        Assert.Equal(8 + (2 - 8) * Math.Exp(-1.5), site.After(2, 8, 3), 1e-12);
        Assert.Equal(8 + (2 - 8) * (1 - Math.Exp(-1.5)) / 1.5, site.Mean(2, 8, 3), 1e-12);
        Assert.Equal(8, new EffectCompartment(double.PositiveInfinity).Mean(2, 8, 3));
        Assert.Equal(8, new EffectCompartment(double.PositiveInfinity).After(2, 8, 3));
    }
}

using Sintropia.Biology.Partitioning;

namespace Sintropia.Biology.Tests.Partitioning;

public sealed class RodgersRowlandTests
{
    // Worked out apart from this code, with the C library's powers.
    [Theory]
    [InlineData("neutral", "muscle", 0.284551531)]
    [InlineData("neutral", "adipose", 0.6950065282992071)]
    [InlineData("neutral", "liver", 0.619259449)]
    [InlineData("base", "muscle", 11.22936052169707)]
    [InlineData("base", "adipose", 38.47876708830529)]
    [InlineData("base", "liver", 15.251609678541143)]
    [InlineData("acid", "muscle", 0.07957450723045376)]
    [InlineData("acid", "adipose", 0.05503701135588435)]
    [InlineData("acid", "liver", 0.10197751375971618)]
    [InlineData("weak base", "muscle", 0.4206840274400128)]
    [InlineData("weak base", "adipose", 0.5943991648124444)]
    [InlineData("weak base", "liver", 0.6627970016075021)]
    public void Partition_is_what_the_equations_say(string kind, string organ, double expected) =>
        Assert.Equal(expected, Molecule(kind).Partition(organ), 1e-9 * expected);

    [Fact]
    public void A_molecule_that_prefers_nothing_fills_the_water_of_a_tissue() =>
        // Neither lipid (log P far below) nor protein (all of it unbound): what is left is the water of muscle.
        Assert.Equal(0.118 + 0.630 + 0.7 * 0.0092, new RodgersRowland(-20, Ionisation.Neutral, 1).Partition("muscle"), 1e-12);

    [Fact]
    public void A_base_that_red_cells_do_not_take_up_binds_to_no_phospholipid() =>
        Assert.Equal(0, new RodgersRowland(1, new([], [9]), 0.5, BloodToPlasma: 0.6).AcidicAffinity);

    [Fact]
    public void Organs_of_unknown_composition_are_refused_by_name() =>
        Assert.Contains("spinach", Assert.Throws<ArgumentException>(() => Molecule("neutral").Partition("spinach")).Message);

    [Fact]
    public void Half_of_an_acid_has_given_its_proton_at_its_pKa() => Assert.Equal(2, new Ionisation([4.5], []).Factor(4.5), 1e-12);

    [Theory]
    [InlineData(7.4, 1.1)] // an acid one unit above pH: 1 + 10^−1
    [InlineData(9.4, 11)]
    public void Ionisation_follows_Henderson_and_Hasselbalch(double pH, double factor) => Assert.Equal(factor, new Ionisation([8.4], []).Factor(pH), 1e-9);

    private static RodgersRowland Molecule(string kind) => kind switch
    {
        "neutral" => new(2, Ionisation.Neutral, 0.1),
        "base" => new(3, new([], [9.5]), 0.2, 1.4),
        "acid" => new(2.5, new([4.5], []), 0.05, 0.6),
        _ => new(1.5, new([], [5.5]), 0.3),
    };
}

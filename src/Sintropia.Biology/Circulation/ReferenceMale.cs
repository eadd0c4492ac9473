using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Circulation;

/// <summary>The reference adult male: masses of ICRP Publication 89 (2002), flows of Williams (1993) and ICRP in percent of a cardiac output of 6.5 L/min.</summary>
/// <remarks>
/// <para>Masses as in Turner, Atoms, Radiation, and Radiation Protection, table 16.1; flows as in NRC, Risk Assessment of Radon in Drinking Water, table A-1.</para>
/// <para>Gut is stomach, small and large intestine together. Rest is what the sources list apart (thyroid, adrenals, gonads, bronchial and other flow), with the mass that the organs leave of 73 kg;
/// its bronchial blood is led back into the veins, since the lung is given all of theirs.</para>
/// </remarks>
public static class ReferenceMale
{
    /// <summary>kg.</summary>
    public const double BodyWeight = 73;

    /// <summary>cm.</summary>
    /// <remarks>ICRP Publication 110 (2009), whose phantoms are consistent with Publication 89: 1.76 m and 73 kg.</remarks>
    public const double Height = 176;

    /// <summary>L/h; 6.5 L/min.</summary>
    public const double CardiacOutput = 390;

    /// <summary>Exponent of the cardiac output over body weight.</summary>
    /// <remarks>White et al. 1968: CO = 187·BW^0.81 mL/min.</remarks>
    public const double OutputPower = 0.81;

    private const double Arterial = 1.652, Venous = 3.948, BloodDensity = 1.06;

    /// <summary>Name, mass in g, density in kg/L, share of the cardiac output in percent, perfusion. The mass of the rest is what is left.</summary>
    private static readonly (string Name, double Mass, double Density, double Flow, Perfusion Perfusion)[] Table =
    [
        ("adipose", 18200, 0.916, 5, Perfusion.Systemic),
        ("bone", 10500, 1.99, 5, Perfusion.Systemic),
        ("brain", 1450, 1.04, 12, Perfusion.Systemic),
        ("gut", 1170, 1.04, 15, Perfusion.Portal),
        ("heart", 330, 1.04, 4, Perfusion.Systemic),
        ("kidney", 310, 1.04, 19, Perfusion.Systemic),
        ("liver", 1800, 1.04, 6.5, Perfusion.Hepatic),
        ("lung", 500, 1.04, 0, Perfusion.Pulmonary),
        ("muscle", 29000, 1.04, 17, Perfusion.Systemic),
        ("pancreas", 140, 1.04, 1, Perfusion.Portal),
        ("skin", 3300, 1.116, 5, Perfusion.Systemic),
        ("spleen", 150, 1.04, 3, Perfusion.Portal),
        ("rest", 0, 1.04, 7.5, Perfusion.Systemic),
    ];

    /// <summary>Names of its organs.</summary>
    public static IReadOnlyList<string> Organs { get; } = [.. Table.Select(o => o.Name)];

    /// <summary>Density of an organ's tissue, kg/L; that of soft tissue for one that the table does not have.</summary>
    public static double Density(string organ)
    {
        foreach (var row in Table)
            if (row.Name == organ) return row.Density;
        return 1.04;
    }

    /// <summary>The body at a weight: volumes in proportion to it, flows to its power 0.81.</summary>
    /// <param name="bodyWeight">kg, &gt; 0; the reference's own if left out.</param>
    /// <param name="haematocrit">Share of red cells in blood.</param>
    /// <exception cref="PhysiologyException">Nobody weighs that.</exception>
    public static Physiology At(double bodyWeight = BodyWeight, double haematocrit = 0.44)
    {
        if (!(bodyWeight is > 0 and < 1000)) throw new PhysiologyException($"Nobody weighs {bodyWeight} kg. Give the body weight of an adult, such as 73 kg.");
        var size = bodyWeight / BodyWeight;
        var output = CardiacOutput * Elementary.Pow(size, OutputPower);
        var listed = 0.0;
        foreach (var row in Table) listed += row.Mass;
        var rest = BodyWeight * 1000 - listed - (Arterial + Venous) * BloodDensity * 1000;
        // Shares are parts of 1000 tenths of a percent, so that their sum is exact and only the products round.
        return new([.. Table.Select(o => new OrganPhysiology(o.Name, (o.Name == "rest" ? rest : o.Mass) / 1000 / o.Density * size, output * (o.Flow * 10) / 1000, o.Perfusion))],
            Arterial * size, Venous * size, output, haematocrit);
    }

    /// <summary>Cardiac output at a body weight by the law whose exponent is used here, L/h.</summary>
    /// <param name="bodyWeight">kg.</param>
    /// <remarks>White et al. 1968: CO = 187·BW^0.81 mL/min; 5.84 L/min at 70 kg, less than the reference's 6.5.</remarks>
    public static double White(double bodyWeight) => 187 * Elementary.Pow(bodyWeight, OutputPower) * 60 / 1000;
}

using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Partitioning;

/// <summary>How a molecule gives and takes protons.</summary>
/// <param name="Acids">pKa of the groups that give one; empty for none.</param>
/// <param name="Bases">pKa of the conjugate acids of the groups that take one; empty for none.</param>
public sealed record Ionisation(IReadOnlyList<double> Acids, IReadOnlyList<double> Bases)
{
    private const double Ln10 = 2.302585092994046;

    /// <summary>A molecule that stays neutral.</summary>
    public static Ionisation Neutral { get; } = new([], []);

    /// <summary>The strongest base; negative infinity without one.</summary>
    public double StrongestBase => Bases.Count > 0 ? Bases.Max() : double.NegativeInfinity;

    /// <summary>All of the molecule over its neutral form: 1 + 10^(pH−pKa) for an acid, 1 + 10^(pKa−pH) for a base, and products for groups that are independent.</summary>
    /// <param name="pH">pH.</param>
    /// <remarks>Henderson and Hasselbalch. For several groups the product is the general law for independent ones; with pKa's some units apart it is that of Rodgers and Rowland 2006.</remarks>
    public double Factor(double pH)
    {
        var factor = 1.0;
        foreach (var acid in Acids) factor *= 1 + Elementary.Exp((pH - acid) * Ln10);
        foreach (var strength in Bases) factor *= 1 + Elementary.Exp((strength - pH) * Ln10);
        return factor;
    }
}

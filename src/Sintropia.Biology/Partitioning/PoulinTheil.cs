using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Partitioning;

/// <summary>Tissue : plasma partition of Poulin and Theil, from water and lipids alone.</summary>
/// <remarks>Poulin and Theil 2002, doi:10.1002/jps.10005. In adipose tissue the partition into vegetable oil takes the place of that into octanol, corrected for ionisation, and nothing is bound.</remarks>
/// <param name="LogP">log₁₀ of the partition between octanol and water, of the neutral form.</param>
/// <param name="UnboundInPlasma">fup, above 0 to 1.</param>
/// <param name="Ionisation">Its protons; neutral if null.</param>
public sealed record PoulinTheil(double LogP, double UnboundInPlasma, Ionisation? Ionisation = null)
{
    private const double Ln10 = 2.302585092994046;

    /// <summary>Water, neutral lipid and phospholipid, as shares of volume.</summary>
    private static readonly Dictionary<string, (double Water, double Lipid, double Phospholipid)> Tissues = new()
    {
        ["adipose"] = (0.18, 0.79, 0.002), ["bone"] = (0.439, 0.074, 0.0011), ["brain"] = (0.77, 0.051, 0.0565), ["gut"] = (0.718, 0.0487, 0.0163), ["heart"] = (0.758, 0.0115, 0.0166),
        ["kidney"] = (0.783, 0.0207, 0.0162), ["liver"] = (0.751, 0.0348, 0.0252), ["lung"] = (0.811, 0.003, 0.009), ["muscle"] = (0.76, 0.0238, 0.0072), ["skin"] = (0.718, 0.0284, 0.0111),
        ["spleen"] = (0.788, 0.0201, 0.0198),
    };

    private static readonly (double Water, double Lipid, double Phospholipid) Plasma = (0.945, 0.0035, 0.00225);

    /// <summary>fut: share that is unbound in a tissue, with half of the proteins of plasma.</summary>
    public double UnboundInTissue => 1 / (1 + 0.5 * (1 - UnboundInPlasma) / UnboundInPlasma);

    /// <summary>Kp: concentration in an organ over that in plasma.</summary>
    /// <param name="organ">Name of the organ.</param>
    /// <exception cref="ArgumentException">The composition of this organ is not known.</exception>
    public double Partition(string organ)
    {
        if (!Tissues.TryGetValue(organ switch { "pancreas" => "gut", "rest" => "muscle", _ => organ }, out var tissue))
            throw new ArgumentException($"Nobody says what {organ} is made of; known are {string.Join(", ", Tissues.Keys)}. Give its partition coefficient, or say which of these it is like.", nameof(organ));
        var oil = organ == "adipose";
        var partition = oil ? Elementary.Exp((1.115 * LogP - 1.35) * Ln10) / (Ionisation?.Factor(TissueCompositions.PlasmaPh) ?? 1) : Elementary.Exp(LogP * Ln10);
        return Dissolved(tissue, partition) / Dissolved(Plasma, partition) * UnboundInPlasma / (oil ? 1 : UnboundInTissue);
    }

    private static double Dissolved((double Water, double Lipid, double Phospholipid) of, double partition) =>
        partition * (of.Lipid + 0.3 * of.Phospholipid) + of.Water + 0.7 * of.Phospholipid;
}

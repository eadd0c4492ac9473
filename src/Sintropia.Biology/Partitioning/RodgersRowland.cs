using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Partitioning;

/// <summary>Tissue : plasma partition from what a molecule and a tissue are made of.</summary>
/// <remarks>
/// Rodgers, Leahy and Rowland 2005, doi:10.1002/jps.20322 (strong bases, bound to acidic phospholipids), and Rodgers and Rowland 2006, doi:10.1002/jps.20502 (others, bound to albumin or, if neutral, to lipoproteins).
/// In adipose tissue the partition into vegetable oil takes the place of that into octanol.
/// </remarks>
/// <param name="LogP">log₁₀ of the partition between octanol and water, of the neutral form.</param>
/// <param name="Ionisation">Its protons.</param>
/// <param name="UnboundInPlasma">fup, above 0 to 1.</param>
/// <param name="BloodToPlasma">BP; needed by strong bases, whose binding it shows.</param>
/// <param name="Haematocrit">Share of red cells in blood.</param>
public sealed record RodgersRowland(double LogP, Ionisation Ionisation, double UnboundInPlasma, double BloodToPlasma = 1, double Haematocrit = 0.44)
{
    private const double Ln10 = 2.302585092994046, StrongBase = 7;

    /// <summary>Whether it binds to acidic phospholipids: a base of pKa 7 or more.</summary>
    public bool IsStrongBase => Ionisation.StrongestBase >= StrongBase;

    /// <summary>Kp: concentration in an organ over that in the plasma which leaves it.</summary>
    /// <param name="organ">Name of the organ.</param>
    /// <exception cref="ArgumentException">The composition of this organ is not known.</exception>
    public double Partition(string organ) => TissueCompositions.Of(organ) is { } tissue
        ? Unbound(tissue, organ == "adipose") * UnboundInPlasma
        : throw new ArgumentException($"Nobody says what {organ} is made of; known are {string.Join(", ", TissueCompositions.Names)}. Give its partition coefficient, or say which of these it is like.", nameof(organ));

    /// <summary>Kpu: concentration in a tissue over the unbound one in plasma.</summary>
    /// <param name="tissue">What it is made of.</param>
    /// <param name="oil">Whether its lipid is oil, as in adipose tissue.</param>
    public double Unbound(TissueComposition tissue, bool oil)
    {
        var (inside, plasma) = (Ionisation.Factor(TissueCompositions.CellPh), Ionisation.Factor(TissueCompositions.PlasmaPh));
        var lipid = Partitioned(oil);
        var dissolved = tissue.ExtracellularWater + inside / plasma * tissue.IntracellularWater + Lipids(lipid, tissue.NeutralLipid, tissue.NeutralPhospholipid) / plasma;
        if (IsStrongBase) return dissolved + AcidicAffinity * tissue.AcidicPhospholipid * (inside - 1) / plasma;
        var neutral = Ionisation.Acids.Count == 0 && Ionisation.Bases.Count == 0;
        return dissolved + ProteinAffinity * (neutral ? tissue.LipoproteinRatio : tissue.AlbuminRatio);
    }

    /// <summary>Ka_AP: affinity for acidic phospholipids, from what red cells take up. No less than 0: a base that enters them less than water does binds none.</summary>
    public double AcidicAffinity
    {
        get
        {
            var (red, plasma) = (Ionisation.Factor(TissueCompositions.RedCellPh), Ionisation.Factor(TissueCompositions.PlasmaPh));
            var cell = TissueCompositions.RedCell;
            var taken = (BloodToPlasma - (1 - Haematocrit)) / (Haematocrit * UnboundInPlasma);
            var bound = taken - red / plasma * cell.IntracellularWater - Lipids(Partitioned(false), cell.NeutralLipid, cell.NeutralPhospholipid) / plasma;
            return Math.Max(0, bound * plasma / ((red - 1) * cell.AcidicPhospholipid));
        }
    }

    /// <summary>Ka_PR: what binds to the proteins of plasma. No less than 0.</summary>
    public double ProteinAffinity => Math.Max(0,
        1 / UnboundInPlasma - 1 - Lipids(Partitioned(false), TissueCompositions.PlasmaNeutralLipid, TissueCompositions.PlasmaNeutralPhospholipid) / Ionisation.Factor(TissueCompositions.PlasmaPh));

    private double Partitioned(bool oil) => Elementary.Exp((oil ? 1.115 * LogP - 1.35 : LogP) * Ln10);

    private static double Lipids(double partition, double neutral, double phospholipid) => partition * neutral + (0.3 * partition + 0.7) * phospholipid;
}

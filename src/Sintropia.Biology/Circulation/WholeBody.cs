namespace Sintropia.Biology.Circulation;

/// <summary>Amounts of a substance in a body: a compartment for each organ, for arterial and venous blood, for the lumen of the gut, and for what is gone, so that nothing is ever lost.</summary>
/// <param name="physiology">The body.</param>
/// <param name="kinetics">The substance.</param>
/// <remarks>
/// Perfusion-limited: V·dC/dt = Q·(C_art − C·BP/Kp), with clearance of unbound substance fup·C/Kp in liver and kidney. Nestorov 2003, Clin Pharmacokinet 42:883. Linear between changes of clearance.
/// </remarks>
/// <exception cref="PhysiologyException">A partition coefficient is missing or not positive, or the body lacks an organ that the substance needs.</exception>
public sealed class WholeBody(Physiology physiology, Kinetics kinetics)
{
    /// <summary>Compartments besides the organs: arteries, veins, lumen, metabolised, excreted, not absorbed.</summary>
    public const int Others = 6;

    private readonly double[] _partition = [.. physiology.Organs.Select(o => kinetics.PartitionOf(o.Name))];

    /// <summary>The body.</summary>
    public Physiology Physiology => physiology;

    /// <summary>The substance.</summary>
    public Kinetics Kinetics => kinetics;

    /// <summary>Number of compartments.</summary>
    public int Count => physiology.Organs.Count + Others;

    /// <summary>Arterial blood.</summary>
    public int Arteries => physiology.Organs.Count;

    /// <summary>Venous blood, where injections and infusions enter.</summary>
    public int Veins => Arteries + 1;

    /// <summary>The lumen of the gut, where oral doses enter.</summary>
    public int Lumen => Arteries + 2;

    /// <summary>What the liver made something else of.</summary>
    public int Metabolised => Arteries + 3;

    /// <summary>What the kidneys excreted.</summary>
    public int Excreted => Arteries + 4;

    /// <summary>What was given by mouth and never came through the wall of the gut.</summary>
    public int Unabsorbed => Arteries + 5;

    /// <summary>Share of unbound substance per amount in an organ, 1/L: fup/(Kp·V). The unbound concentration is this times the amount.</summary>
    public double UnboundPerAmount(int organ) => kinetics.UnboundInPlasma / (_partition[organ] * physiology.Organs[organ].Volume);

    /// <summary>Concentration in plasma of the veins per amount there, 1/L.</summary>
    public double PlasmaPerAmount => 1 / (kinetics.BloodToPlasma * physiology.VenousVolume);

    /// <summary>Volume of distribution at steady state, L of blood: V_blood + Σ V·Kp/BP.</summary>
    public double SteadyVolume
    {
        get
        {
            var volume = physiology.BloodVolume;
            for (var i = 0; i < _partition.Length; i++) volume += physiology.Organs[i].Volume * _partition[i] / kinetics.BloodToPlasma;
            return volume;
        }
    }

    /// <summary>Clearance of blood by the liver, L/h.</summary>
    /// <param name="function">Share of its function that the liver has.</param>
    public double HepaticClearance(double function = 1) => WellStirred.Clearance(physiology.HepaticFlow, kinetics.UnboundInBlood, kinetics.HepaticIntrinsic * function);

    /// <summary>Clearance of blood by the kidneys, L/h.</summary>
    /// <param name="function">Share of their function that the kidneys have.</param>
    public double RenalClearance(double function = 1) =>
        kinetics.RenalIntrinsic == 0 ? 0 : WellStirred.Clearance(physiology.Organs[Needed("kidney", "be excreted")].Flow, kinetics.UnboundInBlood, kinetics.RenalIntrinsic * function);

    /// <summary>Rates between compartments.</summary>
    /// <param name="hepatic">Share of its function that the liver has, ≥ 0.</param>
    /// <param name="renal">Share of their function that the kidneys have, ≥ 0.</param>
    /// <returns>Share per hour that goes to compartment i from j; shape [compartments, compartments].</returns>
    public double[,] Rates(double hepatic = 1, double renal = 1)
    {
        var rates = new double[Count, Count];
        for (var i = 0; i < physiology.Organs.Count; i++)
        {
            var organ = physiology.Organs[i];
            var leaving = kinetics.BloodToPlasma / (_partition[i] * organ.Volume);
            var lung = organ.Perfusion == Perfusion.Pulmonary;
            Flow(rates, lung ? Veins : Arteries, i, lung ? physiology.CardiacOutput / physiology.VenousVolume : organ.Flow / physiology.ArterialVolume);
            Flow(rates, i, organ.Perfusion switch { Perfusion.Portal => physiology.Liver, Perfusion.Pulmonary => Arteries, _ => Veins },
                leaving * (lung ? physiology.CardiacOutput : i == physiology.Liver ? physiology.HepaticFlow : organ.Flow));
        }

        Flow(rates, physiology.Liver, Metabolised, kinetics.HepaticIntrinsic * hepatic * UnboundPerAmount(physiology.Liver));
        if (kinetics.RenalIntrinsic > 0)
        {
            var kidney = Needed("kidney", "be excreted");
            Flow(rates, kidney, Excreted, kinetics.RenalIntrinsic * renal * UnboundPerAmount(kidney));
        }

        if (physiology.Find("gut") is >= 0 and var gut)
        {
            Flow(rates, Lumen, gut, kinetics.Absorption * kinetics.AbsorbedShare);
            Flow(rates, Lumen, Unabsorbed, kinetics.Absorption * (1 - kinetics.AbsorbedShare));
        }

        Balance(rates);
        return rates;
    }

    private int Needed(string organ, string what) => physiology.Find(organ) is >= 0 and var found
        ? found
        : throw new PhysiologyException($"The substance cannot {what}: the body has no {organ}. Give it one, or leave out what needs it.");

    private static void Flow(double[,] rates, int from, int to, double rate) => rates[to, from] += rate;

    /// <summary>What leaves is the sum of what arrives elsewhere, so that columns sum to nought as exactly as numbers can.</summary>
    private static void Balance(double[,] rates)
    {
        for (var j = 0; j < rates.GetLength(1); j++)
        {
            var sum = 0.0;
            for (var i = 0; i < rates.GetLength(0); i++) sum += i == j ? 0 : rates[i, j];
            rates[j, j] = -sum;
        }
    }
}

using Sintropia.Biology.Cells;
using Sintropia.Biology.Death;

namespace Sintropia.Biology.Cycle;

/// <summary>The asynchronous, exponentially growing culture that a cell type settles into: its rate and its phase fractions, from the laws alone.</summary>
/// <remarks>Euler–Lotka: r·Πφᵢ(λ + dᵢ) = 1 with r daughters of the type a division, 2 outside hierarchies, and dᵢ the hazard in phase i (Powell 1956, doi:10.1099/00221287-15-3-492). Durations are taken as independent: inherited paces widen the law of a cycle but leave each phase's own law, so with them this is an approximation.</remarks>
public sealed record StableGrowth
{
    private const int LivingPhases = (int)Phase.Senescent;
    private const double LeastRate = 1e-12; // 1/h; a culture that doubles in a hundred million years stands still

    private StableGrowth(double rate, double[] fractions, double[] hazards) => (Rate, Fractions, Hazards) = (rate, fractions, hazards);

    /// <summary>λ, net growth of the living cells, 1/h.</summary>
    public double Rate { get; }

    /// <summary>ln 2 / λ, h; infinite for a culture that does not grow.</summary>
    public double DoublingTime => Rate > 0 ? 0.6931471805599453 / Rate : double.PositiveInfinity;

    /// <summary>Share of the living cells in each of G0, G1, S, G2, M; shape [5], sums to 1.</summary>
    public IReadOnlyList<double> Fractions { get; }

    /// <summary>Total hazard in each of these phases, 1/h; shape [5].</summary>
    public IReadOnlyList<double> Hazards { get; }

    /// <summary>The rate g = λ + d at which the age density of a phase falls, 1/h.</summary>
    public double AgeRate(Phase phase) => Rate + Hazards[(int)phase];

    /// <summary>Solves for the stable culture of a type.</summary>
    /// <param name="type">The type.</param>
    public static StableGrowth Of(CellType type) => Of(type, 2);

    /// <summary>Solves for the stable culture of a type of a hierarchy.</summary>
    /// <param name="type">The type.</param>
    /// <param name="renewed">Mean number of daughters of a division that are of the type themselves, 0 to 2.</param>
    public static StableGrowth Of(CellType type, double renewed)
    {
        var hazards = new double[LivingPhases];
        foreach (var hazard in type.Hazards)
            for (var phase = Phase.G0; phase < Phase.Senescent; phase++)
                if (hazard.Phases.Has(phase) && hazard.Outcome != Outcome.Slippage) hazards[(int)phase] += hazard.Rate;

        if (type.Cycle is null) return new(0, [1, 0, 0, 0, 0], hazards);
        var rate = Solve(type, hazards, renewed);
        // Where those that cycle do not even replace themselves, those that rest for good are all there is in the end.
        if (type.Quiescence.Probability > 0 && double.IsPositiveInfinity(type.Quiescence.Rest.Mean) && rate <= -hazards[0] + LeastRate)
            return new(0 - hazards[0], [1, 0, 0, 0, 0], hazards);
        return new(rate, Occupied(type, hazards, rate), hazards);
    }

    private static double Solve(CellType type, double[] hazards, double renewed)
    {
        // Daughters expected of a newborn, discounted at λ, fall monotonically with λ and are 1 at the solution.
        double low = -hazards.Min() - 1e-6, high = 1;
        while (Daughters(type, hazards, renewed, high) > 1) high *= 2;
        while (Daughters(type, hazards, renewed, low) < 1 && low > -1e3) low = low * 2 - 1e-3;
        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) return middle;
            if (Daughters(type, hazards, renewed, middle) > 1) low = middle;
            else high = middle;
        }
    }

    private static double Daughters(CellType type, double[] hazards, double renewed, double rate)
    {
        var daughters = renewed * Entering(type, hazards, rate);
        foreach (var (phase, law) in type.Cycle!.PhaseDurations) daughters *= law.Laplace(rate + hazards[(int)phase]);
        return daughters;
    }

    /// <summary>Discounted probability that a newborn ever starts the cycle.</summary>
    private static double Entering(CellType type, double[] hazards, double rate)
    {
        var resting = type.Quiescence.Probability;
        return resting == 0 ? 1 : 1 - resting + resting * type.Quiescence.Rest.Laplace(rate + hazards[(int)Phase.G0]);
    }

    private static double[] Occupied(CellType type, double[] hazards, double rate)
    {
        var fractions = new double[LivingPhases];
        var resting = type.Quiescence.Probability;
        if (resting > 0) fractions[(int)Phase.G0] = resting * type.Quiescence.Rest.Occupancy(rate + hazards[(int)Phase.G0]);
        var reached = Entering(type, hazards, rate);
        foreach (var (phase, law) in type.Cycle!.PhaseDurations)
        {
            var ages = rate + hazards[(int)phase];
            fractions[(int)phase] = reached * law.Occupancy(ages);
            reached *= law.Laplace(ages);
        }

        var sum = fractions.Sum();
        for (var i = 0; i < fractions.Length; i++) fractions[i] /= sum;
        return fractions;
    }
}

using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Circulation;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Partitioning;
using Sintropia.Biology.Radiation;
using Sintropia.Evaluation.Combinations;
using Sintropia.Evaluation.DoseResponse;
using Sintropia.Evaluation.Growth;
using Sintropia.Simulation;
using Sintropia.Simulation.Circulation;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Validation;

/// <summary>What is on trial: the engine, or a wrong one, to see that its row turns red.</summary>
public sealed record Subject
{
    /// <summary>The engine as it is.</summary>
    public static Subject Engine { get; } = new();

    /// <summary>Founds an organism from a plan.</summary>
    public Func<OrganismPlan, SimulationOptions, Organism> Found { get; init; } = (plan, options) => Organism.Found(plan, options);

    /// <summary>The stable growth of a type.</summary>
    public Func<CellType, StableGrowth> Growth { get; init; } = StableGrowth.Of;

    /// <summary>Molecules that the first daughter of a mother receives.</summary>
    public Func<long, CellId, Draws, long> Partition { get; init; } = static (molecules, mother, draws) => Biology.Cells.Partition.Binomial(molecules, mother, draws);

    /// <summary>GR of counts at the start, treated, and of the control.</summary>
    public Func<double, double, double, double> Inhibition { get; init; } = GrowthRateInhibition.Value;

    /// <summary>The effect that Loewe additivity expects of two drugs at two doses.</summary>
    public Func<HillCurve, double, HillCurve, double, double> Additivity { get; init; } = LoeweAdditivity.Expected;

    /// <summary>The effect that Bliss independence expects.</summary>
    public Func<double, double, double> Independence { get; init; } = BlissIndependence.Expected;

    /// <summary>The effect of the highest single agent.</summary>
    public Func<double, double, double> HighestAgent { get; init; } = HighestSingleAgent.Expected;

    /// <summary>What becomes of amounts in compartments, by their rates, over hours.</summary>
    public Func<double[,], double, Propagator> Propagate { get; init; } = static (rates, hours) => Propagator.Of(rates, hours);

    /// <summary>Shares of the cardiac output that the organs of the reference body are given.</summary>
    public Func<IReadOnlyList<double>> Shares { get; init; } = static () => [.. ReferenceMale.At().Organs.Select(o => o.Flow / ReferenceMale.CardiacOutput)];

    /// <summary>What the blood of an organism looks like.</summary>
    public Func<Organism, BloodRecord> Blood { get; init; } = static organism => organism.Observe().Blood!;

    /// <summary>Founds an organism whose cells respond as a predictor says.</summary>
    public Func<OrganismPlan, SimulationOptions, IResponsePredictor, Organism> Respond { get; init; } = Organism.Found;

    /// <summary>What becomes of a number on its way to another, at a half-life, in hours.</summary>
    public Func<double, double, double, double, double> Relax { get; init; } = static (present, settled, halfLife, hours) =>
    {
        float[] x = [(float)present], factors = new float[1];
        Relaxation.Factors([halfLife], hours, factors);
        Relaxation.Step(x, [(float)settled], factors);
        return x[0];
    };

    /// <summary>Biologically effective dose of a number of fractions of some Gy.</summary>
    public Func<LinearQuadratic, int, double, double> EffectiveDose { get; init; } = static (law, fractions, dose) => law.BiologicallyEffectiveDose(fractions, dose);

    /// <summary>Concentration in an organ over that in plasma.</summary>
    public Func<PoulinTheil, string, double> TissuePartition { get; init; } = static (molecule, organ) => molecule.Partition(organ);

    /// <summary>Laws of tumour growth fitted to sizes at times.</summary>
    public Func<double[], double[], IReadOnlyList<TumourFit>> TumourFits { get; init; } = TumourFit.All;

    /// <summary>An engine with another law: it carries out something else than it was told.</summary>
    /// <param name="alter">What it makes of a plan.</param>
    public static Subject Altered(Func<OrganismPlan, OrganismPlan> alter) => new() { Found = (plan, options) => Organism.Found(alter(plan), options) };
}

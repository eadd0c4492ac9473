using Sintropia.Biology.Cycle;
using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Radiation;

/// <summary>How radiation kills cells of one type.</summary>
public sealed record Radiosensitivity
{
    private readonly double[] _factors = new double[Phases.Count];

    /// <summary>A sensitivity.</summary>
    /// <param name="survival">The law of an asynchronous cell.</param>
    /// <param name="phaseFactors">Factors on α and β in some phases; 1 in the others.</param>
    /// <param name="repairHalfTime">Half-time of the repair of sublethal damage, h, &gt; 0.</param>
    /// <param name="promptDeath">True where a lethally hit cell dies at once by apoptosis, false where it fails at its next mitosis.</param>
    public Radiosensitivity(LinearQuadratic survival, IReadOnlyDictionary<Phase, double> phaseFactors, double repairHalfTime, bool promptDeath)
    {
        if (!(repairHalfTime > 0)) throw new ArgumentOutOfRangeException(nameof(repairHalfTime), repairHalfTime, $"Repair cannot have a half-time of {repairHalfTime} h. Give a positive number of hours.");
        (Survival, RepairHalfTime, PromptDeath) = (survival, repairHalfTime, promptDeath);
        Array.Fill(_factors, 1);
        foreach (var (phase, factor) in phaseFactors)
            _factors[(int)phase] = factor >= 0 ? factor : throw new ArgumentOutOfRangeException(nameof(phaseFactors), factor, $"Radiosensitivity in {phase.Name()} cannot be {factor} times the mean. Give a number ≥ 0.");
    }

    /// <summary>The law of an asynchronous cell.</summary>
    public LinearQuadratic Survival { get; }

    /// <summary>h.</summary>
    public double RepairHalfTime { get; }

    /// <summary>Whether a lethal hit kills at once.</summary>
    public bool PromptDeath { get; }

    /// <summary>Factor on α and β in a phase.</summary>
    public double Factor(Phase phase) => _factors[(int)phase];

    /// <summary>Probability that a cell in a phase is lethally hit by a fraction.</summary>
    /// <param name="phase">Where the cell is.</param>
    /// <param name="dose">Gy.</param>
    /// <param name="unrepaired">Gy of earlier fractions still unrepaired.</param>
    public double Lethal(Phase phase, double dose, double unrepaired) => 1 - Elementary.Exp(-Survival.Lethality(dose, unrepaired) * Factor(phase));

    /// <summary>Share of sublethal damage that is left after a time (h).</summary>
    public double Unrepaired(double hours) => Elementary.Exp(-0.6931471805599453 * hours / RepairHalfTime);
}

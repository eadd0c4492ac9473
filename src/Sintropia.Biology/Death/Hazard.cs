using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Death;

/// <summary>A constant chance per hour of an outcome while a cell is in certain phases.</summary>
/// <param name="Outcome">What happens.</param>
/// <param name="Phases">Where it can happen; slippage only in M.</param>
/// <param name="Rate">1/h, ≥ 0.</param>
public sealed record Hazard(Outcome Outcome, PhaseSet Phases, double Rate)
{
    /// <summary>Where it can happen.</summary>
    public PhaseSet Phases { get; } = Outcome != Outcome.Slippage || (Phases & ~PhaseSet.M) == 0
        ? Phases
        : throw new ArgumentOutOfRangeException(nameof(Phases), Phases, "Only a cell in mitosis can slip out of it. Give M.");

    /// <summary>1/h.</summary>
    public double Rate { get; } = Rate >= 0 && double.IsFinite(Rate)
        ? Rate
        : throw new ArgumentOutOfRangeException(nameof(Rate), Rate, $"A hazard of {Outcome.Name()} cannot be {Rate} per hour. Give a number ≥ 0.");
}

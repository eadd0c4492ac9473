using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Interventions;

/// <summary>Slows phases: m = 1 − E, and 0, an arrest where the cell stands, at E ≥ 1. A negative E speeds up.</summary>
/// <param name="Phases">Which phases.</param>
/// <param name="Response">E by level.</param>
public sealed record Slowing(PhaseSet Phases, Response Response) : Effect(Response);

using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;

namespace Sintropia.Biology.Interventions;

/// <summary>Adds a hazard of an outcome in phases.</summary>
/// <param name="Outcome">What it leads to.</param>
/// <param name="Phases">Where.</param>
/// <param name="Response">Hazard by level, 1/h.</param>
public sealed record Harming(Outcome Outcome, PhaseSet Phases, Response Response) : Effect(Response);

namespace Sintropia.Biology.Interventions;

/// <summary>Sets the level of an agent: a concentration in the medium, or the strength of an edit.</summary>
/// <param name="Agent">Index of the agent in the scenario.</param>
/// <param name="Level">Nominal level at full strength, in the agent's unit; 0 to 1 for edits.</param>
/// <param name="Schedule">When.</param>
/// <param name="Target">Where.</param>
public sealed record Dosing(int Agent, double Level, Schedule Schedule, Target Target) : Intervention(Schedule, Target);

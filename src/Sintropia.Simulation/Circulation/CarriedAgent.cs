using Sintropia.Biology.Circulation;

namespace Sintropia.Simulation.Circulation;

/// <summary>An agent that the blood carries.</summary>
/// <param name="Agent">Index of the agent.</param>
/// <param name="Kinetics">What the body does to it.</param>
public sealed record CarriedAgent(int Agent, Kinetics Kinetics);

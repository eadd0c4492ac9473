namespace Sintropia.Biology.Tissues;

/// <summary>A checkpoint held shut by an agent for a share of the cells.</summary>
/// <param name="Agent">Which agent holds it, as <see cref="Interventions.Agent.DrawIndex"/>.</param>
/// <param name="Level">Share of cells held, 0 to 1.</param>
public readonly record struct GateLevel(ulong Agent, double Level);

namespace Sintropia.Biology.Tissues;

/// <summary>A checkpoint held shut by an agent for a share of the cells.</summary>
/// <param name="Agent">Which agent holds it: the index of the tolerance that cells draw against it.</param>
/// <param name="Level">Share of cells held, 0 to 1.</param>
public readonly record struct GateLevel(int Agent, double Level);

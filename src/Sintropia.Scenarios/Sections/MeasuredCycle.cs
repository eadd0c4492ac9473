using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;

namespace Sintropia.Scenarios.Sections;

/// <summary>A cycle, with what a lineage table says besides durations.</summary>
/// <param name="Cycle">The cycle; null while only laws are known.</param>
/// <param name="Laws">Measured laws by phase.</param>
/// <param name="Early">Measured inheritance of G1.</param>
/// <param name="Late">Measured inheritance of S, G2 and M.</param>
/// <param name="Hazards">Measured deaths.</param>
internal sealed record MeasuredCycle(CellCycle? Cycle, IReadOnlyDictionary<string, DurationLaw> Laws, HeritablePace? Early, HeritablePace? Late, IReadOnlyList<Hazard> Hazards);

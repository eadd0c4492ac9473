using Sintropia.Simulation.Circulation;
using Sintropia.Simulation.Tissues;

namespace Sintropia.Simulation.Organisms;

/// <summary>What an organism looks like at one moment.</summary>
/// <param name="Tick">Ticks done.</param>
/// <param name="Time">h.</param>
/// <param name="Tissues">Its tissues, in the order of the plan.</param>
/// <param name="Fingerprint">Hash of everything its future depends on and of its past; the same whatever the order of work was.</param>
public sealed record OrganismRecord(long Tick, double Time, IReadOnlyList<TissueRecord> Tissues, UInt128 Fingerprint)
{
    /// <summary>Its blood; null where it has none.</summary>
    public BloodRecord? Blood { get; init; }

    /// <summary>Living cells.</summary>
    public long Living => Tissues.Sum(t => t.AllLiving);
}

namespace Sintropia.Simulation.Circulation;

/// <summary>What the blood looks like at one moment.</summary>
/// <param name="Carried">Everything that it carries.</param>
/// <param name="Fingerprint">Hash of everything its future depends on, and of what it did.</param>
public sealed record BloodRecord(IReadOnlyList<CarriedRecord> Carried, UInt128 Fingerprint);

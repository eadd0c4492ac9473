namespace Sintropia.Biology.Cycle;

/// <summary>A phase and how long it takes.</summary>
/// <param name="Phase">Which phase.</param>
/// <param name="Law">The law of its work, h.</param>
public sealed record PhaseDuration(Phase Phase, DurationLaw Law);

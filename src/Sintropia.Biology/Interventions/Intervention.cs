namespace Sintropia.Biology.Interventions;

/// <summary>Something done to the organism.</summary>
/// <param name="Schedule">When.</param>
/// <param name="Target">Where.</param>
public abstract record Intervention(Schedule Schedule, Target Target);

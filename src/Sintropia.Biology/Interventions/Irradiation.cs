namespace Sintropia.Biology.Interventions;

/// <summary>A fraction of radiation at each onset of the schedule.</summary>
/// <param name="Dose">Gy per fraction, given at once.</param>
/// <param name="Schedule">When.</param>
/// <param name="Target">Where.</param>
public sealed record Irradiation(double Dose, Schedule Schedule, Target Target) : Intervention(Schedule, Target);

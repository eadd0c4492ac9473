namespace Sintropia.Design.Schedules;

/// <summary>Something that is given: one of the interventions of the condition whose schedule is sought.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Intervention">Its place among the interventions of the condition, from 0.</param>
/// <param name="Doses">Doses to choose from, as the scenario would write them; empty leaves the one that stands there.</param>
/// <param name="Times">Times for which it acts, as written; empty leaves the one that stands there.</param>
public sealed record ScheduledAgent(string Name, int Intervention, IReadOnlyList<string> Doses, IReadOnlyList<string> Times);

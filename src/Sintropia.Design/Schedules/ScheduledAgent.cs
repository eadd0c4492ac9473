namespace Sintropia.Design.Schedules;

/// <summary>Something that is given: one of the interventions of the condition whose schedule is sought.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Intervention">Its place among the interventions of the condition, from 0.</param>
/// <param name="Doses">Doses to choose from, as the scenario would write them; empty leaves the one that stands there.</param>
/// <param name="Times">Times for which it acts, as written; empty leaves the one that stands there.</param>
/// <param name="IsCourse">Whether these times are those of a course of repeated doses, from its onset to its 'until', which moves with it; otherwise each is how long the one dose acts, its 'for'.</param>
public sealed record ScheduledAgent(string Name, int Intervention, IReadOnlyList<string> Doses, IReadOnlyList<string> Times, bool IsCourse = false);

namespace Sintropia.Client.Scenarios;

/// <summary>What a scenario will simulate, and what every number rests on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What to see.</param>
/// <param name="Seed">Seed of all draws.</param>
/// <param name="DurationH">h.</param>
/// <param name="TickH">h.</param>
/// <param name="RecordEveryH">h.</param>
/// <param name="Conditions">Arms of the experiment.</param>
/// <param name="Replicates">Replicates of each.</param>
/// <param name="Founders">Cells that each condition and replicate begins with.</param>
/// <param name="Lineage">Whether the life of every cell is written.</param>
/// <param name="Interventions">What is done under each condition.</param>
/// <param name="Assumptions">Every number, with its source or without.</param>
/// <param name="Warnings">What is valid and probably not meant.</param>
/// <param name="Explanation">All of it in words.</param>
public sealed record ScenarioExplanation(
    string Name, string Description, ulong Seed, double DurationH, double TickH, double RecordEveryH, IReadOnlyList<string> Conditions, int Replicates, long Founders, bool Lineage,
    IReadOnlyList<Intervention> Interventions, IReadOnlyList<Assumption> Assumptions, IReadOnlyList<ScenarioProblem> Warnings, string Explanation);

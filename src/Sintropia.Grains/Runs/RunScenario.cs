namespace Sintropia.Grains.Runs;

/// <summary>What a run's plan is compiled from, on every machine.</summary>
/// <param name="Files">The scenario, its branches and the files that it names; by name.</param>
/// <param name="ForkOf">Folder of the run that it was forked off; null for none.</param>
/// <param name="ForkCondition">Which of that run's conditions.</param>
/// <param name="ForkAt">When, h.</param>
[GenerateSerializer, Immutable, Alias("run-scenario")]
public sealed record RunScenario(
    [property: Id(0)] Dictionary<string, byte[]> Files, [property: Id(1)] string? ForkOf = null, [property: Id(2)] string ForkCondition = "", [property: Id(3)] double ForkAt = 0);

using Sintropia.Grains.Organisms;

namespace Sintropia.Grains.Runs;

/// <summary>Hands a run to a cluster.</summary>
/// <param name="Name">Name of its scenario.</param>
/// <param name="Scenario">What it is compiled from.</param>
/// <param name="Folder">Its folder, relative to all runs.</param>
/// <param name="Settings">How it is carried out.</param>
/// <param name="Continue">Whether the folder holds this run already, to go on from its newest checkpoint.</param>
/// <param name="Replace">Whether an earlier run in the folder may be replaced.</param>
[GenerateSerializer, Immutable, Alias("submit-run")]
public sealed record SubmitRun(
    [property: Id(0)] string Name, [property: Id(1)] RunScenario Scenario, [property: Id(2)] string Folder, [property: Id(3)] RunSettings Settings, [property: Id(4)] bool Continue,
    [property: Id(5)] bool Replace);

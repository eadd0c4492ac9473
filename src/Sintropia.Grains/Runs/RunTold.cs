using System.Text.Json;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Grains.Runs;

/// <summary>What a run says of itself.</summary>
/// <param name="Version">Grows with every change, over all machines that the run was on.</param>
/// <param name="Name">Name of its scenario.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Status">How far it is.</param>
/// <param name="ProgressJson">Its progress as JSON; empty before it started.</param>
/// <param name="Failure">Why it failed; null if it did not.</param>
/// <param name="Recoveries">How often it was started again, since part of it or the machine that drove it was lost.</param>
[GenerateSerializer, Immutable, Alias("run-told")]
public sealed record RunTold(
    [property: Id(0)] long Version, [property: Id(1)] string Name, [property: Id(2)] string Folder, [property: Id(3)] RunStatus Status, [property: Id(4)] byte[] ProgressJson,
    [property: Id(5)] string? Failure, [property: Id(6)] int Recoveries)
{
    /// <summary>Its progress; null before it started.</summary>
    public RunProgress? Progress => ProgressJson.Length == 0 ? null : JsonSerializer.Deserialize<RunProgress>(ProgressJson);

    /// <summary>Whether nothing of it is under way; a held run is under way.</summary>
    [Id(7)]
    public bool HasEnded { get; init; }
}

using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Grains.Runs;

/// <summary>What is stored of a run, so that any machine can go on with it.</summary>
[GenerateSerializer, Alias("run-record")]
public sealed class RunRecord
{
    /// <summary>Its name in the storage.</summary>
    public const string Name = "run";

    /// <summary>What was asked for; null before.</summary>
    [Id(0)]
    public SubmitRun? Request { get; set; }

    /// <summary>How far it is.</summary>
    [Id(1)]
    public RunStatus Status { get; set; }

    /// <summary>Whether it has ended.</summary>
    [Id(2)]
    public bool HasEnded { get; set; }

    /// <summary>How often it was started: no two starts share an epoch.</summary>
    [Id(3)]
    public long Starts { get; set; }

    /// <summary>Why it failed.</summary>
    [Id(4)]
    public string? Failure { get; set; }

    /// <summary>What it told last, as JSON.</summary>
    [Id(5)]
    public byte[] Progress { get; set; } = [];

    /// <summary>Whether its user wants it held. Who brings it back holds it again.</summary>
    [Id(6)]
    public bool IsHeld { get; set; }

    /// <summary>How its user wants it to end. Who brings it back ends it.</summary>
    [Id(7)]
    public RunEnd End { get; set; }
}

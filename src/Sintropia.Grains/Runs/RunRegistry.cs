namespace Sintropia.Grains.Runs;

/// <summary>What is stored of all runs of a cluster.</summary>
[GenerateSerializer, Alias("run-registry-record")]
public sealed class RunRegistry
{
    /// <summary>Identities given so far.</summary>
    [Id(0)]
    public long Given { get; set; }

    /// <summary>All runs, the oldest first.</summary>
    [Id(1)]
    public List<string> Runs { get; set; } = [];

    /// <summary>Those that have not ended.</summary>
    [Id(2)]
    public List<string> Open { get; set; } = [];
}

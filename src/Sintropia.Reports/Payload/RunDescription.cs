namespace Sintropia.Reports.Payload;

/// <summary>run.json as the report needs it. A missing value stays at its default: a report of an unfinished or older run is better than none.</summary>
public sealed record RunDescription
{
    /// <summary>Name of the scenario.</summary>
    public string Name { get; init; } = "";
    /// <summary>What the scenario says about itself.</summary>
    public string Description { get; init; } = "";
    /// <summary>Version of Sintropia that ran.</summary>
    public string Sintropia { get; init; } = "";
    /// <summary>running, completed, cancelled, paused or failed.</summary>
    public string Status { get; init; } = "unknown";
    /// <summary>Seed, as text: it may exceed what a browser's numbers hold.</summary>
    public string Seed { get; init; } = "";
    /// <summary>Length of the run, h.</summary>
    public double DurationH { get; init; }
    /// <summary>Tick, h.</summary>
    public double TickH { get; init; }
    /// <summary>Time between records, h.</summary>
    public double RecordEveryH { get; init; }
    /// <summary>Hash of the scenario file.</summary>
    public string ScenarioSha256 { get; init; } = "";
    /// <summary>Where it ran.</summary>
    public MachineDescription Machine { get; init; } = new();
    /// <summary>Start, ISO 8601.</summary>
    public string Started { get; init; } = "";
    /// <summary>End, ISO 8601; null while it runs.</summary>
    public string? Finished { get; init; }
    /// <summary>Wall-clock seconds.</summary>
    public double? WallSeconds { get; init; }
    /// <summary>Conditions in the order of the scenario.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];
    /// <summary>Replicates per condition.</summary>
    public int Replicates { get; init; }
    /// <summary>The run this one forked from; null for a run of its own.</summary>
    public BranchOrigin? BranchOf { get; init; }
    /// <summary>Unit of each substance.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();
    /// <summary>What was done, and when.</summary>
    public IReadOnlyList<InterventionEntry> Interventions { get; init; } = [];
    /// <summary>Every number the run rests on.</summary>
    public IReadOnlyList<AssumptionEntry> Assumptions { get; init; } = [];
    /// <summary>One entry per condition and replicate.</summary>
    public IReadOnlyList<ReplicateEntry> Runs { get; init; } = [];
    /// <summary>Fingerprint of the whole run, 32 hexadecimal digits.</summary>
    public string Fingerprint { get; init; } = "";
    /// <summary>How fast it ran.</summary>
    public PerformanceEntry? Performance { get; init; }
    /// <summary>Files of the run with their hashes.</summary>
    public IReadOnlyDictionary<string, FileEntry> Files { get; init; } = new Dictionary<string, FileEntry>();
}

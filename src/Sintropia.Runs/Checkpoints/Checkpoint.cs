using Sintropia.Runs.Results;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Checkpoints;

/// <summary>Everything that the rest of a run depends on, but for the cells, which are in niches beside it.</summary>
public sealed record Checkpoint
{
    /// <summary>The format that this version reads and writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format.</summary>
    public required int Format { get; init; }

    /// <summary>Version of Sintropia that wrote it; another version may give other bits, so only the same one goes on.</summary>
    public required string Sintropia { get; init; }

    /// <summary>Hash of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>Which part of the run was under way.</summary>
    public required int Part { get; init; }

    /// <summary>State of the organism.</summary>
    public required OrganismState Organism { get; init; }

    /// <summary>The niches.</summary>
    public required IReadOnlyList<NicheFile> Niches { get; init; }

    /// <summary>Bytes of each table at this moment; what came after is cut off on resuming.</summary>
    public required IReadOnlyDictionary<string, long> Tables { get; init; }

    /// <summary>Parts that were complete.</summary>
    public required IReadOnlyList<PartSummary> Finished { get; init; }

    /// <summary>Work done so far.</summary>
    public required Effort Effort { get; init; }
}

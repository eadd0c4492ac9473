using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Execution;

/// <summary>A run, resolved: what is simulated, under which conditions, and what is recorded.</summary>
public sealed record RunPlan
{
    /// <summary>Name of the scenario.</summary>
    public required string Name { get; init; }

    /// <summary>What to see.</summary>
    public string Description { get; init; } = "";

    /// <summary>Seed of the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>h.</summary>
    public required double Duration { get; init; }

    /// <summary>h.</summary>
    public required double Tick { get; init; }

    /// <summary>Interval between records, a whole number of ticks.</summary>
    public required int TicksPerRecord { get; init; }

    /// <summary>Whether the life of every cell is written.</summary>
    public required bool KeepLineage { get; init; }

    /// <summary>When what cells express is written down; null in a run without expression.</summary>
    public SnapshotPlan? Snapshots { get; init; }

    /// <summary>Names of the conditions; the first is what the others are compared with, unless one is called control.</summary>
    public required IReadOnlyList<string> Conditions { get; init; }

    /// <summary>Replicates of each condition.</summary>
    public required int Replicates { get; init; }

    /// <summary>The organism of a condition and replicate. Conditions share cell types, tissues, agents and seed.</summary>
    public required Func<string, int, OrganismPlan> Organism { get; init; }

    /// <summary>Hash of everything that the result depends on: the texts it was read from.</summary>
    public required string Hash { get; init; }

    /// <summary>What run.json says of the scenario besides.</summary>
    public required ScenarioFacts Facts { get; init; }

    /// <summary>Where this run was forked off another; null if it was not.</summary>
    public Fork? Fork { get; init; }
}

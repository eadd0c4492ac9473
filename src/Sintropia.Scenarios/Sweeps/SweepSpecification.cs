namespace Sintropia.Scenarios.Sweeps;

/// <summary>What a sweep changes in its scenario, and how.</summary>
public sealed record SweepSpecification
{
    /// <summary>Columns that the results of every sweep have, so that no parameter can be called so.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "point", "condition", "replicate", "founders", "living", "divisions", "deaths", "doublings", "share_g0", "share_g1", "share_s", "share_g2", "share_m", "share_senescent", "fingerprint", "failure",
    ];

    /// <summary>What it is called; null for the name of the scenario.</summary>
    public string? Name { get; init; }

    /// <summary>Which combinations it takes.</summary>
    public required SweepDesign Design { get; init; }

    /// <summary>Points, rows or trajectories of a design that draws; 0 for others.</summary>
    public int Samples { get; init; }

    /// <summary>Levels that <see cref="SweepDesign.Morris"/> steps between.</summary>
    public int Levels { get; init; } = 4;

    /// <summary>Seed of the points; null for that of the scenario.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether each point has a seed of its own; otherwise all have the scenario's, and what differs between them is what was changed.</summary>
    public bool OwnSeeds { get; init; }

    /// <summary>What is changed, at least one.</summary>
    public required IReadOnlyList<SweepParameter> Parameters { get; init; }
}

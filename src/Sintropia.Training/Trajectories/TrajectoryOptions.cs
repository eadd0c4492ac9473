using Sintropia.Predictors.VirtualCellLine;

namespace Sintropia.Training.Trajectories;

/// <summary>Which gene is forced in which cell.</summary>
public sealed record TrajectoryOptions
{
    /// <summary>The gene.</summary>
    public required string Gene { get; init; }

    /// <summary>Its level at the end of the ramp, log-normalised; the 99th percentile of the cells that express it if left out.</summary>
    public double? Level { get; init; }

    /// <summary>The cell by its name in the file; the control cell nearest to the mean of all if left out.</summary>
    public string? Cell { get; init; }

    /// <summary>How states follow each other. Default: fed back at the depth of the cell.</summary>
    public TrajectoryRule Rule { get; init; } = TrajectoryRule.KeptDepth;

    /// <summary>Share of the way that the level goes with each step. Default: 0.1.</summary>
    public double Share { get; init; } = 0.1;

    /// <summary>Most steps. Default: 100.</summary>
    public int MostSteps { get; init; } = 100;
}

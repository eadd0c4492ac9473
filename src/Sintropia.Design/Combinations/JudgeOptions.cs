namespace Sintropia.Design.Combinations;

/// <summary>How searches are judged on matrices that are measured in full.</summary>
public sealed record JudgeOptions
{
    /// <summary>Searches of each strategy and matrix, each with a seed of its own. Default: 20.</summary>
    public int Seeds { get; init; } = 20;

    /// <summary>Most pairs of doses that are measured of a matrix. Default: 20.</summary>
    public int Measurements { get; init; } = 20;

    /// <summary>Most matrices that are measured of a screen. Default: 120.</summary>
    public int Matrices { get; init; } = 120;

    /// <summary>Matrices that are measured at a time. Default: 6.</summary>
    public int Batch { get; init; } = 6;
}

namespace Sintropia.Training.Configuration;

/// <summary>How long and how fast a stage of training is.</summary>
public sealed record StageOptions
{
    /// <summary>Most steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Cells of a step, or sets.</summary>
    public required int Batch { get; init; }

    /// <summary>Learning rate.</summary>
    public required double Rate { get; init; }

    /// <summary>Weight decay.</summary>
    public double Decay { get; init; }

    /// <summary>Steps between two looks at the validation loss.</summary>
    public int ValidateEvery { get; init; } = 50;

    /// <summary>Looks without a better one after which the stage ends.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>Weight of the error at genes that a cell does not express, of the virtual cell line. Default: 0, as published: then it predicts clearly positive expression of all genes.</summary>
    public double ZerosWeight { get; init; }

    /// <summary>Whether the rate rises and falls once over the stage, as bio-JEPA's.</summary>
    public bool OneCycle { get; init; }
}

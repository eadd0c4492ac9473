namespace Sintropia.Training.Predictions;

/// <summary>Which cells a model is asked about, and about what.</summary>
public sealed record PredictionOptions
{
    /// <summary>An .h5ad file of cells that nothing was done to, or of some that something was done to beside their controls.</summary>
    public required string Cells { get; init; }

    /// <summary>What is to be predicted: names that the model knows, several joined by '+'. Everything that the file's column names, if none.</summary>
    public IReadOnlyList<string> Perturbations { get; init; } = [];

    /// <summary>Column that says what was done to a cell; empty where nothing was done to any.</summary>
    public string Column { get; init; } = "";

    /// <summary>What it says of controls; as in the model's training data if left out.</summary>
    public string? Control { get; init; }

    /// <summary>Column of the context of a cell, for models of several.</summary>
    public string? Context { get; init; }

    /// <summary>Which cells to take, as `sintropia inspect` and scenarios write it. All if left out.</summary>
    public string? Where { get; init; }

    /// <summary>Layer to take; X if left out.</summary>
    public string? Layer { get; init; }

    /// <summary>Column of the size of each cell over all its genes; as in training if left out.</summary>
    public string? Sizes { get; init; }

    /// <summary>Most control cells of each context that are answered about, evenly chosen. Default: 1,000.</summary>
    public int MostCells { get; init; } = 1000;
}

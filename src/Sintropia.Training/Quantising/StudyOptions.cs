namespace Sintropia.Training.Quantising;

/// <summary>What is studied, and by which cells.</summary>
public sealed record StudyOptions
{
    /// <summary>An .h5ad file of counts with labels.</summary>
    public required string Cells { get; init; }

    /// <summary>Where the report goes.</summary>
    public required string Output { get; init; }

    /// <summary>Folders of models, scGPT's or State Embedding's; none to train a small one of each.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Column of obs with labels. Default: cell_type.</summary>
    public string Label { get; init; } = "cell_type";

    /// <summary>Labels that say nothing. Default: unassigned.</summary>
    public IReadOnlyList<string> Unlabelled { get; init; } = ["unassigned"];

    /// <summary>Column of var that names genes as models do; null for the names of rows.</summary>
    public string? Genes { get; init; }

    /// <summary>Genes that models trained here know: those that vary most. Default: 1,200.</summary>
    public int MostGenes { get; init; } = 1200;

    /// <summary>Steps of the scGPT that is trained here; State Embedding takes twice as many, which are quicker. Default: 800.</summary>
    public int Steps { get; init; } = 800;

    /// <summary>Of everything that is drawn. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The share of units that conformal intervals may miss. Default: 0.1.</summary>
    public double Alpha { get; init; } = 0.1;

    /// <summary>How long each speed is warmed up; nothing where nobody looks at speeds.</summary>
    internal TimeSpan Warmth { get; init; } = TimeSpan.FromSeconds(1);

    internal void Check()
    {
        if (Math.Min(MostGenes, Steps) < 1) throw new TrainingException("Genes or steps are below 1. Give 1 or more.");
        if (!(Alpha is > 0 and < 1)) throw new TrainingException(FormattableString.Invariant($"A share of {Alpha} cannot be missed. Give one between 0 and 1, as 0.1."));
    }
}

namespace Sintropia.Training.Samples;

/// <summary>How a file of cells becomes studies of a data set of samples.</summary>
public sealed record PartitionOptions
{
    /// <summary>An .h5ad file.</summary>
    public required string Cells { get; init; }

    /// <summary>The data set; files are added to those of a study that is there.</summary>
    public required string Output { get; init; }

    /// <summary>Columns of obs by the field that they are, as (study, donor).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Columns { get; init; } = [];

    /// <summary>Values that hold for all cells, by field, as (modality, perturbseq).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Values { get; init; } = [];

    /// <summary>Before the name of each study.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What joins perturbed genes in a name, to become '|'; empty for nothing.</summary>
    public string Joined { get; init; } = "+";

    /// <summary>The layer of counts; null for X.</summary>
    public string? Layer { get; init; }
}

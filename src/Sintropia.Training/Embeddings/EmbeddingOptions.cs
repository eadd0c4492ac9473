namespace Sintropia.Training.Embeddings;

/// <summary>How cells of a file are embedded.</summary>
public sealed record EmbeddingOptions
{
    /// <summary>The layer whose values are used, and which becomes X; null for X.</summary>
    public string? Layer { get; init; }

    /// <summary>The column of var that names genes as the model does; null for the names of rows.</summary>
    public string? Genes { get; init; }

    /// <summary>Under what name embeddings are written; null for the model's.</summary>
    public string? Key { get; init; }
}

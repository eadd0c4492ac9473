namespace Sintropia.Training.Embeddings;

/// <summary>How far embedding is.</summary>
/// <param name="Cells">Cells done.</param>
/// <param name="Of">All cells.</param>
public readonly record struct EmbeddingProgress(int Cells, int Of);

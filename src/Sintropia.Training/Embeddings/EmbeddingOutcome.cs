namespace Sintropia.Training.Embeddings;

/// <summary>What embedding a file came to.</summary>
/// <param name="Cells">Number of cells.</param>
/// <param name="Width">Length of an embedding.</param>
/// <param name="Key">Where embeddings lie, in obsm.</param>
/// <param name="GenesKnown">Genes of the file that the model knows.</param>
/// <param name="Genes">Genes of the file.</param>
/// <param name="Values">What the values were taken for.</param>
/// <param name="Notes">What did not fit into the new file.</param>
public sealed record EmbeddingOutcome(int Cells, int Width, string Key, int GenesKnown, int Genes, string Values, IReadOnlyList<string> Notes);

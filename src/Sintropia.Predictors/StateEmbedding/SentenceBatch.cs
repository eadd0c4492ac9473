using Sintropia.Tensors;

namespace Sintropia.Predictors.StateEmbedding;

/// <summary>Cells to train by, and the genes that they are asked for.</summary>
/// <param name="Sentences">Cells.</param>
/// <param name="Genes">Rows of the table of genes that are asked for, [cells, genes]; those that all cells share come last.</param>
/// <param name="Targets">Their log1p counts, [cells, genes].</param>
/// <param name="Shared">How many of the genes all cells share.</param>
/// <param name="Datasets">Which data set each cell is from, [cells]; none where that is not trained.</param>
public sealed record SentenceBatch(CellSentences Sentences, Indices Genes, Tensor Targets, int Shared, Indices? Datasets = null);

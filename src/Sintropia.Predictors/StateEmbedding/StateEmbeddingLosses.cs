using Sintropia.Tensors;

namespace Sintropia.Predictors.StateEmbedding;

/// <summary>The terms of the loss of a step.</summary>
/// <param name="Total">What is minimised.</param>
/// <param name="Genes">Distance of each cell's genes, mean over cells.</param>
/// <param name="Cells">Distance of each shared gene's cells, mean over genes; none without shared genes.</param>
/// <param name="Dataset">Cross-entropy of the data sets; none where that is not trained.</param>
public sealed record StateEmbeddingLosses(Tensor Total, Tensor Genes, Tensor? Cells, Tensor? Dataset);

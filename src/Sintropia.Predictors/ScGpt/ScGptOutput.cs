using Sintropia.Tensors;

namespace Sintropia.Predictors.ScGpt;

/// <summary>What an scGPT model makes of cells.</summary>
/// <param name="Expression">Of each gene, from its own position, [cells, positions]; what stands at padding means nothing.</param>
/// <param name="Cells">Embeddings, [cells, width].</param>
/// <param name="Classes">Scores of classes, [cells, classes].</param>
/// <param name="Queried">Expression of each gene, asked of the embedding, [cells, positions]; none without a query.</param>
/// <param name="Expressed">Probability that it is not zero, [cells, positions]; none without explicit zeros.</param>
/// <param name="QueriedExpressed">The same, asked of the embedding.</param>
/// <param name="Batches">Scores of batches behind a reversal of gradients, [cells, batches]; none without a discriminator.</param>
public sealed record ScGptOutput(Tensor Expression, Tensor Cells, Tensor Classes, Tensor? Queried, Tensor? Expressed, Tensor? QueriedExpressed, Tensor? Batches);

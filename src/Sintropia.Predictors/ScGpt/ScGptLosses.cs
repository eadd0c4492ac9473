using Sintropia.Tensors;

namespace Sintropia.Predictors.ScGpt;

/// <summary>The terms of the loss of a step; none where a term is not trained.</summary>
/// <param name="Total">What is minimised.</param>
/// <param name="Expression">Mean squared error of expression at masked positions.</param>
/// <param name="Queried">The same, asked of the embedding.</param>
/// <param name="Classes">Cross-entropy of classes.</param>
/// <param name="Similarity">How far cosines of cells are from the threshold.</param>
/// <param name="Contrast">How well a cell is told from others by a second pass.</param>
/// <param name="Batches">Cross-entropy of batches, against which the embedding is trained.</param>
public sealed record ScGptLosses(Tensor Total, Tensor Expression, Tensor? Queried, Tensor? Classes, Tensor? Similarity, Tensor? Contrast, Tensor? Batches);

using Sintropia.Tensors;

namespace Sintropia.Predictors.Gem;

/// <summary>The terms of the loss of a step.</summary>
/// <param name="Total">What is minimised.</param>
/// <param name="Expression">−ln p(expression | latent), mean over samples.</param>
/// <param name="Divergence">KL over all groups, mean over samples.</param>
/// <param name="Classes">Cross-entropies of fields; none where none is trained.</param>
/// <param name="Predicted">−ln p(expression | latent numbers of what is known), mean over samples; none where it has no weight.</param>
public sealed record GemLosses(Tensor Total, Tensor Expression, Tensor Divergence, Tensor? Classes, Tensor? Predicted = null);

using System.Collections.Immutable;
using Sintropia.Tensors;

namespace Sintropia.Predictors.Gem;

/// <summary>Samples that were made up.</summary>
/// <param name="Samples">What is known of them: rows of the request, in its order.</param>
/// <param name="Counts">[samples, genes].</param>
/// <param name="Latents">Latent numbers by group, [samples, width].</param>
/// <param name="Change">Against the reference, [samples, genes]; none where there is none.</param>
/// <param name="References">The row of the reference of each sample; empty where there is none.</param>
/// <param name="Unpaired">Rows of the request without a reference: they are not among the samples, and this says so.</param>
/// <param name="Reference">Counts of the reference of each sample, [samples, genes]; none where there is none.</param>
public sealed record GemPrediction(GemTable Samples, Tensor Counts, IReadOnlyDictionary<string, Tensor> Latents, Tensor? Change, ImmutableArray<int> References, ImmutableArray<int> Unpaired, Tensor? Reference = null);

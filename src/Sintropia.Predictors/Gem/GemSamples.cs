using Sintropia.Tensors;

namespace Sintropia.Predictors.Gem;

/// <summary>Samples with their expression.</summary>
/// <param name="Modality">How they were measured.</param>
/// <param name="Counts">[samples, genes of the modality].</param>
/// <param name="Known">What is known of them, encoded, by group.</param>
/// <param name="Targets">Perturbed genes; none for none.</param>
/// <param name="Labels">Values of fields that are read from latent numbers, [samples] each, −100 where one is missing; none for none.</param>
public sealed record GemSamples(string Modality, Tensor Counts, IReadOnlyDictionary<string, Tensor> Known, GemTargets? Targets = null, IReadOnlyDictionary<string, Indices>? Labels = null);

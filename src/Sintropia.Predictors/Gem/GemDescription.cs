using System.Collections.Immutable;

namespace Sintropia.Predictors.Gem;

/// <summary>What a file of a GEM model says of itself, beside its tensors.</summary>
/// <param name="Name">Of the model.</param>
/// <param name="Licence">Of its weights.</param>
/// <param name="TrainedOn">The data, in a sentence.</param>
/// <param name="Genes">Of all modalities together, in the order of the union.</param>
/// <param name="Options">Sizes of the network.</param>
/// <param name="Vocabulary">What it can be told.</param>
public sealed record GemDescription(string Name, string Licence, string TrainedOn, ImmutableArray<string> Genes, GemOptions Options, GemVocabulary Vocabulary);

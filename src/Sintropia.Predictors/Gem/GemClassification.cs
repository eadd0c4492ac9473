using System.Collections.Immutable;

namespace Sintropia.Predictors.Gem;

/// <summary>What a field of samples was read to be.</summary>
/// <param name="Field">The field.</param>
/// <param name="Values">What it can be, in order; a class without a value of the vocabulary is called other.</param>
/// <param name="Labels">The likeliest of each sample.</param>
/// <param name="Probabilities">[samples × values].</param>
public sealed record GemClassification(string Field, ImmutableArray<string> Values, ImmutableArray<string> Labels, ImmutableArray<float> Probabilities);

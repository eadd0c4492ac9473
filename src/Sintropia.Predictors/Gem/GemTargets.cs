using System.Collections.Immutable;

namespace Sintropia.Predictors.Gem;

/// <summary>Which gene was perturbed in each sample, and how.</summary>
/// <param name="Genes">Its place among the genes of the modality; −1 where it is not there, or nothing was done to a gene.</param>
/// <param name="Kinds">As crispr, shrna, overexpression, sirna; other kinds change no gene by themselves.</param>
public sealed record GemTargets(ImmutableArray<int> Genes, ImmutableArray<string> Kinds);

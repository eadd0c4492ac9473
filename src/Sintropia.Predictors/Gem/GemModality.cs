using System.Collections.Immutable;

namespace Sintropia.Predictors.Gem;

/// <summary>A way of measuring, with genes of its own.</summary>
/// <param name="Name">As keys have it: bulk, czi, perturbseq.</param>
/// <param name="Places">Of its genes in the union of all, in its own order; empty where it has the union itself.</param>
public sealed record GemModality(string Name, ImmutableArray<int> Places);

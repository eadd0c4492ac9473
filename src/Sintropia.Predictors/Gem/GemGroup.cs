using System.Collections.Immutable;

namespace Sintropia.Predictors.Gem;

/// <summary>A group of what is known of samples, and of the latent numbers that stand for it.</summary>
/// <param name="Name">As keys have it: biological, technical, perturbation.</param>
/// <param name="Inputs">Length of what is known, encoded.</param>
/// <param name="Width">Latent numbers.</param>
/// <param name="Classifiers">Fields that are read from the latent numbers, and how many values each has.</param>
public sealed record GemGroup(string Name, int Inputs, int Width, ImmutableArray<(string Field, int Classes)> Classifiers);

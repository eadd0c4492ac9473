using System.Collections.Immutable;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.Gem;

/// <summary>Sizes of a GEM-1 model. The published ones are not known: the defaults are those of a small replication.</summary>
public sealed record GemOptions
{
    /// <summary>Genes of all modalities together.</summary>
    public required int Genes { get; init; }

    /// <summary>Ways of measuring, one or more.</summary>
    public required ImmutableArray<GemModality> Modalities { get; init; }

    /// <summary>Groups of latent numbers in their order: biological, technical, perturbation, as published.</summary>
    public required ImmutableArray<GemGroup> Groups { get; init; }

    /// <summary>What is distributed how.</summary>
    public required GemLikelihood Likelihood { get; init; }

    /// <summary>Width of encoder and decoder. Default: 512.</summary>
    public int Hidden { get; init; } = 512;

    /// <summary>Blocks of each chain. Default: 2.</summary>
    public int Blocks { get; init; } = 2;

    /// <summary>How much wider blocks are inside. Default: 2.</summary>
    public int Expansion { get; init; } = 2;

    /// <summary>The function in blocks. Default: SiLU.</summary>
    public Activation Activation { get; init; } = Activation.Silu;

    /// <summary>How often a block was skipped in training. Default: 0.1.</summary>
    public float StochasticDepth { get; init; } = 0.1f;

    /// <summary>Whether each gene has a variance or dispersion of its own. Default: yes.</summary>
    public bool VarianceByGene { get; init; } = true;

    /// <summary>Kinds of perturbation that change their own gene. Default: crispr, shrna, overexpression, sirna.</summary>
    public ImmutableArray<string> Adjustments { get; init; } = ["crispr", "shrna", "overexpression", "sirna"];

    /// <summary>Latent numbers of all groups.</summary>
    public int Latent => Groups.Sum(g => g.Width);

    /// <summary>Refuses sizes that no network can have.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or genes of a modality are not in the union.</exception>
    public void Check()
    {
        if (Modalities.IsDefaultOrEmpty || Groups.IsDefaultOrEmpty) throw new ArgumentException("A GEM model needs at least one modality and one group of latent numbers.");
        if (Math.Min(Math.Min(Genes, Hidden), Math.Min(Blocks, Expansion)) < 1 || Groups.Any(g => g.Inputs < 1 || g.Width < 1 || g.Classifiers.Any(c => c.Classes < 1)) || !(StochasticDepth is >= 0 and < 1))
            throw new ArgumentException($"A GEM model of these sizes cannot be made: {this}. Every size has to be 1 or more, and the stochastic depth from 0 to below 1.");
        foreach (var modality in Modalities)
            if (modality.Places.Any(place => place < 0 || place >= Genes) || modality.Places.Distinct().Count() != modality.Places.Length)
                throw new ArgumentException($"The genes of the modality '{modality.Name}' are not different ones of the {Genes} in the union. Give each its place.");
        if (Modalities.Select(m => m.Name).Distinct(StringComparer.Ordinal).Count() != Modalities.Length || Groups.Select(g => g.Name).Distinct(StringComparer.Ordinal).Count() != Groups.Length) throw new ArgumentException("Two modalities or groups have one name. Name each otherwise.");
    }

    /// <summary>A modality by its name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public GemModality Modality(string name) => Modalities.FirstOrDefault(m => m.Name == name) ?? throw new ArgumentException($"There is no modality '{name}'. This model has {string.Join(", ", Modalities.Select(m => m.Name))}.", nameof(name));
}

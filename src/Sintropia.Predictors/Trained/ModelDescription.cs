using System.Text.Json;
using Sintropia.Biology.Interventions;

namespace Sintropia.Predictors.Trained;

/// <summary>What a file of a trained model says of itself, beside its tensors.</summary>
public sealed record ModelDescription
{
    /// <summary>What kind of model it is: one of <see cref="ModelFamily"/>.</summary>
    public required string Family { get; init; }

    /// <summary>Its name in tables and reports.</summary>
    public required string Name { get; init; }

    /// <summary>Its panel, in order. States are log-normalised.</summary>
    public required IReadOnlyList<string> Genes { get; init; }

    /// <summary>Molecules per cell that counts were brought to before their logarithm was taken; null where data came log-normalised.</summary>
    public double? Depth { get; init; }

    /// <summary>The column that said the size of each cell over all its genes; null where sums of cells did, or data came log-normalised.</summary>
    public string? Sizes { get; init; }

    /// <summary>Perturbations that it was told of in training, one by one.</summary>
    public required IReadOnlyList<string> Perturbations { get; init; }

    /// <summary>What cells of its training data had been treated with, by name, singles and combinations; empty where a model does not say.</summary>
    public IReadOnlyList<string> Trained { get; init; } = [];

    /// <summary>What sort of thing they are.</summary>
    public required AgentKind Kind { get; init; }

    /// <summary>Unit of their levels; empty for edits.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Level that they were measured at. Default: 1, which for edits is all of it.</summary>
    public double TrainedLevel { get; init; } = 1;

    /// <summary>What was written where nothing was done.</summary>
    public required string Control { get; init; }

    /// <summary>Contexts of the training data, by name.</summary>
    public IReadOnlyList<string> Contexts { get; init; } = [];

    /// <summary>The data, in a sentence.</summary>
    public required string TrainedOn { get; init; }

    /// <summary>Licence of the weights.</summary>
    public required string Licence { get; init; }

    /// <summary>Sizes of the network, as its options; null for baselines without any.</summary>
    public JsonElement? Options { get; init; }
}

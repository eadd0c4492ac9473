using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Schedules;

namespace Sintropia.Predictors.BioJepa;

/// <summary>How a stage of a bio-JEPA is trained; the defaults are those of the published run.</summary>
public sealed record BioJepaTrainingOptions
{
    /// <summary>The optimiser. Default: AdamW at 1e-4 with a decay of 0.05, of biases and norms too.</summary>
    public AdamOptions Adam { get; init; } = AdamOptions.AdamW with { Rate = 1e-4, Decay = 0.05 };

    /// <summary>The rate of each step; a <see cref="OneCycle"/> moves β₁ too, as PyTorch's does. Default: none, for the optimiser's own rate throughout.</summary>
    public ISchedule? Schedule { get; init; }

    /// <summary>Largest common norm of the gradients. Default: 1.</summary>
    public float MostNorm { get; init; } = 1;

    /// <summary>Share of the teacher that a step keeps. Default: 0.996.</summary>
    public double Momentum { get; init; } = 0.996;

    /// <summary>What is minimised.</summary>
    public BioJepaObjective Objective { get; init; } = new();

    /// <summary>The published schedule: up to the rate within 5 % of the steps, and down along a cosine.</summary>
    public static OneCycle Cycle(double rate, int steps) => new(rate, steps, Rise: 0.05);
}

using Sintropia.Predictors.Learning;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Schedules;

namespace Sintropia.Predictors.Gem;

/// <summary>Training of a GEM model: AdamW at 1e-3 with a decay of 1e-4, gradients clipped at a norm of 1. Published settings are not known; these are ours.</summary>
public sealed class GemTraining
{
    private const float MostNorm = 1;

    private readonly GemNetwork _network;
    private readonly GradientStep _step;

    /// <summary>Training at its beginning.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="adam">The optimiser; none for AdamW at 1e-3.</param>
    /// <param name="schedule">The rate of each step; none for a constant one.</param>
    public GemTraining(GemNetwork network, AdamOptions? adam = null, ISchedule? schedule = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        Optimiser = new(ParameterGroup.All(network.Parameters), adam ?? AdamOptions.AdamW with { Rate = 1e-3, Decay = 1e-4 });
        _step = new(Optimiser, MostNorm, schedule);
    }

    /// <summary>The optimiser, whose state is saved with the weights to go on later.</summary>
    public Adam Optimiser { get; }

    /// <summary>A step.</summary>
    /// <param name="samples">Samples.</param>
    /// <param name="noise">Standard normal, [samples, latent].</param>
    /// <param name="objective">What is minimised at this step; its β may rise from step to step.</param>
    /// <param name="dropout">Of this step; none for no dropout.</param>
    public StepOutcome Step(GemSamples samples, Tensor noise, GemObjective objective, Dropout? dropout = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return _step.Take(() => objective.Of(_network, samples, noise, dropout, movesNorms: true).Total);
    }
}

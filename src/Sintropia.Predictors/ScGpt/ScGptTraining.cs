using Sintropia.Predictors.Learning;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Schedules;

namespace Sintropia.Predictors.ScGpt;

/// <summary>Training of an scGPT model: Adam at 1e-4, gradients clipped at a norm of 1.</summary>
public sealed class ScGptTraining
{
    private const float MostNorm = 1;

    private readonly ScGptNetwork _network;
    private readonly ScGptObjective _objective;
    private readonly GradientStep _step;

    /// <summary>Training at its beginning.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="objective">What is minimised; none for the defaults.</param>
    /// <param name="adam">The optimiser; none for Adam at 1e-4.</param>
    /// <param name="schedule">The rate of each step; none for a constant one. The tutorials multiply it by 0.9 each epoch.</param>
    public ScGptTraining(ScGptNetwork network, ScGptObjective? objective = null, AdamOptions? adam = null, ISchedule? schedule = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_network, _objective) = (network, objective ?? new());
        Optimiser = new(ParameterGroup.All(network.Parameters), adam ?? AdamOptions.Adam with { Rate = 1e-4 });
        _step = new(Optimiser, MostNorm, schedule);
    }

    /// <summary>The optimiser, whose state is saved with the weights to go on later.</summary>
    public Adam Optimiser { get; }

    /// <summary>The terms of the loss of a batch.</summary>
    /// <param name="tokens">Cells as the network is given them.</param>
    /// <param name="target">Expression, [cells, positions].</param>
    /// <param name="mask">1 where it counts, [cells, positions].</param>
    /// <param name="classes">Labels [cells], where they are trained.</param>
    /// <param name="dropout">Of this step; none for no dropout.</param>
    /// <param name="movesNorms">Whether norms over the batch move.</param>
    public ScGptLosses Losses(GeneTokens tokens, Tensor target, Tensor mask, Indices? classes = null, Dropout? dropout = null, bool movesNorms = false)
    {
        var output = _network.Of(tokens, dropout, movesNorms);
        var again = _objective.ContrastWeight != 0 ? _network.Of(tokens, dropout).Cells : null;
        return _objective.Of(output, target, mask, tokens, classes, again);
    }

    /// <summary>A step.</summary>
    /// <inheritdoc cref="Losses" path="/param"/>
    public StepOutcome Step(GeneTokens tokens, Tensor target, Tensor mask, Indices? classes = null, Dropout? dropout = null, bool movesNorms = false) =>
        _step.Take(() => Losses(tokens, target, mask, classes, dropout, movesNorms).Total);
}

using Sintropia.Predictors.Learning;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Optimisers;

namespace Sintropia.Predictors.StateTransition;

/// <summary>Training of a State Transition model: Adam at a constant rate without decay, gradients clipped at a norm of 10.</summary>
public sealed class StateTransitionTraining
{
    private const float MostNorm = 10;

    private readonly StateTransitionNetwork _network;
    private readonly StateTransitionObjective _objective;
    private readonly GradientStep _step;

    /// <summary>Training at its beginning.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="objective">What is minimised; none for the defaults.</param>
    /// <param name="adam">The optimiser; none for Adam at 1e-4.</param>
    public StateTransitionTraining(StateTransitionNetwork network, StateTransitionObjective? objective = null, AdamOptions? adam = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_network, _objective) = (network, objective ?? new());
        Optimiser = new(ParameterGroup.All(network.Parameters), adam ?? AdamOptions.Adam with { Rate = 1e-4 });
        _step = new(Optimiser, MostNorm);
    }

    /// <summary>The optimiser, whose state is saved with the weights to go on later.</summary>
    public Adam Optimiser { get; }

    /// <summary>The terms of the loss of a batch.</summary>
    /// <param name="sets">Control cells and perturbations.</param>
    /// <param name="observed">Perturbed cells [sets, cells, outputs].</param>
    /// <param name="observedGenes">Their expression [sets, cells, genes], where the decoder is to be trained.</param>
    /// <param name="dropout">Of this step; none for no dropout.</param>
    public StateTransitionLosses Losses(CellSets sets, Tensor observed, Tensor? observedGenes = null, Dropout? dropout = null) =>
        _objective.Of(_network, sets, _network.Of(sets, dropout), observed, observedGenes);

    /// <summary>A step.</summary>
    /// <inheritdoc cref="Losses" path="/param"/>
    public StepOutcome Step(CellSets sets, Tensor observed, Tensor? observedGenes = null, Dropout? dropout = null) => _step.Take(() => Losses(sets, observed, observedGenes, dropout).Total);
}

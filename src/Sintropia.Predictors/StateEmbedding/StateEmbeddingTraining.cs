using Sintropia.Predictors.Learning;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Schedules;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.StateEmbedding;

/// <summary>Training of a State Embedding model: AdamW, gradients clipped at a norm of 0.8. Vectors of genes are not trained.</summary>
public sealed class StateEmbeddingTraining
{
    private const float MostNorm = 0.8f;

    private readonly StateEmbeddingNetwork _network;
    private readonly StateEmbeddingObjective _objective;
    private readonly Tensor _vectors;
    private readonly GradientStep _step;

    /// <summary>Training at its beginning.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="vectors">Of all genes, [genes, vector width].</param>
    /// <param name="objective">What is minimised; none for the default.</param>
    /// <param name="adam">The optimiser; none for AdamW at 1e-5 with a decay of 0.01.</param>
    /// <param name="schedule">The rate of each step; none for a constant one.</param>
    public StateEmbeddingTraining(StateEmbeddingNetwork network, Tensor vectors, StateEmbeddingObjective? objective = null, AdamOptions? adam = null, ISchedule? schedule = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(vectors);
        (_network, _vectors, _objective) = (network, vectors, objective ?? new());
        Optimiser = new(ParameterGroup.All(network.Parameters), adam ?? AdamOptions.AdamW with { Rate = 1e-5 });
        _step = new(Optimiser, MostNorm, schedule);
    }

    /// <summary>The optimiser, whose state is saved with the weights to go on later.</summary>
    public Adam Optimiser { get; }

    /// <summary>The terms of the loss of a batch.</summary>
    /// <param name="batch">Cells and the genes that are asked for.</param>
    /// <param name="dropout">Of this step; none for no dropout.</param>
    /// <exception cref="ShapeException">Shapes do not fit.</exception>
    public StateEmbeddingLosses Losses(SentenceBatch batch, Dropout? dropout = null) => _objective.Of(_network, batch, _vectors, dropout);

    /// <summary>A step.</summary>
    /// <inheritdoc cref="Losses" path="/param"/>
    public StepOutcome Step(SentenceBatch batch, Dropout? dropout = null) => _step.Take(() => Losses(batch, dropout).Total);
}

using Sintropia.Biology.Expression;
using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.Responses;
using Sintropia.Tensors;

namespace Sintropia.Predictors.StateTransition;

/// <summary>A State Transition network of genes as a model of perturbations: cells are answered as sets, in the order that they are given in; the last set may be short.</summary>
public sealed class StateTransitionPredictor : NetworkModel
{
    private readonly StateTransitionNetwork _network;
    private readonly PerturbationVectors _vectors;

    /// <summary>A trained network.</summary>
    /// <param name="name">Of the model.</param>
    /// <param name="network">In a space of genes.</param>
    /// <param name="genes">Its panel.</param>
    /// <param name="vectors">What it is told of perturbations; of none, zeros.</param>
    /// <exception cref="ArgumentException">Sizes do not fit.</exception>
    public StateTransitionPredictor(string name, StateTransitionNetwork network, IReadOnlyList<string> genes, PerturbationVectors vectors) : base(name, genes)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(vectors);
        var options = network.Options;
        if (options.Space == StateSpace.Embedding || options.Inputs != Genes.Count || options.Outputs != Genes.Count || options.PerturbationWidth != vectors.Width || options.Batches > 0)
            throw new ArgumentException($"A network from {options.Inputs} to {options.Outputs} in {options.Space}, told {options.PerturbationWidth} numbers and {options.Batches} batches, cannot answer cells of {Genes.Count} genes with {vectors.Width} numbers. Use one of genes, without batches.");
        (_network, _vectors) = (network, vectors);
    }

    /// <inheritdoc/>
    public override SetPolicy Sets => SetPolicy.Sets;

    /// <inheritdoc/>
    public override string? Objection(Treatment treatment) => Unknown(treatment, _vectors);

    private protected override int CellsAtOnce => _network.Options.CellsPerSet;

    private protected override Tensor Answer(Tensor cells, Treatment treatment) =>
        _network.Of(new(cells.Unsqueeze(0), Told(treatment, _vectors, cells.Shape[0]).Unsqueeze(0))).Cells.Squeeze(0);
}

using Sintropia.Tensors;
using Sintropia.Tensors.Losses;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.StateTransition;

/// <summary>What a State Transition model minimises: predicted sets are distributed as observed ones.</summary>
public sealed record StateTransitionObjective
{
    /// <summary>How far sets are apart. Default: energy.</summary>
    public SetLoss Loss { get; init; } = SetLoss.Energy;

    /// <summary>Blur of the Sinkhorn divergence. Default: 0.05.</summary>
    public float Blur { get; init; } = 0.05f;

    /// <summary>Bandwidths of the kernels of the mean discrepancy, in units of the cells. Default: 1, 2, 4, 8, 16.</summary>
    public IReadOnlyList<float> Bandwidths { get; init; } = [1, 2, 4, 8, 16];

    /// <summary>Weight of the same loss on decoded genes. Default: 1.</summary>
    public float DecoderWeight { get; init; } = 1;

    /// <summary>Whether the decoder's loss stops at the decoder. Default: no.</summary>
    public bool DetachesDecoder { get; init; }

    /// <summary>Weight of the confidence's loss. Default: 1.1; the published code adds it twice, with 0.1 and with 1.</summary>
    public float ConfidenceWeight { get; init; } = 1.1f;

    /// <summary>The confidence should be this many times the loss. Default: 10.</summary>
    public float ConfidenceScale { get; init; } = 10;

    /// <summary>Weight of mean |answer − control|. Default: 0.</summary>
    public float Regularisation { get; init; }

    /// <summary>Of each pair of sets.</summary>
    /// <param name="predicted">[sets, cells, width].</param>
    /// <param name="observed">[sets, other cells, width].</param>
    /// <returns>[sets]</returns>
    public Tensor Each(Tensor predicted, Tensor observed) => Loss switch
    {
        SetLoss.Energy => EnergyDistance.Of(predicted, observed),
        SetLoss.SquaredError => (predicted - observed).Square().Mean(-2, -1),
        SetLoss.Sinkhorn => SinkhornDivergence.Of(predicted, observed, Blur),
        SetLoss.SinkhornAndEnergy => SinkhornDivergence.Of(predicted, observed, Blur) * 0.01f + EnergyDistance.Of(predicted, observed),
        SetLoss.MeanDiscrepancy => Discrepancies(predicted, observed),
        _ => throw new NotSupportedException($"There is no set loss {Loss}."),
    };

    /// <summary>All terms of the loss of a batch. A set whose distance is not a number makes the whole not a number: it is not left out in silence, as in the published code.</summary>
    /// <param name="network">Decodes.</param>
    /// <param name="sets">What the network was given.</param>
    /// <param name="output">What it answered.</param>
    /// <param name="observed">Perturbed cells [sets, cells, outputs].</param>
    /// <param name="observedGenes">Their expression [sets, cells, genes], where the model has a decoder and it is to be trained.</param>
    public StateTransitionLosses Of(StateTransitionNetwork network, CellSets sets, StateTransitionOutput output, Tensor observed, Tensor? observedGenes = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(output);
        var main = Each(output.Cells, observed).Mean();
        var total = main;
        Tensor? decoder = null, confidence = null, target = null, shift = null;
        if (observedGenes is not null)
        {
            decoder = Each(network.Decode(DetachesDecoder ? output.Cells.Detach() : output.Cells), observedGenes).Mean();
            total += decoder * DecoderWeight;
        }

        if (output.Confidence is { } given)
        {
            target = total.Detach() * ConfidenceScale;
            confidence = (given - target).Square().Mean();
            total += confidence * ConfidenceWeight;
        }

        if (Regularisation != 0)
        {
            if (output.Cells.Shape != sets.Controls.Shape) throw ShapeException.Misfit("Regularisation", output.Cells.Shape, sets.Controls.Shape, "a shift from the controls needs answers in their space. Leave regularisation at 0.");
            shift = AbsoluteError.Mean(output.Cells, sets.Controls);
            total += shift * Regularisation;
        }

        return new(total, main, decoder, confidence, target, shift);
    }

    private Tensor Discrepancies(Tensor predicted, Tensor observed)
    {
        var each = new Tensor[predicted.Shape[0]];
        for (var set = 0; set < each.Length; set++) each[set] = MeanDiscrepancy.Of(predicted.At(0, set), observed.At(0, set), [.. Bandwidths]);
        return Tensor.Stack(0, each);
    }
}

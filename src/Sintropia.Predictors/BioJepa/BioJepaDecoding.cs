using Sintropia.Predictors.Learning;
using Sintropia.Tensors;
using Sintropia.Tensors.Optimisers;

namespace Sintropia.Predictors.BioJepa;

/// <summary>Stage 3 of training: the read-out learns expression from latents; everything else is held, and nothing is hidden.</summary>
public sealed class BioJepaDecoding
{
    private readonly BioJepaNetwork _network;
    private readonly ExpressionDecoder _decoder;
    private readonly GradientStep _step;

    /// <summary>The stage at its beginning.</summary>
    /// <param name="network">Trained.</param>
    /// <param name="decoder">What is trained.</param>
    /// <param name="options">How; none for AdamW at 1e-3 with a decay of 0.01. Its objective has no meaning here.</param>
    public BioJepaDecoding(BioJepaNetwork network, ExpressionDecoder decoder, BioJepaTrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(decoder);
        (_network, _decoder) = (network, decoder);
        options ??= new() { Adam = AdamOptions.AdamW };
        Optimiser = new(ParameterGroup.All(decoder.Parameters), options.Adam);
        _step = new(Optimiser, options.MostNorm, options.Schedule);
    }

    /// <summary>The optimiser, whose state is saved with the weights to go on later.</summary>
    public Adam Optimiser { get; }

    /// <summary>What is minimised.</summary>
    /// <param name="pairs">Cells before and after.</param>
    public Tensor Loss(CellPairs pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var latents = _network.Student.Of(pairs.Unperturbed, pairs.TotalsBefore);
        return BioJepaObjective.Decoding(_decoder.Change(latents, _network.Predictor.Of(latents, pairs.Perturbations)), pairs.Perturbed, pairs.Unperturbed);
    }

    /// <summary>A step.</summary>
    /// <param name="pairs">Cells before and after.</param>
    public StepOutcome Step(CellPairs pairs) => _step.Take(() => Loss(pairs));
}

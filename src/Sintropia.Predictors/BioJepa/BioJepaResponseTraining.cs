using Sintropia.Predictors.Learning;
using Sintropia.Tensors;
using Sintropia.Tensors.Optimisers;

namespace Sintropia.Predictors.BioJepa;

/// <summary>Stage 2 of training: the predictor of responses learns where perturbations take latents; both encoders are held.</summary>
public sealed class BioJepaResponseTraining
{
    private readonly BioJepaNetwork _network;
    private readonly BioJepaTrainingOptions _options;
    private readonly GradientStep _step;

    /// <summary>The stage at its beginning.</summary>
    /// <param name="network">What is trained, its encoders pre-trained.</param>
    /// <param name="options">How; none for the defaults.</param>
    public BioJepaResponseTraining(BioJepaNetwork network, BioJepaTrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_network, _options) = (network, options ?? new());
        Optimiser = new(ParameterGroup.All(network.Parameters.Where(p => p.Name.StartsWith("predictor.", StringComparison.Ordinal))), _options.Adam);
        _step = new(Optimiser, _options.MostNorm, _options.Schedule);
    }

    /// <summary>The optimiser, whose state is saved with the weights to go on later.</summary>
    public Adam Optimiser { get; }

    /// <summary>What is minimised.</summary>
    /// <param name="pairs">Cells before and after.</param>
    /// <param name="hidden">1 where the student does not see a gene of the unperturbed cell; [cells, genes]. After training it sees all.</param>
    public Tensor Loss(CellPairs pairs, Tensor hidden)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var response = _network.Predictor.Of(_network.Student.Of(pairs.Unperturbed, pairs.TotalsBefore, hidden), pairs.Perturbations);
        return _options.Objective.Response(response, _network.Teacher.Of(pairs.Perturbed, pairs.TotalsAfter), hidden);
    }

    /// <summary>A step.</summary>
    /// <inheritdoc cref="Loss" path="/param"/>
    public StepOutcome Step(CellPairs pairs, Tensor hidden) => _step.Take(() => Loss(pairs, hidden));
}

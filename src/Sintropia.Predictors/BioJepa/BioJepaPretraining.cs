using Sintropia.Predictors.Learning;
using Sintropia.Tensors;
using Sintropia.Tensors.Optimisers;

namespace Sintropia.Predictors.BioJepa;

/// <summary>Stage 1 of training: the student learns what the teacher sees of genes that are hidden from it, and the teacher follows the student.</summary>
public sealed class BioJepaPretraining
{
    private readonly BioJepaNetwork _network;
    private readonly BioJepaTrainingOptions _options;
    private readonly GradientStep _step;
    private readonly MovingAverage _teacher;

    /// <summary>The stage at its beginning. The teacher is used as it is: give a fresh one the student's weights first.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="options">How; none for the defaults.</param>
    public BioJepaPretraining(BioJepaNetwork network, BioJepaTrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_network, _options) = (network, options ?? new());
        Optimiser = new(ParameterGroup.All(network.Parameters.Where(p => p.Name.StartsWith("student.", StringComparison.Ordinal) || p.Name.StartsWith("masked_predictor.", StringComparison.Ordinal))), _options.Adam);
        _step = new(Optimiser, _options.MostNorm, _options.Schedule);
        _teacher = new(network.Teacher, network.Student, copy: false);
    }

    /// <summary>The optimiser, whose state is saved with the weights to go on later.</summary>
    public Adam Optimiser { get; }

    /// <summary>What is minimised.</summary>
    /// <param name="x">Whole cells; [cells, genes].</param>
    /// <param name="totals">[cells].</param>
    /// <param name="hidden">1 where the student does not see a gene; [cells, genes].</param>
    public Tensor Loss(Tensor x, Tensor totals, Tensor hidden)
    {
        var student = _network.Student.Of(x, totals, hidden);
        return _options.Objective.Pretraining(_network.Hidden.Of(student), student, _network.Teacher.Of(x, totals), hidden);
    }

    /// <summary>A step; the teacher follows if it was taken.</summary>
    /// <inheritdoc cref="Loss" path="/param"/>
    public StepOutcome Step(Tensor x, Tensor totals, Tensor hidden)
    {
        var outcome = _step.Take(() => Loss(x, totals, hidden));
        if (outcome.Taken) _teacher.Update(_options.Momentum);
        return outcome;
    }
}

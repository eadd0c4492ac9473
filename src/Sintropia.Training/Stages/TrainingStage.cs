using Sintropia.Predictors.Learning;
using Sintropia.Tensors.Optimisers;
using Sintropia.Training.Configuration;

namespace Sintropia.Training.Stages;

/// <summary>A stage of training: steps that are functions of their number, and a loss that it is judged by.</summary>
/// <param name="name">In curves.</param>
/// <param name="options">How long.</param>
internal abstract class TrainingStage(string name, StageOptions options)
{
    public string Name => name;

    public StageOptions Options => options;

    public abstract Adam Optimiser { get; }

    /// <summary>The step of a number, from 0.</summary>
    public abstract StepOutcome Step(int step);

    /// <summary>Loss on validation cells; always the same cells, and the same ones hidden.</summary>
    public abstract double Validate();

    /// <summary>What the stage needs done once before its first step.</summary>
    public virtual void Begin()
    {
    }
}

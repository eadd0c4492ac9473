using Sintropia.Tensors;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Schedules;

namespace Sintropia.Predictors.Learning;

/// <summary>Steps of training: the loss on a tape, its gradients, clipping, and the optimiser's move. What a step makes lives in a workspace, so later steps allocate little.</summary>
/// <param name="optimiser">Moves the parameters.</param>
/// <param name="most">The largest common norm of the gradients; none for no clipping.</param>
/// <param name="schedule">The rate of each step; a <see cref="OneCycle"/> moves Adam's β₁ too, as PyTorch's does. None for the optimiser's own.</param>
public sealed class GradientStep(Optimiser optimiser, float? most = null, ISchedule? schedule = null)
{
    private readonly Workspace _workspace = new();

    /// <summary>Takes a step. Where the loss or a gradient is not a finite number the weights stay as they are, and the outcome says so.</summary>
    /// <param name="loss">Computes the loss, a single number, from the parameters; called once.</param>
    public StepOutcome Take(Func<Tensor> loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        using var scope = _workspace.Begin();
        Tensor[] gradients;
        float value;
        using (var tape = new Tape())
        {
            foreach (var parameter in optimiser.Parameters) tape.Watch(parameter);
            var result = loss();
            value = result.Value;
            gradients = tape.Gradient(result, optimiser.Parameters.AsSpan());
        }

        var norm = most is { } limit ? GradientClipping.ByNorm(gradients, limit) : GradientClipping.Norm(gradients);
        if (!float.IsFinite(value) || !float.IsFinite(norm)) return new(value, norm, Taken: false);

        if (schedule is not null) optimiser.Rate = schedule.At(optimiser.Steps);
        if (schedule is OneCycle cycle && optimiser is Adam adam) adam.Beta1 = cycle.MomentumAt(optimiser.Steps);
        optimiser.Step(gradients);
        return new(value, norm, Taken: true);
    }
}

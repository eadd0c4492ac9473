using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.StateTransition;

/// <summary>Sets of control cells, each with what is done to it. All sets of a batch have as many cells; sets of other sizes make batches of their own.</summary>
/// <param name="Controls">[sets, cells, inputs].</param>
/// <param name="Perturbations">[sets, cells, perturbation width]; the same for all cells of a set.</param>
/// <param name="Batches">[sets, cells], for models that know batches.</param>
public sealed record CellSets(Tensor Controls, Tensor Perturbations, Indices? Batches = null)
{
    /// <summary>Holds the shapes to a model's.</summary>
    /// <exception cref="ShapeException">They do not fit, or batches are given to a model without them, or missing.</exception>
    internal void Check(StateTransitionOptions options)
    {
        if (Controls.Rank != 3 || Controls.Shape[2] != options.Inputs) throw ShapeException.Unfit("StateTransition", Controls.Shape, $"control cells are [sets, cells, {options.Inputs}]. Align them with the features of the model.");
        if (Perturbations.Shape != Controls.Shape.With(-1, options.PerturbationWidth))
            throw ShapeException.Misfit("StateTransition", Controls.Shape, Perturbations.Shape, $"the second are perturbations, one of {options.PerturbationWidth} numbers per cell.");
        if (Batches is { } batches && (options.Batches == 0 || batches.Shape != Controls.Shape[..2]))
            throw ShapeException.Misfit("StateTransition", Controls.Shape, batches.Shape, options.Batches == 0 ? "this model knows no batches. Leave them out." : "the second are batches, one per cell.");
        if (Batches is null && options.Batches > 0) throw ShapeException.Unfit("StateTransition", Controls.Shape, $"this model was trained with {options.Batches} batches, and none are given. Say which batch each cell is from.");
    }
}

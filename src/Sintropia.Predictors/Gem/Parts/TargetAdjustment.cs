using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.Gem.Parts;

/// <summary>How the perturbed gene itself changes: v + a·v + b. Parameters: weight [1, 1] and bias [1].</summary>
internal sealed class TargetAdjustment : Layer
{
    private readonly Linear _change;

    public TargetAdjustment() => _change = Inner("", new Linear(1, 1));

    /// <param name="values">[cells, genes].</param>
    /// <param name="targets">1 at the perturbed gene of each cell that is perturbed so.</param>
    public Tensor Of(Tensor values, Tensor targets) => Seen(values + (values * _change.Weight.Reshape(1, 1) + _change.Bias!) * targets);
}

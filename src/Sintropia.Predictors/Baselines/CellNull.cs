using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Baselines;

/// <summary>B8: the change of a cell is the mean of all perturbed training cells less the cell itself. It knows nothing of perturbations and halves cell-level errors, because they are dominated by the control cell's own noise.</summary>
public sealed class CellNull : Baseline
{
    private readonly double[] _mean;

    /// <summary>The mean of the cells of a table.</summary>
    public CellNull(EffectTable table) : base(table) => _mean = ContextMean.Weighted([.. table.Groups.Where(g => g.Perturbation != table.Control)]);

    /// <inheritdoc/>
    public override string Name => "cell-level null";

    private protected override void Move(Treatment treatment, Span<float> cells) => Replace(_mean, treatment.Strength, cells);
}

using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Baselines;

/// <summary>B1: every cell becomes the mean of the training pseudobulks, (1/P) Σ ȳ_p, unweighted; over contexts too, if there are several.</summary>
public sealed class TrainMean : Baseline
{
    private readonly double[] _mean;

    /// <summary>The mean of a table.</summary>
    /// <param name="table">Training data.</param>
    /// <param name="includesControls">Whether the control's pseudobulk counts as one more, as in cell-eval. Default: it does not.</param>
    public TrainMean(EffectTable table, bool includesControls = false) : base(table)
    {
        var groups = table.Groups.Where(g => includesControls || g.Perturbation != table.Control).ToArray();
        if (groups.Length == 0) throw new ArgumentException("Training has no perturbed cells, and no mean of them. Give some.", nameof(table));
        _mean = EffectTable.Mean(groups.Select(g => g.Mean));
        Name = includesControls ? "train mean (cell-eval)" : "train mean";
    }

    /// <inheritdoc/>
    public override string Name { get; }

    private protected override void Move(Treatment treatment, Span<float> cells) => Replace(_mean, treatment.Strength, cells);
}

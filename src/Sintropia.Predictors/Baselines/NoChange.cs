using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Baselines;

/// <summary>B0: cells stay as they are. The floor.</summary>
/// <param name="table">Its genes.</param>
public sealed class NoChange(EffectTable table) : Baseline(table)
{
    /// <inheritdoc/>
    public override string Name => "no change";

    private protected override void Move(Treatment treatment, Span<float> cells)
    {
    }
}

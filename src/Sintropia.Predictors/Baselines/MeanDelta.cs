using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Baselines;

/// <summary>B2: every cell moves by the mean effect of all training perturbations, c̄_t + (1/P) Σ e_p. With one context its mean is that of <see cref="TrainMean"/>.</summary>
public sealed class MeanDelta : Baseline
{
    private readonly double[] _effect;

    /// <summary>The mean effect of a table.</summary>
    public MeanDelta(EffectTable table) : base(table) => _effect = table.MeanEffect();

    /// <inheritdoc/>
    public override string Name => "mean delta";

    private protected override void Move(Treatment treatment, Span<float> cells) => Add(_effect, Math.Min(1, treatment.Strength), cells);
}

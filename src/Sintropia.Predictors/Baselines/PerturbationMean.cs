using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Baselines;

/// <summary>B4: every cell moves by the effect of its perturbation, the unweighted mean over the contexts that it was measured in. One that was not measured has no effect, as in STATE; <see cref="Measured"/> says which.</summary>
/// <param name="table">Training data.</param>
/// <remarks>Of what is done together at unequal levels, the common part has the effect that was measured of the combination, and what is beyond that of itself.</remarks>
public sealed class PerturbationMean(EffectTable table) : Baseline(table)
{
    /// <inheritdoc/>
    public override string Name => "perturbation mean";

    /// <summary>Whether the effect of what is done was measured.</summary>
    public bool Measured(Treatment treatment)
    {
        ArgumentNullException.ThrowIfNull(treatment);
        return Table.EffectOf(treatment.Doses.Select(d => d.Perturbation)) is not null;
    }

    private protected override void Move(Treatment treatment, Span<float> cells)
    {
        Dose[] doses = [.. treatment.Doses.Where(d => d.Level > 0)];
        var common = doses.Min(d => d.Level);
        if (Table.EffectOf(doses.Select(d => d.Perturbation)) is { } together) Add(together, common, cells);
        foreach (var dose in doses.Where(d => d.Level > common))
            if (Table.Effect(dose.Perturbation) is { } alone)
                Add(alone, dose.Level - common, cells);
    }
}

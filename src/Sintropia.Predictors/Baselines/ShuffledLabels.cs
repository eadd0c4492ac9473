using Sintropia.Biology.Expression;
using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Baselines;

/// <summary>B9: another model that was fitted to training data whose perturbations exchanged their names. What it scores above chance it does not owe to knowing which perturbation does what; if a model does no better, nor does it.</summary>
public sealed class ShuffledLabels : IPerturbationModel
{
    private readonly IPerturbationModel _model;

    /// <summary>Fits.</summary>
    /// <param name="table">Training data under their right names.</param>
    /// <param name="fit">Makes the model.</param>
    /// <param name="seed">Of the exchange.</param>
    public ShuffledLabels(EffectTable table, Func<EffectTable, IPerturbationModel> fit, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(fit);
        _model = fit(table.Shuffled(seed));
    }

    /// <inheritdoc/>
    public string Name => $"{_model.Name}, shuffled labels";

    /// <inheritdoc/>
    public IReadOnlyList<string> Genes => _model.Genes;

    /// <inheritdoc/>
    public SetPolicy Sets => _model.Sets;

    /// <inheritdoc/>
    public string? Objection(Treatment treatment) => _model.Objection(treatment);

    /// <inheritdoc/>
    public void Respond(Treatment treatment, ReadOnlySpan<float> cells, Span<float> settled) => _model.Respond(treatment, cells, settled);
}

using Sintropia.Biology.Expression;
using Sintropia.Predictors.Responses;
using Sintropia.Tensors;

namespace Sintropia.Predictors.Gem;

/// <summary>A GEM model as a model of cells: biology and technique are read from the cell itself, the perturbation is what is known; what it says under none is subtracted.</summary>
/// <remarks>What was never perturbed in training leaves zeros, as published: the answer is then what its kind of perturbation does on average. Levels below one half count as none: the model is told of no strength.</remarks>
public sealed class GemResponse : NetworkModel
{
    private const string Perturbation = "perturbation", Id = "perturbation_ontology_id", Kind = "perturbation_type";

    private readonly GemModel _model;
    private readonly GemPredictor _predictor;
    private readonly string _modality, _kind;

    /// <summary>A trained model.</summary>
    /// <param name="name">In tables.</param>
    /// <param name="model">It; its genes are those of cells.</param>
    /// <param name="modality">In which cells were measured.</param>
    /// <param name="kind">What perturbation_type says of treatments, as crispr.</param>
    public GemResponse(string name, GemModel model, string modality, string kind) : base(name, Named(model, modality)) => (_model, _predictor, _modality, _kind) = (model, model.In(modality), modality, kind);

    /// <inheritdoc/>
    public override SetPolicy Sets => SetPolicy.Rows;

    /// <inheritdoc/>
    public override string? Objection(Treatment treatment) => null;

    private protected override int CellsAtOnce => 256;

    private protected override Tensor Answer(Tensor cells, Treatment treatment)
    {
        var (rows, counts) = (cells.Shape[0], cells.Expm1());
        string[] parts = [.. treatment.Doses.Where(d => d.Level >= 0.5).Select(d => d.Perturbation)];
        GemTable known = new(1, [KeyValuePair.Create(Id, (IReadOnlyList<string>)[string.Join('|', parts)]), KeyValuePair.Create(Kind, (IReadOnlyList<string>)[parts.Length > 0 ? _kind : GemPredictor.Control])]);
        var seen = _model.Network.Posterior(counts, _modality);
        Tensor[] latents = [.. _model.Network.Options.Groups.Select(g => g.Name == Perturbation ? _model.Network.Prior(Perturbation, _model.Vocabulary.Encode(known, Perturbation)).Mean.Expand([rows, g.Width]).Contiguous() : _model.Network.Part(seen, g.Name).Mean)];
        var targets = _predictor.Targets(known);
        var shares = _model.Network.Shares(_model.Network.Decode(Tensor.Concat(1, latents), _modality, new([.. Enumerable.Repeat(targets.Genes[0], rows)], [.. Enumerable.Repeat(targets.Kinds[0], rows)])));
        return (shares * counts.Sum(1, keep: true)).Log1p();
    }

    private static IReadOnlyList<string> Named(GemModel model, string modality)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.GenesOf(modality);
    }
}

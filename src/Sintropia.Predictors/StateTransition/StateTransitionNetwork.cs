using System.Globalization;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.StateTransition;

/// <summary>STATE's State Transition model: sets of control cells and what is done to them, to sets of perturbed cells.</summary>
/// <remarks>Keys: pert_encoder, basal_encoder, batch_encoder, transformer_backbone, project_out, final_down_then_up, confidence_token, gene_decoder.</remarks>
public sealed class StateTransitionNetwork : Layer
{
    /// <summary>The key of published checkpoints that holds zeros; loaded where <see cref="StateTransitionOptions.Vocabulary"/> says so, else to be named as unused.</summary>
    public const string WordTable = "transformer_backbone.embed_tokens.weight";

    private readonly Mlp _perturbation, _cells, _projection;
    private readonly Embedding? _batches;
    private readonly Backbone _backbone;
    private readonly Mlp? _narrow;
    private readonly ConfidenceToken? _confidence;
    private readonly GeneDecoder? _decoder;

    /// <summary>A network. It holds NaN until it is initialised or loaded.</summary>
    /// <exception cref="ArgumentException">The sizes cannot be.</exception>
    public StateTransitionNetwork(StateTransitionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        Options = options;
        _perturbation = Inner("pert_encoder", Chain(options.PerturbationWidth, options.Width, options.Width, options.EncoderLayers));
        _cells = Inner("basal_encoder", options.LinearCells ? new Mlp([options.Inputs, options.Width], Activation.Gelu, name: _ => "") : Chain(options.Inputs, options.Width, options.Width, options.EncoderLayers));
        if (options.Batches > 0) _batches = Inner("batch_encoder", new Embedding(options.Batches, options.Width));
        _backbone = Inner("transformer_backbone", new Backbone(options));
        _projection = Inner("project_out", Chain(options.Width, options.Width, options.Outputs, options.ProjectionLayers));
        if (options.Space == StateSpace.AllGenes) _narrow = Inner("final_down_then_up", new Mlp([options.Outputs, options.Outputs / 8, options.Outputs], Activation.Gelu));
        if (options.HasConfidence) _confidence = Inner("confidence_token", new ConfidenceToken(options.Width));
        if (options.DecodedGenes > 0) _decoder = Inner("gene_decoder", new GeneDecoder([options.Outputs, .. options.DecoderWidths, options.DecodedGenes]));
    }

    /// <summary>Its sizes.</summary>
    public StateTransitionOptions Options { get; }

    /// <summary>The perturbed cells. The order of a set's cells only orders the answer.</summary>
    /// <param name="sets">Control cells and perturbations.</param>
    /// <param name="dropout">In training; the reference drops 0.1.</param>
    /// <exception cref="ShapeException">Shapes do not fit the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A batch is not known.</exception>
    public StateTransitionOutput Of(CellSets sets, Dropout? dropout = null)
    {
        ArgumentNullException.ThrowIfNull(sets);
        sets.Check(Options);
        var controls = _cells.Of(sets.Controls, dropout);
        var tokens = _perturbation.Of(sets.Perturbations, dropout) + controls;
        if (_batches is not null) tokens += _batches.Of(sets.Batches!);
        if (_confidence is not null) tokens = _confidence.Join(tokens);

        tokens = _backbone.Of(tokens);
        var confidence = _confidence?.Of(tokens, dropout);
        if (_confidence is not null) tokens = tokens.Slice(1, ..^1).Contiguous();
        var cells = Answer(tokens, controls, sets.Controls, dropout);
        return new(Seen(Options.Rectifies ? cells.Relu() : cells), confidence);
    }

    /// <summary>Expression of genes from cells in the embedding.</summary>
    /// <param name="cells">[…, outputs].</param>
    /// <param name="dropout">In training.</param>
    /// <returns>[…, genes], not negative.</returns>
    /// <exception cref="InvalidOperationException">The model has no decoder.</exception>
    public Tensor Decode(Tensor cells, Dropout? dropout = null) =>
        _decoder is null ? throw new InvalidOperationException("This model has no decoder of genes. Use its cells as they are, or options with DecodedGenes.") : _decoder.Of(cells, dropout);

    // With all genes the change is one of the cells themselves, else of their encodings.
    private Tensor Answer(Tensor tokens, Tensor encoded, Tensor controls, Dropout? dropout)
    {
        if (!Options.PredictsChange) return Narrowed(_projection.Of(tokens, dropout));
        return _narrow is null ? _projection.Of(tokens + encoded, dropout) : Narrowed(_projection.Of(tokens, dropout) + controls);
    }

    private Tensor Narrowed(Tensor x) => _narrow is null ? x : _narrow.Of(x);

    // Linear, GELU, dropout, …: a layer every three places.
    private static Mlp Chain(int inputs, int hidden, int outputs, int layers) =>
        new([inputs, .. Enumerable.Repeat(hidden, layers - 1), outputs], Activation.Gelu, name: i => (3 * i).ToString(CultureInfo.InvariantCulture));
}

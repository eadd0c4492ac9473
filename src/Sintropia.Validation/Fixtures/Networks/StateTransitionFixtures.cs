using System.Text.Json;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.StateTransition;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Validation.Fixtures.Networks;

/// <summary>STATE's State Transition model in its spaces: forward pass, distances of sets, ragged and permuted sets, gradients, steps of training.</summary>
public sealed class StateTransitionFixtures : NetworkFixtures
{
    private const int LoopSteps = 6;
    private const double LoopRate = 1e-3;

    /// <summary>The kind.</summary>
    public StateTransitionFixtures() : base("state-transition", "STATE transition model")
    {
    }

    private protected override IEnumerable<NetworkCase> Cases(NetworkFixture fixture) =>
    [
        new("eval", () => Evaluated(fixture)),
        new("loss", () => Distances(fixture)),
        new("val", () => Validated(fixture)),
        new("ragged", () => [("ragged/pred", Flat(Loaded(fixture).Of(Sets(fixture, "ragged/", 1)).Cells))]),
        new("permuted_first_set", () => [("permuted_first_set/pred", Flat(Loaded(fixture).Of(Permuted(fixture)).Cells))]),
        new("train", () => Trained(fixture)),
        new("train_loop", () => Looped(fixture)),
    ];

    private static IEnumerable<(string, Tensor)> Evaluated(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        using var trace = new LayerTrace(network);
        var output = network.Of(Sets(fixture));
        List<(string, Tensor)> made = [.. fixture.Kept(trace, "eval/"), ("eval/pred", Flat(output.Cells))];
        if (output.Confidence is { } confidence) made.Add(("eval/confidence", confidence));
        if (network.Options.DecodedGenes > 0) made.Add(("eval/decoded", network.Decode(output.Cells)));
        return made;
    }

    private static IEnumerable<(string, Tensor)> Distances(NetworkFixture fixture)
    {
        Tensor predicted = Loaded(fixture).Of(Sets(fixture)).Cells, observed = Cells(fixture, "pert_cell_emb")!;
        var objective = Objective(fixture);
        return
        [
            ("loss/energy_per_set", (objective with { Loss = SetLoss.Energy }).Each(predicted, observed)),
            ("loss/sinkhorn_per_set", (objective with { Loss = SetLoss.Sinkhorn }).Each(predicted, observed)),
            ("loss/mse", (objective with { Loss = SetLoss.SquaredError }).Each(predicted, observed).Mean()),
        ];
    }

    private static IEnumerable<(string, Tensor)> Validated(NetworkFixture fixture)
    {
        var losses = Losses(fixture, new StateTransitionTraining(Loaded(fixture), Objective(fixture)));
        return [("val/loss", losses.Decoder is { } decoder ? losses.Main + decoder : losses.Main)];
    }

    private static IEnumerable<(string, Tensor)> Trained(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        var training = new StateTransitionTraining(network, Objective(fixture));
        var losses = Losses(fixture, training);
        List<(string, Tensor)> made = [("train/logged/train_loss", losses.Main), .. fixture.Gradients(network, "train/grad/", () => Losses(fixture, training).Total)];
        if (losses.Decoder is { } decoder) made.Add(("train/logged/decoder_loss", decoder));
        if (losses.Confidence is { } confidence) made.Add(("train/logged/train.confidence_loss", confidence));
        if (losses.ConfidenceTarget is { } target) made.Add(("train/logged/train.actual_loss", target));
        if (losses.Shift is { } shift) made.Add(("train/logged/train.l1_regularization", shift));
        var outcome = training.Step(Sets(fixture), Cells(fixture, "pert_cell_emb")!, Cells(fixture, "pert_cell_counts"));
        return [.. made, ("train/loss", Single(outcome.Loss)), ("train/grad_norm", Single(outcome.GradientNorm)), .. fixture.Kept(network, "train/after_step/"), ("train/loss_after_step", Losses(fixture, training).Total)];
    }

    private static IEnumerable<(string, Tensor)> Looped(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        var training = new StateTransitionTraining(network, Objective(fixture), AdamOptions.Adam with { Rate = LoopRate });
        var losses = new float[LoopSteps];
        for (var step = 0; step < LoopSteps; step++) losses[step] = training.Step(Sets(fixture), Cells(fixture, "pert_cell_emb")!, Cells(fixture, "pert_cell_counts")).Loss;
        return [("train_loop/losses", Tensor.Of(losses)), .. fixture.Kept(network, "train_loop/")];
    }

    private static StateTransitionLosses Losses(NetworkFixture fixture, StateTransitionTraining training) => training.Losses(Sets(fixture), Cells(fixture, "pert_cell_emb")!, Cells(fixture, "pert_cell_counts"));

    private static CellSets Sets(NetworkFixture fixture, string prefix = "", int? sets = null) =>
        new(Cells(fixture, $"{prefix}ctrl_cell_emb", sets)!, Cells(fixture, $"{prefix}pert_emb", sets)!, fixture.HasInput($"{prefix}batch") ? Batches(fixture.Places($"{prefix}batch"), sets ?? fixture.Number("sets")) : null);

    // The first set's cells in another order, all others as they are.
    private static CellSets Permuted(NetworkFixture fixture)
    {
        var (sets, order) = (Sets(fixture), fixture.Places("perm").Values.ToArray());
        var rows = Enumerable.Range(0, sets.Controls.Shape[0] * order.Length).Select(row => row < order.Length ? order[row] : row).ToArray();
        return new(Taken(sets.Controls), Taken(sets.Perturbations), sets.Batches is { } batches ? new(batches.Shape, rows.Select(row => batches.Values[row]).ToArray()) : null);

        Tensor Taken(Tensor x) => Flat(x).Take(Indices.Of(rows)).Reshape(x.Shape);
    }

    private static Tensor? Cells(NetworkFixture fixture, string name, int? sets = null)
    {
        if (!fixture.HasInput(name)) return null;
        var cells = fixture[name];
        return cells.Reshape(sets ?? fixture.Number("sets"), -1, cells.Shape[1]);
    }

    private static Indices Batches(Indices batches, int sets) => batches.Reshape([sets, batches.Count / sets]);

    private static Tensor Flat(Tensor x) => x.Contiguous().Reshape(-1, x.Shape[^1]);

    private static StateTransitionNetwork Loaded(NetworkFixture fixture)
    {
        var sizes = fixture.Config.GetProperty("model_kwargs");
        var backbone = sizes.GetProperty("transformer_backbone_kwargs");
        var decodes = sizes.GetProperty("gene_decoder_bool").GetBoolean();
        var network = new StateTransitionNetwork(new()
        {
            Inputs = fixture.Number("input_dim", sizes),
            Outputs = fixture.Number("output_dim", sizes),
            PerturbationWidth = fixture.Number("pert_dim", sizes),
            Space = sizes.GetProperty("output_space").GetString() == "all" ? StateSpace.AllGenes : sizes.GetProperty("embed_key").GetString() == "X_hvg" ? StateSpace.Genes : StateSpace.Embedding,
            CellsPerSet = fixture.Number("cell_set_len", sizes),
            Width = fixture.Number("hidden_dim", sizes),
            Feedforward = fixture.Number("intermediate_size", backbone),
            Layers = fixture.Number("num_hidden_layers", backbone),
            Heads = fixture.Number("num_attention_heads", backbone),
            HeadWidth = fixture.Number("head_dim", backbone),
            EncoderLayers = fixture.Number("n_encoder_layers", sizes),
            ProjectionLayers = fixture.Number("n_decoder_layers", sizes),
            LinearCells = !sizes.GetProperty("use_basal_projection").GetBoolean(),
            PredictsChange = sizes.GetProperty("predict_residual").GetBoolean(),
            Batches = sizes.GetProperty("batch_encoder").GetBoolean() ? fixture.Number("batch_dim", sizes) : 0,
            HasConfidence = sizes.GetProperty("confidence_token").GetBoolean(),
            DecodedGenes = decodes ? fixture.Number("gene_dim", sizes) : 0,
            DecoderWidths = decodes ? Whole(sizes.GetProperty("decoder_cfg").GetProperty("hidden_dims")) : [],
            Vocabulary = fixture.Number("vocab_size", backbone),
        });
        Checkpoint.Load(network, fixture.Weights);
        return network;
    }

    private static StateTransitionObjective Objective(NetworkFixture fixture)
    {
        var sizes = fixture.Config.GetProperty("model_kwargs");
        return new() { Blur = sizes.GetProperty("blur").GetSingle(), Regularisation = sizes.GetProperty("regularization").GetSingle() };
    }
}

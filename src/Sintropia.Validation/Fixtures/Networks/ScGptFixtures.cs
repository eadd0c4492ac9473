using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.ScGpt;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Losses;

namespace Sintropia.Validation.Fixtures.Networks;

/// <summary>scGPT: the base model with its losses, the model of integration, the model of perturbations, and binning of values.</summary>
public sealed class ScGptFixtures : NetworkFixtures
{
    private const double IntegrationShare = 0.01;
    private const int BinnedRows = 6;

    /// <summary>The kind.</summary>
    public ScGptFixtures() : base("scgpt", "scGPT")
    {
    }

    private protected override IEnumerable<NetworkCase> Cases(NetworkFixture fixture) =>
    [
        new("base", () => Based(fixture)),
        new("base/gradients", () => BaseGradients(fixture)),
        new("base/from cell", () => [("base/generate_from_cell_emb", FromCell(fixture))]),
        new("integration", () => Integrated(fixture)),
        new("integration/training", () => IntegrationInTraining(fixture)),
        new("perturbation", () => Perturbed(fixture)),
        new("binning", () => [Binned(fixture, 51), Binned(fixture, 7)]),
    ];

    private static IEnumerable<(string, Tensor)> Based(NetworkFixture fixture)
    {
        var network = Base(fixture);
        using var trace = new LayerTrace(network);
        var tokens = Tokens(fixture, "base/");
        var output = network.Of(tokens);
        var objective = Objective;
        var losses = objective.Of(output, fixture["base/target"], fixture["base/mask"], tokens, fixture.Places("base/class_labels"), output.Cells);
        return
        [
            .. fixture.Kept(trace, "base/"),
            ("base/mlm_output", output.Expression), ("base/cell_emb", output.Cells), ("base/cls_output", output.Classes), ("base/mvc_output", output.Queried!), ("base/cell_emb_normalised", output.Cells.Normalize()),
            ("base/loss_ecs", losses.Similarity!), ("base/loss_cce", objective.Contrast(output.Cells, network.Of(tokens).Cells)), ("base/loss_gep", losses.Expression), ("base/loss_mvc", losses.Queried!), ("base/loss_cls", losses.Classes!),
            ("base/loss_total", losses.Total), ("base/masked_relative_error", ScGptObjective.RelativeError(output.Expression, fixture["base/target"] + 1, fixture["base/mask"])),
        ];
    }

    private static IEnumerable<(string, Tensor)> BaseGradients(NetworkFixture fixture)
    {
        var network = Base(fixture);
        var training = new ScGptTraining(network, Objective);
        return fixture.Gradients(network, "base/grad/", () => training.Losses(Tokens(fixture, "base/"), fixture["base/target"], fixture["base/mask"], fixture.Places("base/class_labels")).Total);
    }

    private static Tensor FromCell(NetworkFixture fixture)
    {
        var network = Base(fixture);
        var tokens = Tokens(fixture, "base/");
        return network.FromCell(network.Embed(tokens), tokens.Genes, tokens.Values, tokens.Padding);
    }

    private static IEnumerable<(string, Tensor)> Integrated(NetworkFixture fixture)
    {
        var network = Integration(fixture);
        var tokens = Tokens(fixture, "integration/");
        var output = network.Of(tokens);
        return
        [
            ("integration/mlm_output", output.Expression), ("integration/cell_emb", output.Cells), ("integration/cls_output", output.Classes), ("integration/dab_output", output.Batches!), ("integration/loss", Loss()),
            .. fixture.Gradients(network, "integration/grad/", Loss),
        ];

        Tensor Loss()
        {
            var made = network.Of(tokens);
            return CrossEntropy.Mean(made.Batches!, tokens.Batches!) + made.Expression.Square().Mean() * (float)IntegrationShare;
        }
    }

    private static IEnumerable<(string, Tensor)> IntegrationInTraining(NetworkFixture fixture)
    {
        var network = Integration(fixture);
        var cells = network.Of(Tokens(fixture, "integration/"), movesNorms: true).Cells;
        var state = network.State.ToDictionary(s => s.Name, s => s.Tensor);
        return [("integration/train_mode_cell_emb", cells), ("integration/bn_running_mean_after", state["bn.running_mean"]), ("integration/bn_running_var_after", state["bn.running_var"])];
    }

    private static IEnumerable<(string, Tensor)> Perturbed(NetworkFixture fixture)
    {
        var network = Loaded(fixture, "perturbation.", Sizes(fixture) with { Perturbs = true });
        var training = new ScGptTraining(network);
        var tokens = Tokens(fixture, "perturbation/");
        var (target, everywhere) = (fixture["perturbation/target"], Tensor.Ones(tokens.Genes.Shape));
        List<(string, Tensor)> made;
        using (var trace = new LayerTrace(network))
        {
            made = [("perturbation/mlm_output", network.Of(tokens).Expression)];
            made.AddRange(fixture.Kept(trace, "perturbation/"));
        }

        made.AddRange(fixture.Gradients(network, "perturbation/grad/", Loss));
        var outcome = training.Step(tokens, target, everywhere);
        return [.. made, ("perturbation/loss", Single(outcome.Loss)), ("perturbation/grad_norm", Single(outcome.GradientNorm)), .. fixture.Kept(network, "perturbation/after_step/"), ("perturbation/loss_after_step", Loss())];

        Tensor Loss() => training.Losses(tokens, target, everywhere).Total;
    }

    private static (string, Tensor) Binned(NetworkFixture fixture, int bins)
    {
        var (rows, draws) = (fixture["binning/rows"], fixture.Draws("binning/u"));
        var values = rows.ToArray();
        var length = rows.Shape[1];
        float[] binned = [.. Enumerable.Range(0, BinnedRows).SelectMany(row => ValueBinning.Of(values.AsSpan(row * length, length), bins, draws.AsSpan(row * length, length)))];
        return ($"binning/bins_{bins}", Tensor.From(rows.Shape, binned));
    }

    private static ScGptObjective Objective { get; } = new() { SimilarityWeight = 10 };

    private static GeneTokens Tokens(NetworkFixture fixture, string prefix) => new(fixture.Places($"{prefix}src"), fixture[$"{prefix}values"], fixture[$"{prefix}key_padding_mask"],
        fixture.HasInput($"{prefix}batch_labels") ? fixture.Places($"{prefix}batch_labels") : null, fixture.HasInput($"{prefix}flags") ? fixture.Places($"{prefix}flags") : null);

    private static ScGptNetwork Base(NetworkFixture fixture) => Loaded(fixture, "base.", Sizes(fixture) with { Query = GeneQuery.InnerProduct, Classes = fixture.Number("n_cls") });

    private static ScGptNetwork Integration(NetworkFixture fixture) => Loaded(fixture, "integration.", Sizes(fixture) with
    {
        Values = ValueStyle.Category, Batches = fixture.Number("num_batch_labels"), Norm = TokenNorm.Batch, Pooling = CellPooling.Mean, HasDiscriminator = true, Query = GeneQuery.Summed, Classes = fixture.Number("n_cls"),
    });

    private static ScGptOptions Sizes(NetworkFixture fixture) => new()
    {
        Tokens = fixture.Number("ntoken"), Padding = fixture.Number("<pad>", fixture.Config.GetProperty("vocab_special")), Width = fixture.Number("d_model"), Heads = fixture.Number("nhead"), Feedforward = fixture.Number("d_hid"),
        Layers = fixture.Number("nlayers"), ClassLayers = fixture.Number("nlayers_cls"), Bins = fixture.Number("n_bins"), Classes = fixture.Number("n_cls"),
    };

    private static ScGptNetwork Loaded(NetworkFixture fixture, string prefix, ScGptOptions options)
    {
        var network = new ScGptNetwork(options);
        Checkpoint.Load(network, fixture.Weights, prefix, "bn.num_batches_tracked");
        return network;
    }
}

using Sintropia.Predictors.BioJepa;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Validation.Fixtures.Networks;

/// <summary>bio-JEPA v0.3: encoders, the predictor of responses, the read-out, and steps of the first two stages of training.</summary>
public sealed class BioJepaFixtures : NetworkFixtures
{
    /// <summary>The kind.</summary>
    public BioJepaFixtures() : base("bio-jepa", "bio-JEPA v0.3")
    {
    }

    private protected override IEnumerable<NetworkCase> Cases(NetworkFixture fixture) =>
    [
        new("encode_clean", () => EncodeClean(fixture)),
        new("encode_masked", () => [("encode_masked/latents", Masked(fixture, Loaded(fixture)))]),
        new("teacher", () => [("teacher/latents_case", Loaded(fixture).Teacher.Of(fixture["x_case"], fixture["total_case"]))]),
        new("predict_clean", () => PredictClean(fixture)),
        new("decode", () => Decode(fixture)),
        new("mpred", () => Hidden(fixture)),
        new("vicreg", () => Regularisation(fixture)),
        new("pretrain", () => Pretrain(fixture)),
        new("pretrain_loop", () => PretrainLoop(fixture)),
        new("ac", () => Respond(fixture)),
    ];

    private static IEnumerable<(string, Tensor)> EncodeClean(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        using var trace = new LayerTrace(network);
        Clean(fixture, network);
        return fixture.Kept(trace, "encode_clean/");
    }

    private static IEnumerable<(string, Tensor)> PredictClean(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        using var trace = new LayerTrace(network);
        var response = network.Predictor.Of(Clean(fixture, network), fixture.Places("action_id"));
        return [.. fixture.Kept(trace, "predict_clean/"), ("predict_clean/mu", response.Mean), ("predict_clean/logvar", response.LogVariance)];
    }

    private static IEnumerable<(string, Tensor)> Decode(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        var decoder = new ExpressionDecoder(network.Options.Width);
        Checkpoint.Load(decoder, fixture.Weights, "decoder_");
        var latents = Clean(fixture, network);
        var change = decoder.Change(latents, network.Predictor.Of(latents, fixture.Places("action_id")));
        return [("decode/pred_delta", change), ("decode/loss", new BioJepaDecoding(network, decoder).Loss(Pairs(fixture)))];
    }

    private static IEnumerable<(string, Tensor)> Hidden(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        return [("mpred/out", network.Hidden.Of(Masked(fixture, network)))];
    }

    private static IEnumerable<(string, Tensor)> Regularisation(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        return [("vicreg/student_teacher", new BioJepaObjective().Regularisation(Clean(fixture, network), network.Teacher.Of(fixture["x_case"], fixture["total_case"])))];
    }

    private static IEnumerable<(string, Tensor)> Pretrain(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        var stage = new BioJepaPretraining(network);
        Tensor x = fixture["x_case"], totals = fixture["total_case"], hidden = fixture["mask_pretrain"];
        var gradients = fixture.Gradients(network, "pretrain/grad/", () => stage.Loss(x, totals, hidden));
        var outcome = stage.Step(x, totals, hidden);
        return
        [
            ("pretrain/loss", Single(outcome.Loss)), .. gradients, ("pretrain/grad_norm", Single(outcome.GradientNorm)), .. fixture.Kept(network, "pretrain/after_step/"), ("pretrain/loss_after_step", stage.Loss(x, totals, hidden)),
        ];
    }

    // Unperturbed cells at even steps, perturbed ones at odd steps.
    private static IEnumerable<(string, Tensor)> PretrainLoop(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        BioJepaTrainingOptions options = new() { Schedule = BioJepaTrainingOptions.Cycle(1e-3, 40) };
        var stage = new BioJepaPretraining(network, options with { Adam = options.Adam with { Rate = 1e-3 } });
        var draws = fixture["mask_draw_steps"];
        var hidden = Tensor.Scalar((float)fixture.Config.GetProperty("mask_ratio").GetDouble()).GreaterThan(draws);
        var steps = draws.Shape[0];
        float[] losses = new float[steps], rates = new float[steps], betas = new float[steps];
        for (var step = 0; step < steps; step++)
        {
            var cells = step % 2 == 0 ? "control" : "case";
            losses[step] = stage.Step(fixture[$"x_{cells}"], fixture[$"total_{cells}"], hidden.At(0, step)).Loss;
            (rates[step], betas[step]) = ((float)stage.Optimiser.Rate, (float)stage.Optimiser.Beta1);
        }

        return [("pretrain_loop/losses", Tensor.Of(losses)), ("pretrain_loop/lr", Tensor.Of(rates)), ("pretrain_loop/beta1", Tensor.Of(betas)), .. fixture.Kept(network, "pretrain_loop/")];
    }

    private static IEnumerable<(string, Tensor)> Respond(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        var stage = new BioJepaResponseTraining(network);
        var (pairs, hidden) = (Pairs(fixture), fixture["mask_ac"]);
        var gradients = fixture.Gradients(network, "ac/grad/", () => stage.Loss(pairs, hidden));
        var outcome = stage.Step(pairs, hidden);
        return [("ac/loss", Single(outcome.Loss)), .. gradients, ("ac/grad_norm", Single(outcome.GradientNorm)), .. fixture.Kept(network, "ac/after_step/"), ("ac/loss_after_step", stage.Loss(pairs, hidden))];
    }

    private static Tensor Clean(NetworkFixture fixture, BioJepaNetwork network) => network.Student.Of(fixture["x_control"], fixture["total_control"]);

    private static Tensor Masked(NetworkFixture fixture, BioJepaNetwork network) => network.Student.Of(fixture["x_control"], fixture["total_control"], fixture["mask_ac"]);

    private static CellPairs Pairs(NetworkFixture fixture) => new(fixture["x_control"], fixture["total_control"], fixture["x_case"], fixture["total_case"], fixture.Places("action_id"));

    private static BioJepaNetwork Loaded(NetworkFixture fixture)
    {
        var bank = Whole(fixture.Config.GetProperty("pert_bank"));
        var network = new BioJepaNetwork(new()
        {
            Genes = fixture.Number("num_genes"), Width = fixture.Number("embed_dim"), Heads = fixture.Number("heads"), Blocks = fixture.Number("n_layer"), MaskedBlocks = fixture.Number("n_pre_layer"),
            Widening = (int)fixture.Config.GetProperty("mlp_ratio").GetDouble(), Perturbations = bank[0], PerturbationWidth = bank[1],
        });
        Checkpoint.Load(network, fixture.Weights, "", "decoder_head.weight", "decoder_head.bias");
        return network;
    }
}

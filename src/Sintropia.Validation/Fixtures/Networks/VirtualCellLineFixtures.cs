using System.Globalization;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Learning;
using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Optimisers;

namespace Sintropia.Validation.Fixtures.Networks;

/// <summary>The virtual cell line: two autoencoders and the transformer; reconstructions, layers, losses, gradients, steps of training, trajectories, the baseline.</summary>
public sealed class VirtualCellLineFixtures : NetworkFixtures
{
    private static readonly VirtualCellLineObjective s_objective = new();

    /// <summary>The kind.</summary>
    public VirtualCellLineFixtures() : base("virtual-cell-line", "virtual-cell-line")
    {
    }

    private protected override IEnumerable<NetworkCase> Cases(NetworkFixture fixture) =>
    [
        .. Autoencoder(fixture, "bottleneck", "bottleneck_layer_dims"),
        .. Autoencoder(fixture, "one_layer", "one_layer_dims"),
        .. Transformer(fixture),
        new("baseline", () => [("baseline/gene_nonzero_mean", NonzeroMeans.Of(fixture["x"]))]),
    ];

    private static IEnumerable<NetworkCase> Autoencoder(NetworkFixture fixture, string model, string dimensions)
    {
        var widths = Whole(fixture.Config.GetProperty(dimensions));
        VirtualCellLineOptions options = new() { Genes = widths[0], Hidden = widths[1..] };
        return
        [
            new($"{model}/forward", () => Forward(fixture, model, Loaded(fixture, model, options))),
            new($"{model}/gradients", () => Gradients(fixture, model, Loaded(fixture, model, options))),
            new($"{model}/training", () => Training(fixture, model, Loaded(fixture, model, options))),
            new($"{model}/trajectories", () => Trajectories(fixture, model, Loaded(fixture, model, options))),
        ];
    }

    private static IEnumerable<(string, Tensor)> Forward(NetworkFixture fixture, string model, VirtualCellLineNetwork network)
    {
        var test = network.Of(fixture["x_test"]);
        List<(string, Tensor)> made =
        [
            ($"{model}/recon_corrupted", network.Of(fixture["x_corrupted"])),
            ($"{model}/test_mse_nonzero", VirtualCellLineObjective.ErrorAt(test, fixture["x_test"], zeros: false)),
            ($"{model}/test_mse_zero", VirtualCellLineObjective.ErrorAt(test, fixture["x_test"], zeros: true)),
        ];
        using var trace = new LayerTrace(network);
        made.Add(($"{model}/recon_clean", network.Of(fixture["x"])));

        // The reference counts rectifiers as layers of their own: each stands behind the linear layer before it.
        foreach (var name in trace.Names.Where(n => n.Contains('.', StringComparison.Ordinal)))
        {
            var (part, place) = (name.Split('.')[0], int.Parse(name.Split('.')[1], CultureInfo.InvariantCulture));
            made.Add(($"{model}/layer/{name}", trace[name]));
            made.Add(($"{model}/layer/{part}.{place + 1}", trace[name].Relu()));
        }

        return made;
    }

    private static IEnumerable<(string, Tensor)> Gradients(NetworkFixture fixture, string model, VirtualCellLineNetwork network)
    {
        Tensor x = fixture["x"], corrupted = fixture["x_corrupted"];
        return [($"{model}/loss_masked", s_objective.Of(network.Of(corrupted), x, corrupted)), .. fixture.Gradients(network, $"{model}/grad/", () => s_objective.Of(network.Of(corrupted), x, corrupted))];
    }

    private static IEnumerable<(string, Tensor)> Training(NetworkFixture fixture, string model, VirtualCellLineNetwork network)
    {
        var adam = fixture.Config.GetProperty("adam");
        var steps = new GradientStep(new Adam(ParameterGroup.All(network.Parameters), AdamOptions.Adam with { Rate = adam.GetProperty("lr").GetDouble() }));
        Tensor x = fixture["x"], corrupted = fixture["x_corrupted_steps"];
        var losses = Enumerable.Range(0, fixture.Number("steps", adam)).Select(step => steps.Take(() => s_objective.Of(network.Of(corrupted.At(0, step)), x, corrupted.At(0, step))).Loss).ToArray();
        return [($"{model}/train_losses", Tensor.Of(losses)), .. fixture.Kept(network, $"{model}/after_5_steps/")];
    }

    private static IEnumerable<(string, Tensor)> Trajectories(NetworkFixture fixture, string model, VirtualCellLineNetwork network)
    {
        (string, ForcedTrajectory)[] rules = [("app", ForcedTrajectory.App), ("head", new() { Rule = TrajectoryRule.Published }), ("fed_back", new())];
        Tensor x = fixture["x"], targets = fixture["sim_target"];
        var genes = fixture.Places("sim_gene").Values.ToArray();
        return from rule in rules
               from k in Enumerable.Range(0, genes.Length)
               select ($"{model}/{rule.Item1}_trajectory_{k}", rule.Item2.Of(network, x.At(0, k), genes[k], targets.ToArray()[k]));
    }

    private static IEnumerable<NetworkCase> Transformer(NetworkFixture fixture)
    {
        var sizes = fixture.Config.GetProperty("transformer");
        VirtualCellLineOptions options = new()
        {
            Genes = fixture.Number("genes", sizes), Body = VirtualCellLineBody.Transformer, Width = fixture.Number("embedding_dim", sizes), Layers = fixture.Number("layers", sizes),
            Heads = fixture.Number("heads", sizes), Feedforward = fixture.Number("ff", sizes), AttendAcrossBatch = true,
        };
        return
        [
            new("transformer/forward", () => ForwardOfTransformer(fixture, Loaded(fixture, "transformer", options))),
            new("transformer/gradients", () => GradientsOfTransformer(fixture, Loaded(fixture, "transformer", options))),
        ];
    }

    private static IEnumerable<(string, Tensor)> ForwardOfTransformer(NetworkFixture fixture, VirtualCellLineNetwork network)
    {
        var x = fixture["x"];
        List<(string, Tensor)> made = [("transformer/out_unmasked", network.Of(x)), ("transformer/out_single_cell_alone", network.Of(x.Slice(0, 0, 1)))];
        using var trace = new LayerTrace(network);
        made.Add(("transformer/out_masked", network.Of(x * (1 - fixture["mask_b"]))));
        foreach (var (key, value) in fixture.Kept(trace, "transformer/")) made.Add((key, value.Rank == 3 ? value.Squeeze(0) : value)); // the batch is one sequence
        return made;
    }

    private static IEnumerable<(string, Tensor)> GradientsOfTransformer(NetworkFixture fixture, VirtualCellLineNetwork network)
    {
        var x = fixture["x"];
        var corrupted = x * (1 - fixture["mask_b"]);
        return [("transformer/loss_masked", s_objective.Of(network.Of(corrupted), x, corrupted)), .. fixture.Gradients(network, "transformer/grad/", () => s_objective.Of(network.Of(corrupted), x, corrupted))];
    }

    private static VirtualCellLineNetwork Loaded(NetworkFixture fixture, string model, VirtualCellLineOptions options)
    {
        var network = VirtualCellLineNetwork.From(options);
        Checkpoint.Load(network, fixture.Weights, $"{model}.");
        return network;
    }
}

using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Gem.Demo;
using Sintropia.Predictors.Learning;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Optimisers;

namespace Sintropia.Validation.Fixtures.Networks;

/// <summary>GEM's one-file demonstration: layers, the loss and its gradients, steps of training, generated counts.</summary>
public sealed class GemDemoFixtures : NetworkFixtures
{
    private const float Total = 1e6f;

    /// <summary>The kind.</summary>
    public GemDemoFixtures() : base("gem-demo", "GEM one-file demo")
    {
    }

    private protected override IEnumerable<NetworkCase> Cases(NetworkFixture fixture) =>
    [
        new("loss", () => Loss(fixture)),
        new("training", () => Trained(fixture)),
        new("generate", () => Generated(fixture)),
    ];

    private static IEnumerable<(string, Tensor)> Loss(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        List<(string, Tensor)> made;
        using (var trace = new LayerTrace(network))
        {
            var (total, reconstruction, divergence, expression) = Terms(fixture, network, 0);
            made = [.. fixture.Kept(trace, ""), ("loss", total), ("recon_loss", reconstruction), ("kl_loss", divergence), ("x_recon", expression), ("log_cpm", GemDemoNetwork.LogCpm(fixture["counts"]))];
        }

        return [.. made, .. fixture.Gradients(network, "grad/", () => Terms(fixture, network, 0).Total)];
    }

    private static IEnumerable<(string, Tensor)> Trained(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        var adam = fixture.Config.GetProperty("adam");
        var steps = new GradientStep(new Adam(ParameterGroup.All(network.Parameters), AdamOptions.Adam with { Rate = adam.GetProperty("lr").GetDouble() }));
        var losses = Enumerable.Range(1, fixture.Number("steps", adam)).Select(step => steps.Take(() => Terms(fixture, network, step).Total).Loss).ToArray();
        return [("train_losses", Tensor.Of(losses)), .. fixture.Kept(network, "after_steps/")];
    }

    private static IEnumerable<(string, Tensor)> Generated(NetworkFixture fixture)
    {
        var network = Loaded(fixture);
        var (reference, samples) = (fixture["reference_counts"], fixture.Number("batch"));
        return
        [
            ("generate_from_metadata", network.Generate(Known(fixture), Tensor.Full([samples], Total))),
            ("generate_from_reference", network.Generate(Known(fixture), reference.Sum(1), reference)),
            ("generate_from_reference_all", network.Generate(Known(fixture), reference.Sum(1), reference, [])),
        ];
    }

    private static (Tensor Total, Tensor Reconstruction, Tensor Divergence, Tensor Expression) Terms(NetworkFixture fixture, GemDemoNetwork network, int step) =>
        network.Loss(fixture["counts"], Known(fixture), [.. network.Options.Groups.Select(g => fixture[$"eps_{g.Name}_{step}"])], fixture.Config.GetProperty("beta").GetSingle());

    private static Indices[] Known(NetworkFixture fixture) => [.. fixture.Config.GetProperty("group_order").EnumerateArray().Select(g => fixture.Places(g.GetString()!))];

    private static GemDemoNetwork Loaded(NetworkFixture fixture)
    {
        var network = new GemDemoNetwork(new()
        {
            Genes = fixture.Number("genes"),
            Groups =
            [
                ("technical", fixture.Number("n_technical"), fixture.Number("tech_dim")),
                ("biological", fixture.Number("n_biological"), fixture.Number("bio_dim")),
                ("perturbation", fixture.Number("n_perturbation"), fixture.Number("pert_dim")),
            ],
            Hidden = fixture.Number("hidden_dim"),
            Blocks = fixture.Number("n_pff"),
            Expansion = fixture.Number("expansion_factor"),
        });
        Checkpoint.Load(network, fixture.Weights);
        return network;
    }
}

using System.Collections.Immutable;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Gem;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Validation.Fixtures.Networks;

/// <summary>GEM-1 with its three likelihoods: priors, posteriors, layers, decoding, likelihoods, classifiers, the evidence bound and its gradients, and the tasks.</summary>
public sealed class GemFixtures : NetworkFixtures
{
    private const float Total = 1e7f;

    /// <summary>The kind.</summary>
    public GemFixtures() : base("gem", "GEM-1 unified VAEs")
    {
    }

    private protected override IEnumerable<NetworkCase> Cases(NetworkFixture fixture) => fixture.Config.GetProperty("models").EnumerateObject().SelectMany(model => Model(fixture, model.Name)).ToArray();

    private static NetworkCase[] Model(NetworkFixture fixture, string model) =>
    [
        new($"{model}/latent", () => Latent(fixture, model)),
        new($"{model}/decode", () => Decoded(fixture, model)),
        new($"{model}/bound", () => Bound(fixture, model)),
        new($"{model}/tasks", () => Tasks(fixture, model)),
    ];

    private static IEnumerable<(string, Tensor)> Latent(NetworkFixture fixture, string model)
    {
        var (network, modality) = Loaded(fixture, model);
        using var trace = new LayerTrace(network);
        var counts = fixture[$"{model}/expression"];
        var posterior = network.Posterior(counts, modality);
        List<(string, Tensor)> made = [($"{model}/log_cpm", GemNetwork.LogCpm(counts)), .. fixture.Kept(trace, $"{model}/"), ($"{model}/z_sample", posterior.Sample(Noise(fixture, model, network)))];
        foreach (var group in network.Options.Groups)
        {
            GemLatent part = network.Part(posterior, group.Name), prior = Prior(fixture, model, network, group.Name);
            made.AddRange([($"{model}/prior/{group.Name}_mean", prior.Mean), ($"{model}/prior/{group.Name}_logvar", prior.LogVariance), ($"{model}/posterior/{group.Name}_mean", part.Mean), ($"{model}/posterior/{group.Name}_logvar", part.LogVariance)]);
            made.Add(($"{model}/kl/{group.Name}", GemObjective.Divergence(part, prior)));
            foreach (var (field, _) in group.Classifiers)
                if (fixture.Reference.Has($"{model}/classifier/{field}")) made.Add(($"{model}/classifier/{field}", network.Classify(field, part.Mean).Softmax()));
        }

        return made;
    }

    private static IEnumerable<(string, Tensor)> Decoded(NetworkFixture fixture, string model)
    {
        var (network, modality) = Loaded(fixture, model);
        var counts = fixture[$"{model}/expression"];
        var latent = network.Posterior(counts, modality).Sample(Noise(fixture, model, network));
        Tensor plain, adjusted;
        List<(string, Tensor)> made;
        using (var trace = new LayerTrace(network))
        {
            plain = network.Decode(latent, modality);
            made = [.. fixture.Kept(trace, $"{model}/")];
        }

        adjusted = network.Decode(latent, modality, Targets(fixture, model));
        switch (network.Options.Likelihood)
        {
            case GemLikelihood.LogNormal:
                return [.. made, ($"{model}/recon_mean", plain), ($"{model}/recon_mean_adjusted", adjusted), ($"{model}/recon_loglik", network.LogLikelihood(counts, plain, modality)), ($"{model}/pred_loglik_adjusted", network.LogLikelihood(counts, adjusted, modality, fromPrior: true))];
            case GemLikelihood.NegativeBinomial:
                var totals = counts.Sum(1, keep: true);
                return [.. made, ($"{model}/mu", totals * network.Shares(plain)), ($"{model}/mu_adjusted", totals * network.Shares(adjusted)), ($"{model}/loglik", network.LogLikelihood(counts, adjusted, modality))];
            default:
                return [.. made, ($"{model}/logits", plain), ($"{model}/logits_adjusted", adjusted), ($"{model}/logits_czi_never_adjusted", network.Decode(latent, GemNetwork.NeverAdjusted, Targets(fixture, model))), ($"{model}/multinomial_loglik", network.LogLikelihood(counts, adjusted, modality))];
        }
    }

    private static IEnumerable<(string, Tensor)> Bound(NetworkFixture fixture, string model)
    {
        var (network, modality) = Loaded(fixture, model);
        GemSamples samples = new(modality, fixture[$"{model}/expression"], network.Options.Groups.ToDictionary(g => g.Name, g => Known(fixture, model, g.Name)), Targets(fixture, model));
        return [($"{model}/elbo_loss", Loss()), .. fixture.Gradients(network, $"{model}/grad/", Loss)];

        Tensor Loss() => new GemObjective().Of(network, samples, Noise(fixture, model, network)).Total;
    }

    private static IEnumerable<(string, Tensor)> Tasks(NetworkFixture fixture, string model)
    {
        var (network, modality) = Loaded(fixture, model);
        var (targets, reference, samples) = (Targets(fixture, model), fixture[$"{model}/reference_expression"], fixture[$"{model}/expression"].Shape[0]);
        var totals = Tensor.Full([samples], Total);
        var priors = network.Options.Groups.Select(g => Prior(fixture, model, network, g.Name)).ToArray();
        var seen = network.Posterior(reference, modality);
        Tensor[] mixed = [.. network.Options.Groups.Select((g, i) => g.Name == "perturbation" ? priors[i].Mean : network.Part(seen, g.Name).Mean)];
        var predicted = network.Counts(Tensor.Concat(1, mixed), modality, totals, targets);
        return
        [
            ($"{model}/task/predict_expression", network.Counts(Tensor.Concat(1, [.. priors.Select(p => p.Mean)]), modality, totals, targets)),
            ($"{model}/task/ref_predict_counts", predicted),
            ($"{model}/task/ref_predict_de", network.Change(predicted, reference)),
            .. network.Options.Groups.Select((g, i) => ($"{model}/task/ref_latent_{g.Name}", mixed[i])),
            ($"{model}/task/sampled_latents_own_total", network.Counts(Tensor.Concat(1, [.. network.Options.Groups.Select((g, i) => priors[i].Sample(fixture[$"{model}/eps_{g.Name}"]))]), modality, fixture[$"{model}/expression"].Sum(1), targets)),
        ];
    }

    private static Tensor Known(NetworkFixture fixture, string model, string group) => fixture[$"{model}/metadata_encoding_{group}"];

    private static GemLatent Prior(NetworkFixture fixture, string model, GemNetwork network, string group) => network.Prior(group, Known(fixture, model, group));

    private static Tensor Noise(NetworkFixture fixture, string model, GemNetwork network) => Tensor.Concat(1, [.. network.Options.Groups.Select(g => fixture[$"{model}/eps_{g.Name}"])]);

    private static GemTargets Targets(NetworkFixture fixture, string model)
    {
        var kinds = fixture.Config.GetProperty("perturbation_type_index").EnumerateObject().ToDictionary(k => k.Value.GetInt32(), k => k.Name);
        var told = fixture[$"{model}/perturbation_type_onehot"];
        return new([.. fixture.Places($"{model}/perturbed_gene_idx").Values], [.. Enumerable.Range(0, told.Shape[0]).Select(i => kinds[Array.IndexOf(told.At(0, i).ToArray(), 1f)])]);
    }

    private static (GemNetwork Network, string Modality) Loaded(NetworkFixture fixture, string model)
    {
        var config = fixture.Config;
        var prefix = $"{model}.";
        ImmutableArray<int> places = [.. fixture.Places("union_index_single_cell").Values];
        string[] modalities = [.. fixture.Weights.Tensors.Where(t => t.Name.StartsWith($"{prefix}input_norm.", StringComparison.Ordinal)).Select(t => t.Name.Split('.')[2]).Distinct()];
        var network = new GemNetwork(new()
        {
            Genes = fixture.Number("genes_union"),
            Modalities = [.. modalities.Select(name => new GemModality(name, name == "bulk" ? [] : places))],
            Groups = [.. config.GetProperty("group_order").EnumerateArray().Select(g => Group(fixture, model, g.GetString()!))],
            Likelihood = model switch { "bulk" => GemLikelihood.LogNormal, "nb" => GemLikelihood.NegativeBinomial, "cce" => GemLikelihood.Compositional, _ => throw new KeyNotFoundException($"There is no likelihood for the model '{model}'.") },
            Hidden = fixture.Number("dim_hidden_ae"),
            Blocks = fixture.Number("n_pff"),
            Expansion = fixture.Number("expansion_factor"),
            StochasticDepth = config.GetProperty("stochastic_depth").GetSingle(),
            VarianceByGene = config.GetProperty("gene_level_variance").GetProperty(model).GetBoolean(),
        });
        Checkpoint.Load(network, fixture.Weights, name => name.StartsWith(prefix, StringComparison.Ordinal) && !name.EndsWith("num_batches_tracked", StringComparison.Ordinal) ? name[prefix.Length..] : null);
        return (network, config.GetProperty("models").GetProperty(model).GetProperty("modality").GetString()!);
    }

    private static GemGroup Group(NetworkFixture fixture, string model, string name)
    {
        var start = $"{model}.classifiers.{name}.";
        var dims = fixture.Config.GetProperty("metadata_dims").GetProperty(model);
        return new(name, fixture.Number(name, dims), fixture.Number(name, fixture.Config.GetProperty("hidden")),
            [.. fixture.Weights.Tensors.Where(t => t.Name.StartsWith(start, StringComparison.Ordinal) && t.Name.EndsWith(".1.weight", StringComparison.Ordinal)).Select(t => (t.Name[start.Length..^".1.weight".Length], (int)t.Shape[0]))]);
    }
}

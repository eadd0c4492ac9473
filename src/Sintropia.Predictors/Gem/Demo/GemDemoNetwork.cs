using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Losses;

namespace Sintropia.Predictors.Gem.Demo;

/// <summary>GEM's one-file demonstration, training objective included: the only published one.</summary>
/// <remarks>Keys: log_variance, prior_nets, input_norm, encoder, decoder.</remarks>
public sealed class GemDemoNetwork : Layer
{
    private const float Million = 1e6f, LogTwoPi = 1.8378770664093453f;

    private readonly Parameter _logVariance;
    private readonly DemoChain[] _priors;
    private readonly LayerNorm _norm;
    private readonly DemoChain _encoder, _decoder;

    /// <summary>A network. It holds NaN until it is initialised or loaded.</summary>
    public GemDemoNetwork(GemDemoOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        var latent = options.Groups.Sum(g => g.Width);
        _logVariance = Own("log_variance", [options.Genes], Initialisers.Zeros, null);
        _priors = [.. options.Groups.Select(g => Inner($"prior_nets.{g.Name}", new DemoChain(g.Values, 2 * g.Width, options)))];
        _norm = Inner("input_norm", new LayerNorm(options.Genes, epsilon: 1));
        _encoder = Inner("encoder", new DemoChain(options.Genes, 2 * latent, options));
        _decoder = Inner("decoder", new DemoChain(latent, options.Genes, options));
    }

    /// <summary>Its sizes.</summary>
    public GemDemoOptions Options { get; }

    /// <summary>ln(CPM + 1); totals below 1 count as 1.</summary>
    /// <param name="counts">[samples, genes].</param>
    public static Tensor LogCpm(Tensor counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return (counts / counts.Sum(1, keep: true).Clamp(1) * Million).Log1p();
    }

    /// <summary>What is known of samples, as distributions of each group's latent numbers.</summary>
    /// <param name="known">The value of each group, [samples] each, in the order of groups.</param>
    public GemLatent[] Priors(IReadOnlyList<Indices> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return [.. _priors.Select((prior, i) => Halves(prior.Of(OneHot(known[i], Options.Groups[i].Values))))];
    }

    /// <summary>Expression as distributions of each group's latent numbers.</summary>
    /// <param name="counts">[samples, genes].</param>
    public GemLatent[] Posteriors(Tensor counts)
    {
        var all = Halves(_encoder.Of(_norm.Of(LogCpm(counts))));
        var first = 0;
        return [.. Options.Groups.Select(g => new GemLatent(all.Mean.Slice(1, first, g.Width), all.LogVariance.Slice(1, (first += g.Width) - g.Width, g.Width)))];
    }

    /// <summary>Latent numbers of all groups as expression, normed as it goes in.</summary>
    /// <param name="latent">[samples, latent].</param>
    public Tensor Decode(Tensor latent) => _decoder.Of(latent);

    /// <summary>Mean normal likelihood of expression as it goes in, and divergences summed over dimensions and averaged over samples.</summary>
    /// <param name="counts">[samples, genes].</param>
    /// <param name="known">As in <see cref="Priors"/>.</param>
    /// <param name="noise">Standard normal, [samples, width] for each group.</param>
    /// <param name="beta">Weight of the divergence.</param>
    /// <returns>The loss, its first term, its second term, the reconstruction.</returns>
    public (Tensor Total, Tensor Reconstruction, Tensor Divergence, Tensor Expression) Loss(Tensor counts, IReadOnlyList<Indices> known, IReadOnlyList<Tensor> noise, float beta = 1)
    {
        ArgumentNullException.ThrowIfNull(noise);
        var (posteriors, priors) = (Posteriors(counts), Priors(known));
        var expression = Decode(Tensor.Concat(1, [.. posteriors.Select((posterior, i) => posterior.Sample(noise[i]))]));
        var target = _norm.Of(LogCpm(counts));
        var reconstruction = ((target - expression).Square() * (-_logVariance.Tensor).Exp() + _logVariance.Tensor + LogTwoPi).Mean() * 0.5f;
        var divergence = GemObjective.Divergence(posteriors[0], priors[0]).Mean();
        for (var i = 1; i < posteriors.Length; i++) divergence += GemObjective.Divergence(posteriors[i], priors[i]).Mean();
        return (reconstruction + divergence * beta, reconstruction, divergence, expression);
    }

    /// <summary>Whole counts of samples of which groups are known, from the means of what is known; latent numbers can come from reference samples instead.</summary>
    /// <param name="known">As in <see cref="Priors"/>.</param>
    /// <param name="totals">Of each sample, [samples].</param>
    /// <param name="reference">Counts that all groups but those of <paramref name="fromPrior"/> are taken from; none for none.</param>
    /// <param name="fromPrior">Groups that are taken from what is known even so.</param>
    public Tensor Generate(IReadOnlyList<Indices> known, Tensor totals, Tensor? reference = null, IReadOnlyList<string>? fromPrior = null)
    {
        ArgumentNullException.ThrowIfNull(totals);
        var priors = Priors(known);
        var shown = reference is null ? priors : Posteriors(reference);
        Tensor[] latent = [.. Options.Groups.Select((group, i) => (fromPrior ?? ["perturbation"]).Contains(group.Name) ? priors[i].Mean : shown[i].Mean)];
        return GemCounts.Rounded(Decode(Tensor.Concat(1, latent)).Expm1().Clamp(0) / Million, totals);
    }

    private static GemLatent Halves(Tensor both) => new(both.Slice(1, 0, both.Shape[1] / 2), both.Slice(1, both.Shape[1] / 2, both.Shape[1] / 2));

    private static Tensor OneHot(Indices values, int count)
    {
        var rows = new float[values.Count * count];
        for (var i = 0; i < values.Count; i++)
            rows[i * count + (values.Values[i] is var value && value >= 0 && value < count ? value : throw new ArgumentOutOfRangeException(nameof(values), value, $"Sample {i + 1} has the value {value}, and there are {count}. Number values from 0."))] = 1;
        return Tensor.From([values.Count, count], rows);
    }
}

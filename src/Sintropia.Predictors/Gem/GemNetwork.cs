using Sintropia.Predictors.Gem.Parts;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Losses;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.Gem;

/// <summary>GEM-1: expression as latent numbers of biology, technique and perturbation, of which what is known of a sample gives a prior, and back.</summary>
/// <remarks>Keys: {group}_predict, encoder, decoder, input_norm, classifiers, perturbation_adjustment_models, log_variance_ae, log_variance_pred, log_theta.</remarks>
public sealed class GemNetwork : Layer
{
    /// <summary>The modality whose cells were not perturbed: its genes are never adjusted where counts are shared out.</summary>
    public const string NeverAdjusted = "czi";

    private const float Million = 1e6f, LogTwoPi = 1.8378770664093453f;

    private readonly Dictionary<string, GemChain> _priors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExpressionNorm> _norms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Linear> _classifiers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TargetAdjustment> _adjustments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Parameter> _scatter = new(StringComparer.Ordinal);
    private readonly GemChain _encoder, _decoder;

    /// <summary>A network. It holds NaN until it is initialised or loaded.</summary>
    /// <exception cref="ArgumentException">The sizes cannot be.</exception>
    public GemNetwork(GemOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        Options = options;
        var isNormal = options.Likelihood == GemLikelihood.LogNormal;
        foreach (var modality in options.Modalities)
        {
            var genes = Count(modality);
            foreach (var name in (string[])(isNormal ? ["log_variance_ae", "log_variance_pred"] : ["log_theta"])) _scatter[$"{name}.{modality.Name}"] = Own($"{name}.{modality.Name}", [options.VarianceByGene ? genes : 1], Initialisers.Zeros, null);
            _norms[modality.Name] = Inner($"input_norm.{modality.Name}", new ExpressionNorm(genes));
            foreach (var kind in options.Adjustments) _adjustments[$"{modality.Name}_{kind}"] = Inner($"perturbation_adjustment_models.{modality.Name}_{kind}", new TargetAdjustment());
        }

        foreach (var group in options.Groups)
        {
            _priors[group.Name] = Inner($"{group.Name}_predict", new GemChain(group.Inputs, 2 * group.Width, 2 * group.Width, options));
            foreach (var (field, classes) in group.Classifiers) _classifiers[field] = Inner($"classifiers.{group.Name}.{field}.1", new Linear(group.Width, classes));
        }

        _encoder = Inner("encoder", new GemChain(options.Genes, options.Hidden, 2 * options.Latent, options));
        _decoder = Inner("decoder", new GemChain(options.Latent, options.Hidden, options.Genes, options, rectifies: isNormal));
    }

    /// <summary>Its sizes.</summary>
    public GemOptions Options { get; }

    /// <summary>ln(10⁶·x/Σx + 1) of each row. A row of zeros stays zeros.</summary>
    /// <param name="counts">[samples, genes], not negative.</param>
    public static Tensor LogCpm(Tensor counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var totals = counts.Sum(1, keep: true);
        return (counts * Million / (totals + totals.EqualTo(Tensor.Scalar(0)))).Log1p();
    }

    /// <summary>What is known of samples, as a distribution of a group's latent numbers.</summary>
    /// <param name="group">The group.</param>
    /// <param name="known">Encoded, [samples, inputs of the group].</param>
    /// <param name="dropout">In training.</param>
    /// <exception cref="ShapeException">The length is another.</exception>
    public GemLatent Prior(string group, Tensor known, Dropout? dropout = null)
    {
        ArgumentNullException.ThrowIfNull(known);
        var of = Group(group);
        if (known.Rank != 2 || known.Shape[1] != of.Inputs) throw ShapeException.Unfit("Gem", known.Shape, $"what is known of the group '{group}' is [samples, {of.Inputs}]. Encode it with the vocabulary of the model.");
        return Halves(_priors[group].Of(known, dropout));
    }

    /// <summary>Expression as a distribution of all latent numbers, [samples, latent].</summary>
    /// <param name="counts">[samples, genes of the modality].</param>
    /// <param name="modality">The modality.</param>
    /// <param name="dropout">In training.</param>
    /// <param name="movesNorms">Whether norms over the batch take this one's statistics and move their averages, as in training.</param>
    /// <exception cref="ShapeException">Genes are not those of the modality.</exception>
    public GemLatent Posterior(Tensor counts, string modality, Dropout? dropout = null, bool movesNorms = false)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var of = Options.Modality(modality);
        if (counts.Rank != 2 || counts.Shape[1] != Count(of)) throw ShapeException.Unfit("Gem", counts.Shape, $"samples of the modality '{modality}' have {Count(of)} genes. Align them first.");
        return Halves(_encoder.Of(Aligned(_norms[modality].Of(LogCpm(counts), movesNorms), of), dropout));
    }

    /// <summary>The part of a group, of tensors [samples, latent].</summary>
    public GemLatent Part(GemLatent all, string group)
    {
        ArgumentNullException.ThrowIfNull(all);
        var first = Options.Groups.TakeWhile(g => g.Name != group).Sum(g => g.Width);
        var width = Group(group).Width;
        return new(all.Mean.Slice(1, first, width), all.LogVariance.Slice(1, first, width));
    }

    /// <summary>Latent numbers as expression: ln(CPM + 1), or logits of shares, [samples, genes of the modality].</summary>
    /// <param name="latent">All groups in order, [samples, latent].</param>
    /// <param name="modality">The modality.</param>
    /// <param name="targets">Perturbed genes, which change by themselves; none for no adjustment.</param>
    /// <param name="dropout">In training.</param>
    public Tensor Decode(Tensor latent, string modality, GemTargets? targets = null, Dropout? dropout = null)
    {
        ArgumentNullException.ThrowIfNull(latent);
        var of = Options.Modality(modality);
        var all = _decoder.Of(latent, dropout);
        var values = of.Places.IsEmpty ? all : all.Take(Indices.Of(of.Places.AsSpan()), 1);
        return targets is null || (modality == NeverAdjusted && Options.Likelihood == GemLikelihood.Compositional) ? values : Adjusted(values, modality, targets);
    }

    /// <summary>Shares of the total that genes have, [samples, genes]; each row sums to 1.</summary>
    /// <param name="decoded">Of <see cref="Decode"/>.</param>
    public Tensor Shares(Tensor decoded)
    {
        ArgumentNullException.ThrowIfNull(decoded);
        if (Options.Likelihood != GemLikelihood.LogNormal) return decoded.Softmax();
        var cpm = decoded.Expm1().Clamp(0);
        return cpm / cpm.Sum(1, keep: true);
    }

    /// <summary>Whole counts: shares of latent numbers times totals, [samples, genes].</summary>
    /// <param name="latent">All groups in order, [samples, latent].</param>
    /// <param name="modality">The modality.</param>
    /// <param name="totals">Molecules of each sample, [samples].</param>
    /// <param name="targets">Perturbed genes; none for no adjustment.</param>
    public Tensor Counts(Tensor latent, string modality, Tensor totals, GemTargets? targets = null) => GemCounts.Rounded(Shares(Decode(latent, modality, targets)), totals);

    /// <summary>What a perturbation changes: of logarithms of CPM, or where a total is shared out of ln(counts + 1), as published; [samples, genes].</summary>
    /// <param name="predicted">Counts.</param>
    /// <param name="reference">Counts.</param>
    public Tensor Change(Tensor predicted, Tensor reference)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(reference);
        return Options.Likelihood == GemLikelihood.Compositional ? predicted.Log1p() - reference.Log1p() : LogCpm(predicted) - LogCpm(reference);
    }

    /// <summary>ln p(expression | latent) of each sample and gene, [samples, genes]; where a total is shared out, of each sample, [samples].</summary>
    /// <param name="counts">Observed, [samples, genes].</param>
    /// <param name="decoded">Of <see cref="Decode"/>.</param>
    /// <param name="modality">The modality.</param>
    /// <param name="fromPrior">Whether latent numbers are of the prior, which has a variance of its own in the bulk model.</param>
    public Tensor LogLikelihood(Tensor counts, Tensor decoded, string modality, bool fromPrior = false)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(decoded);
        switch (Options.Likelihood)
        {
            case GemLikelihood.Compositional: return MultinomialLikelihood.Log(counts, decoded);
            case GemLikelihood.NegativeBinomial: return NegativeBinomialLikelihood.Log(counts, counts.Sum(1, keep: true) * Shares(decoded), _scatter[$"log_theta.{modality}"].Tensor.Exp());
            default:
                var logVariance = _scatter[$"{(fromPrior ? "log_variance_pred" : "log_variance_ae")}.{modality}"].Tensor;
                return ((LogCpm(counts) - decoded).Square() * (-logVariance).Exp() + logVariance + LogTwoPi) * -0.5f;
        }
    }

    /// <summary>How genes of a modality scatter around what is predicted from what is known: ln of the variance of ln(CPM + 1), or ln θ of negative binomials; [genes], or [1] for all of them. Where a total is shared out nothing is learned of it.</summary>
    /// <param name="modality">The modality.</param>
    public Tensor Scatter(string modality) => _scatter[$"{(Options.Likelihood == GemLikelihood.LogNormal ? "log_variance_pred" : "log_theta")}.{Options.Modality(modality).Name}"].Tensor;

    /// <summary>Scores of the values of a field, from the latent numbers of its group: [samples, classes].</summary>
    /// <param name="field">The field.</param>
    /// <param name="part">Latent numbers of the group.</param>
    /// <exception cref="ArgumentException">The field is not read.</exception>
    public Tensor Classify(string field, Tensor part) => _classifiers.TryGetValue(field, out var classifier) ? classifier.Of(part)
        : throw new ArgumentException($"'{field}' is not read from latent numbers. Those that are: {string.Join(", ", _classifiers.Keys)}.", nameof(field));

    private GemGroup Group(string name) => Options.Groups.FirstOrDefault(g => g.Name == name) ?? throw new ArgumentException($"There is no group '{name}'. This model has {string.Join(", ", Options.Groups.Select(g => g.Name))}.", nameof(name));

    private int Count(GemModality modality) => modality.Places.IsEmpty ? Options.Genes : modality.Places.Length;

    // Genes that the modality lacks are a column of zeros.
    private Tensor Aligned(Tensor x, GemModality modality)
    {
        if (modality.Places.IsEmpty) return x;
        var source = new int[Options.Genes];
        Array.Fill(source, modality.Places.Length);
        for (var i = 0; i < modality.Places.Length; i++) source[modality.Places[i]] = i;
        return Tensor.Concat(1, x, Tensor.Zeros([x.Shape[0], 1])).Take(Indices.Of(source), 1);
    }

    private Tensor Adjusted(Tensor values, string modality, GemTargets targets)
    {
        var (samples, genes) = (values.Shape[0], values.Shape[1]);
        if (targets.Genes.Length != samples || targets.Kinds.Length != samples) throw ShapeException.Unfit("Gem", values.Shape, $"{targets.Genes.Length} targets and {targets.Kinds.Length} kinds do not fit its samples. Give one each.");
        foreach (var kind in Options.Adjustments)
        {
            var at = new float[values.Count];
            for (var i = 0; i < samples; i++)
                if (targets.Kinds[i] == kind && targets.Genes[i] >= 0) at[i * genes + targets.Genes[i]] = 1;
            if (at.AsSpan().Contains(1)) values = _adjustments[$"{modality}_{kind}"].Of(values, Tensor.From(values.Shape, at));
        }

        return Options.Likelihood == GemLikelihood.LogNormal ? values.Relu() : values;
    }

    private static GemLatent Halves(Tensor both) => new(both.Slice(1, 0, both.Shape[1] / 2), both.Slice(1, both.Shape[1] / 2, both.Shape[1] / 2));
}

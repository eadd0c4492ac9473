using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Losses;

namespace Sintropia.Predictors.Gem;

/// <summary>What a GEM model minimises: how unlikely expression is, and how far what it shows is from what is known. The published training is not public: this is the evidence bound that its distributions give.</summary>
public sealed record GemObjective
{
    /// <summary>Weight of the divergence. Default: 1; rises from 0 in training.</summary>
    public float Beta { get; init; } = 1;

    /// <summary>Weight of the fields that are read from latent numbers. Default: 1.</summary>
    public float ClassWeight { get; init; } = 1;

    /// <summary>Weight of how unlikely expression is from latent numbers of what is known alone, where the bulk model has variances of its own. Default: 0; the published weight is not known.</summary>
    public float PriorWeight { get; init; }

    /// <summary>KL of what expression shows from what is known, for each sample: [samples].</summary>
    /// <param name="posterior">Of a group.</param>
    /// <param name="prior">Of the same group.</param>
    public static Tensor Divergence(GemLatent posterior, GemLatent prior)
    {
        ArgumentNullException.ThrowIfNull(posterior);
        ArgumentNullException.ThrowIfNull(prior);
        return NormalDivergence.Of(posterior.Mean, posterior.LogVariance, prior.Mean, prior.LogVariance).Sum(1);
    }

    /// <summary>The terms of the loss of a batch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">Expression, what is known, targets and labels.</param>
    /// <param name="noise">Standard normal, [samples, latent].</param>
    /// <param name="dropout">Of this step; none for no dropout.</param>
    /// <param name="movesNorms">Whether norms over the batch move.</param>
    public GemLosses Of(GemNetwork network, GemSamples samples, Tensor noise, Dropout? dropout = null, bool movesNorms = false)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(noise);
        var posterior = network.Posterior(samples.Counts, samples.Modality, dropout, movesNorms);

        // The published bulk model judges reconstructions before its perturbed genes are adjusted, the others after it.
        var decoded = network.Decode(posterior.Sample(noise), samples.Modality, network.Options.Likelihood == GemLikelihood.LogNormal ? null : samples.Targets, dropout);
        var likelihood = network.LogLikelihood(samples.Counts, decoded, samples.Modality);
        var expression = Unlikely(likelihood);
        Tensor? divergence = null, classes = null;
        List<GemLatent> known = [];
        foreach (var group in network.Options.Groups)
        {
            var part = network.Part(posterior, group.Name);
            known.Add(network.Prior(group.Name, samples.Known[group.Name], dropout));
            var apart = Divergence(part, known[^1]).Mean();
            divergence = divergence is null ? apart : divergence + apart;
            foreach (var (field, _) in group.Classifiers)
            {
                if (ClassWeight == 0 || samples.Labels?.GetValueOrDefault(field) is not { } labels) continue;
                var read = CrossEntropy.Mean(network.Classify(field, part.Mean), labels);
                classes = classes is null ? read : classes + read;
            }
        }

        var total = expression + divergence! * Beta;
        var predicted = PriorWeight == 0 ? null : Predicted(network, samples, known, noise, dropout);
        if (predicted is not null) total += predicted * PriorWeight;
        return new(classes is null ? total : total + classes * ClassWeight, expression, divergence!, classes, predicted);
    }

    private static Tensor Predicted(GemNetwork network, GemSamples samples, List<GemLatent> known, Tensor noise, Dropout? dropout)
    {
        GemLatent all = new(Tensor.Concat(1, [.. known.Select(k => k.Mean)]), Tensor.Concat(1, [.. known.Select(k => k.LogVariance)]));
        return Unlikely(network.LogLikelihood(samples.Counts, network.Decode(all.Sample(noise), samples.Modality, samples.Targets, dropout), samples.Modality, fromPrior: true));
    }

    private static Tensor Unlikely(Tensor likelihood) => -(likelihood.Rank == 2 ? likelihood.Sum(1) : likelihood).Mean();
}

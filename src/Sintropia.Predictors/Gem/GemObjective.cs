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
        var expression = -(likelihood.Rank == 2 ? likelihood.Sum(1) : likelihood).Mean();
        Tensor? divergence = null, classes = null;
        foreach (var group in network.Options.Groups)
        {
            var part = network.Part(posterior, group.Name);
            var apart = Divergence(part, network.Prior(group.Name, samples.Known[group.Name], dropout)).Mean();
            divergence = divergence is null ? apart : divergence + apart;
            foreach (var (field, _) in group.Classifiers)
            {
                if (ClassWeight == 0 || samples.Labels?.GetValueOrDefault(field) is not { } labels) continue;
                var read = CrossEntropy.Mean(network.Classify(field, part.Mean), labels);
                classes = classes is null ? read : classes + read;
            }
        }

        var total = expression + divergence! * Beta;
        return new(classes is null ? total : total + classes * ClassWeight, expression, divergence!, classes);
    }
}

using Sintropia.Predictors.Gem;

namespace Sintropia.Training.Samples;

/// <summary>How a GEM model is trained. Published settings are not known; the defaults are those of a small replication.</summary>
public sealed record GemTrainingOptions
{
    /// <summary>A data set: an .h5ad file or a folder of study=NAME.</summary>
    public required string Samples { get; init; }

    /// <summary>Of the model. Default: gem.</summary>
    public string Name { get; init; } = "gem";

    /// <summary>Licence of the weights.</summary>
    public string Licence { get; init; } = "not stated";

    /// <summary>Of everything that is drawn. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What is distributed how; null for normal where all samples are bulk, else compositional.</summary>
    public GemLikelihood? Likelihood { get; init; }

    /// <summary>Most genes of a modality: those whose ln(CPM + 1) varies most, and perturbed ones. Default: 2,000.</summary>
    public int Genes { get; init; } = 2000;

    /// <summary>How many samples a value has to be known of to be told of: min_count_covariates. Default: 1.</summary>
    public int LeastSamples { get; init; } = 1;

    /// <summary>Width of encoder and decoder. Default: 128.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>Blocks of each chain. Default: 2.</summary>
    public int Blocks { get; init; } = 2;

    /// <summary>Latent numbers of biology, technique and perturbation. Default: 32, 16, 16.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [32, 16, 16];

    /// <summary>Share of dropped activations. Default: 0.1.</summary>
    public float Dropout { get; init; } = 0.1f;

    /// <summary>Most steps. Default: 2,000.</summary>
    public int Steps { get; init; } = 2000;

    /// <summary>Samples of a step. Default: 64.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Rate of AdamW. Default: 1e-3.</summary>
    public double Rate { get; init; } = 1e-3;

    /// <summary>Decay of AdamW. Default: 1e-4.</summary>
    public double Decay { get; init; } = 1e-4;

    /// <summary>Weight of the divergence behind the first tenth of the steps, over which it rises from 0. Default: 1.</summary>
    public float Beta { get; init; } = 1;

    /// <summary>Weight of fields that are read from latent numbers. Default: 1.</summary>
    public float ClassWeight { get; init; } = 1;

    /// <summary>Weight of expression from what is known alone. Default: 1.</summary>
    public float PriorWeight { get; init; } = 1;

    /// <summary>Share of the samples that training is judged by. Default: 0.1.</summary>
    public double Validation { get; init; } = 0.1;

    /// <summary>Steps between two looks at them. Default: 100.</summary>
    public int ValidateEvery { get; init; } = 100;

    /// <summary>Looks without a better loss before training ends. Default: 8.</summary>
    public int Patience { get; init; } = 8;

    /// <summary>Most files that a round of steps draws from, so that memory does not grow with their number. Default: 8.</summary>
    public int FilesAtOnce { get; init; } = 8;

    /// <summary>Samples that are left out of training: each entry is one or more fields with values, as study A172 and perturbation_ontology_id BTK, which have to hold at once.</summary>
    public IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> HeldOut { get; init; } = [];

    /// <summary>The rows of some samples that are for training.</summary>
    /// <param name="known">What is known of them.</param>
    public IEnumerable<int> Trained(GemTable known)
    {
        ArgumentNullException.ThrowIfNull(known);
        var (study, rules) = (known[SampleFolder.Study], HeldOut.Select(rule => rule.Select(r => (Texts: known[r.Key], r.Value)).ToArray()).ToArray());
        return Enumerable.Range(0, known.Count).Where(row => !SampleFolder.IsLeftOut(study[row]) && !rules.Any(rule => rule.All(r => r.Texts[row] == r.Value)));
    }

    internal void Check()
    {
        if (Math.Min(Math.Min(Genes, LeastSamples), Math.Min(Hidden, Blocks)) < 1 || Math.Min(Math.Min(Steps, Batch), Math.Min(ValidateEvery, Patience)) < 1 || FilesAtOnce < 1) throw new TrainingException("A number of genes, samples, steps or sizes is below 1. Give 1 or more.");
        if (Widths.Count != 3 || Widths.Any(w => w < 1)) throw new TrainingException($"Latent widths are {string.Join(", ", Widths)}; there are three groups. Give three numbers from 1 on: biological, technical, perturbation.");
        if (Batch < 2) throw new TrainingException("A batch of one sample has no variance for the norms. Give 2 or more.");
        if (!(Rate > 0) || !(Decay >= 0) || !(Dropout is >= 0 and < 1) || !(Validation is > 0 and < 1)) throw new TrainingException("A rate, decay, share of dropout or of validation cannot be. Rates are above 0, decay 0 or more, dropout from 0 to below 1, validation between 0 and 1.");
        foreach (var (field, _) in HeldOut.SelectMany(rule => rule))
            if (!GemVocabulary.Published.Any(g => g.Fields.Contains(field))) throw new TrainingException($"'{field}' is no field of samples. There are {string.Join(", ", GemVocabulary.Published.SelectMany(g => g.Fields))}.");
    }
}

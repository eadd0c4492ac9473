namespace Sintropia.Training.Samples;

/// <summary>How a GEM model is asked; the knobs of the published toolkit and a few more.</summary>
public sealed record GemTaskOptions
{
    /// <summary>What is asked.</summary>
    public required GemTask Task { get; init; }

    /// <summary>Samples: a file, or a folder of study=NAME. For perturbations and expression, what is known of them is enough.</summary>
    public required string Samples { get; init; }

    /// <summary>Where outputs go: study=NAME/part-00000.h5ad.</summary>
    public required string Output { get; init; }

    /// <summary>Observed controls, laid out as samples; null for the rows of the samples themselves that are controls.</summary>
    public string? Controls { get; init; }

    /// <summary>Molecules of a sample: total_count. Default: 10,000,000, as published.</summary>
    public double Total { get; init; } = 1e7;

    /// <summary>Whether it holds even where samples were observed, whose own number is taken otherwise, or else that of the reference: fixed_total_count. Default: no.</summary>
    public bool FixedTotal { get; init; }

    /// <summary>Whether latent numbers are their means: deterministic_latents. Default: yes, which is not the published default.</summary>
    public bool DeterministicLatents { get; init; } = true;

    /// <summary>Seed of latent numbers and counts that are drawn. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many draws of latent numbers each sample is the mean of. Default: 1.</summary>
    public int Draws { get; init; } = 1;

    /// <summary>Whether counts are drawn from the likelihood, not its mean. Default: no, as published.</summary>
    public bool DrawCounts { get; init; }

    /// <summary>Whether samples of a batch share the technique of the first: use_common_technical. Default: no; what is made up as a control always shares it.</summary>
    public bool CommonTechnique { get; init; }

    /// <summary>Samples at once; they share what is known of their technique. Default: 128, as published.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>Most samples of a file that is written. Default: 1,024, as published.</summary>
    public int RowsPerFile { get; init; } = 1024;

    /// <summary>Most controls of a study that are kept. Default: 4,096.</summary>
    public int MostControls { get; init; } = 4096;

    internal void Check()
    {
        if (Math.Min(Math.Min(Batch, RowsPerFile), Math.Min(Draws, MostControls)) < 1) throw new TrainingException("Samples at once, samples of a file, draws or controls are below 1. Give 1 or more.");
        if (!(Total >= 1 && Total <= 1e12)) throw new TrainingException(FormattableString.Invariant($"A total of {Total} molecules cannot be shared out. Give 1 to 1e12."));
        if (Draws > 1 && DeterministicLatents) throw new TrainingException("The mean of several draws is asked for while latent numbers are their means, so that all would be the same. Sample latent numbers, or draw once.");
    }
}

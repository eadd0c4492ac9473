namespace Sintropia.Predictors.BioJepa;

/// <summary>Sizes of a bio-JEPA; the defaults are those of the published run of v0.3, but for the genes.</summary>
public sealed record BioJepaOptions
{
    /// <summary>Genes in the panel; each is a token.</summary>
    public required int Genes { get; init; }

    /// <summary>Width of a token. Default: 256.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Heads, a divisor of the width. Default: 4.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Blocks of the encoders and of the predictor of responses. Default: 6.</summary>
    public int Blocks { get; init; } = 6;

    /// <summary>Blocks of the predictor of hidden genes, which is used in pre-training only. Default: 6.</summary>
    public int MaskedBlocks { get; init; } = 6;

    /// <summary>Hidden width of perceptrons over the width. Default: 4.</summary>
    public int Widening { get; init; } = 4;

    /// <summary>Perturbations in the bank. Default: 1087.</summary>
    public int Perturbations { get; init; } = 1087;

    /// <summary>Length of a perturbation's vector. Default: 320, that of the smallest ESM-2.</summary>
    public int PerturbationWidth { get; init; } = 320;

    /// <summary>Refuses sizes that no network can have.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or heads do not divide the width.</exception>
    public void Check()
    {
        if (Genes < 1 || Width < 1 || Heads < 1 || Blocks < 1 || MaskedBlocks < 1 || Widening < 1 || Perturbations < 1 || PerturbationWidth < 1)
            throw new ArgumentException($"A bio-JEPA of {Genes} genes, width {Width}, {Heads} heads, {Blocks} and {MaskedBlocks} blocks, widened {Widening} times, with {Perturbations} perturbations of {PerturbationWidth} cannot be made. Every size has to be 1 or more.");
        if (Width % Heads != 0) throw new ArgumentException($"{Heads} heads cannot share a width of {Width} evenly. Use a divisor of it.");
    }
}

namespace Sintropia.Predictors.ScGpt;

/// <summary>Sizes and parts of an scGPT model; the defaults are those of the published whole-human model where it has them.</summary>
public sealed record ScGptOptions
{
    /// <summary>Tokens of the vocabulary: genes, padding, the cell.</summary>
    public required int Tokens { get; init; }

    /// <summary>The token of padding, which learns nothing; none for none.</summary>
    public int? Padding { get; init; }

    /// <summary>Width. Default: 512.</summary>
    public int Width { get; init; } = 512;

    /// <summary>Width of perceptrons. Default: 512.</summary>
    public int Feedforward { get; init; } = 512;

    /// <summary>Layers. Default: 12.</summary>
    public int Layers { get; init; } = 12;

    /// <summary>Heads. Default: 8.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>Whether norms stand before attention and perceptron, with the residual from the normed input, as the published code has it. Published weights have norms behind. Default: no.</summary>
    public bool NormsFirst { get; init; }

    /// <summary>How values join genes. Default: continuous.</summary>
    public ValueStyle Values { get; init; } = ValueStyle.Continuous;

    /// <summary>Bins of values, that of zero among them. Default: 51.</summary>
    public int Bins { get; init; } = 51;

    /// <summary>What stands for the cell. Default: the first position.</summary>
    public CellPooling Pooling { get; init; } = CellPooling.First;

    /// <summary>Batch labels that decoders are told; 0 for none.</summary>
    public int Batches { get; init; }

    /// <summary>Norm of tokens over the batch. Default: none.</summary>
    public TokenNorm Norm { get; init; } = TokenNorm.None;

    /// <summary>How genes are asked of the embedding. Default: not.</summary>
    public GeneQuery Query { get; init; } = GeneQuery.None;

    /// <summary>Whether zeros have a probability of their own. Default: no.</summary>
    public bool ExplicitZeros { get; init; }

    /// <summary>Classes of cells. Default: 1.</summary>
    public int Classes { get; init; } = 1;

    /// <summary>Layers of the head of classes. Default: 3.</summary>
    public int ClassLayers { get; init; } = 3;

    /// <summary>Whether a head tells batches apart, against which the embedding is trained. Default: no.</summary>
    public bool HasDiscriminator { get; init; }

    /// <summary>Whether genes without a value can be generated: key flag_encoder. Default: no.</summary>
    public bool Generates { get; init; }

    /// <summary>Whether it is the model of perturbations: flags say which genes are perturbed, and the answer is a·x + b. Default: no.</summary>
    public bool Perturbs { get; init; }

    /// <summary>Refuses sizes that no network can have.</summary>
    /// <exception cref="ArgumentException">A size is not positive, heads do not divide the width, or parts contradict each other.</exception>
    public void Check()
    {
        if (new[] { Tokens, Width, Feedforward, Layers, Heads, Bins, Classes, ClassLayers }.Min() < 1 || Batches < 0 || Padding < 0 || Padding >= Tokens)
            throw new ArgumentException($"An scGPT model of these sizes cannot be made: {this}. Every size has to be 1 or more, and padding one of the tokens.");
        if (Width % Heads != 0) throw new ArgumentException($"{Heads} heads cannot share a width of {Width} evenly. Use a divisor of it.");
        if (Batches == 0 && (HasDiscriminator || Norm == TokenNorm.BatchByLabel)) throw new ArgumentException("A head or norm for batches needs batch labels. Say how many there are, or leave it out.");
        if (Perturbs && (Batches > 0 || Norm != TokenNorm.None || Values == ValueStyle.Scaling)) throw new ArgumentException("The model of perturbations knows neither batches nor norms over them, and adds values. Leave them out.");
    }
}

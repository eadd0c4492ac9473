namespace Sintropia.Predictors.StateEmbedding;

/// <summary>Sizes of a State Embedding model; the defaults are those of the published configuration.</summary>
public sealed record StateEmbeddingOptions
{
    /// <summary>Length of a gene's vector. Default: 5120, of ESM-2 with 15 billion parameters.</summary>
    public int VectorWidth { get; init; } = 5120;

    /// <summary>Width of the transformer. Default: 512.</summary>
    public int Width { get; init; } = 512;

    /// <summary>Width of its perceptrons. Default: 1024.</summary>
    public int Feedforward { get; init; } = 1024;

    /// <summary>Its layers. Default: 8.</summary>
    public int Layers { get; init; } = 8;

    /// <summary>Its heads. Default: 16.</summary>
    public int Heads { get; init; } = 16;

    /// <summary>Length of a cell's embedding. Default: 512.</summary>
    public int Outputs { get; init; } = 512;

    /// <summary>Positions of a sentence, the one of the cell among them. Default: 2048.</summary>
    public int Positions { get; init; } = 2048;

    /// <summary>Whether a further token stands for the data set, of which ten numbers join the embedding and the decoder. Default: yes.</summary>
    public bool HasDatasetToken { get; init; } = true;

    /// <summary>Data sets of the training data, told apart in training; 0 for no head that tells them apart. Needs the token.</summary>
    public int Datasets { get; init; }

    /// <summary>The sizes that SE-600M's file has.</summary>
    public static StateEmbeddingOptions Large { get; } = new() { Width = 2048, Feedforward = 2048, Layers = 16, Outputs = 2048, Datasets = 14_420 };

    /// <summary>Numbers that say which data set a cell is from: 10, or 0 without the token.</summary>
    public int DatasetNumbers => HasDatasetToken ? 10 : 0;

    /// <summary>Refuses sizes that no network can have.</summary>
    /// <exception cref="ArgumentException">A size is not positive, heads do not divide the width, or parts contradict each other.</exception>
    public void Check()
    {
        if (new[] { VectorWidth, Width, Feedforward, Layers, Heads, Outputs }.Min() < 1 || Positions < 2 || Datasets < 0)
            throw new ArgumentException($"A State Embedding model of these sizes cannot be made: {this}. Every size has to be 1 or more, positions 2 or more, data sets 0 or more.");
        if (Width % Heads != 0) throw new ArgumentException($"{Heads} heads cannot share a width of {Width} evenly. Use a divisor of it.");
        if (Datasets > 0 && !HasDatasetToken) throw new ArgumentException($"{Datasets} data sets cannot be told apart without the token that stands for them. Leave them out, or take the token.");
    }
}

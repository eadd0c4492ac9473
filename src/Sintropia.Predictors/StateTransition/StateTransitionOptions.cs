namespace Sintropia.Predictors.StateTransition;

/// <summary>Sizes of a State Transition model; the defaults are those of the configuration <c>state</c>, but for what depends on the data.</summary>
public sealed record StateTransitionOptions
{
    /// <summary>Length of a cell as it comes in.</summary>
    public required int Inputs { get; init; }

    /// <summary>Length of a cell as it comes out.</summary>
    public required int Outputs { get; init; }

    /// <summary>Length of a perturbation's vector: one-hot, or features.</summary>
    public required int PerturbationWidth { get; init; }

    /// <summary>In which space cells are. Default: genes.</summary>
    public StateSpace Space { get; init; } = StateSpace.Genes;

    /// <summary>Cells in a set, in training. Default: 512.</summary>
    public int CellsPerSet { get; init; } = 512;

    /// <summary>Width of the backbone. Default: 696.</summary>
    public int Width { get; init; } = 696;

    /// <summary>Width of its perceptrons. Default: 2784.</summary>
    public int Feedforward { get; init; } = 2784;

    /// <summary>Its layers. Default: 8.</summary>
    public int Layers { get; init; } = 8;

    /// <summary>Its heads. Default: 12.</summary>
    public int Heads { get; init; } = 12;

    /// <summary>Width of a head; none for width/heads.</summary>
    public int? HeadWidth { get; init; }

    /// <summary>Linear layers of the encoders. Default: 4.</summary>
    public int EncoderLayers { get; init; } = 4;

    /// <summary>Linear layers of the projection out of the backbone. Default: 4.</summary>
    public int ProjectionLayers { get; init; } = 4;

    /// <summary>Whether cells are encoded by one linear layer and not by a perceptron. Default: no.</summary>
    public bool LinearCells { get; init; }

    /// <summary>Whether the answer is a change of the control cells. Default: yes.</summary>
    public bool PredictsChange { get; init; } = true;

    /// <summary>How many batches (plates, lanes) have an embedding of their own; 0 for none.</summary>
    public int Batches { get; init; }

    /// <summary>Whether a further token says how sure the model is. Default: no.</summary>
    public bool HasConfidence { get; init; }

    /// <summary>Genes that a decoder reads from the embedding; 0 for no decoder.</summary>
    public int DecodedGenes { get; init; }

    /// <summary>Hidden widths of that decoder. Default: 1024, 1024, 512.</summary>
    public IReadOnlyList<int> DecoderWidths { get; init; } = [1024, 1024, 512];

    /// <summary>Rows of the word table that published checkpoints hold as zeros and nothing uses (32,000 there); 0 leaves it out of the network and of saved files.</summary>
    public int Vocabulary { get; init; }

    /// <summary>The configuration <c>state_sm</c>.</summary>
    public static StateTransitionOptions Small(int inputs, int outputs, int perturbationWidth) =>
        new() { Inputs = inputs, Outputs = outputs, PerturbationWidth = perturbationWidth, CellsPerSet = 128, Width = 672, Feedforward = 2688, Layers = 4, Heads = 8, LinearCells = true };

    /// <summary>The configuration <c>state_lg</c>.</summary>
    public static StateTransitionOptions Large(int inputs, int outputs, int perturbationWidth) =>
        new() { Inputs = inputs, Outputs = outputs, PerturbationWidth = perturbationWidth, Width = 1488, Feedforward = 5952, Layers = 6, Heads = 12, LinearCells = true };

    /// <summary>The configuration <c>tahoe_best</c>.</summary>
    public static StateTransitionOptions Tahoe(int inputs, int outputs, int perturbationWidth) =>
        new() { Inputs = inputs, Outputs = outputs, PerturbationWidth = perturbationWidth, Width = 1440, Feedforward = 4416, Layers = 4, Heads = 12 };

    /// <summary>Whether answers are held at or above 0: in spaces of genes, and in the published code also where an embedding has no decoder.</summary>
    public bool Rectifies => Space != StateSpace.Embedding || DecodedGenes == 0;

    /// <summary>Refuses sizes that no network can have.</summary>
    /// <exception cref="ArgumentException">A size is not positive, heads do not divide the width, or parts contradict each other.</exception>
    public void Check()
    {
        if (new[] { Inputs, Outputs, PerturbationWidth, CellsPerSet, Width, Feedforward, Layers, Heads, EncoderLayers, ProjectionLayers }.Min() < 1 || HeadWidth < 1 || Batches < 0 || DecodedGenes < 0 || Vocabulary < 0)
            throw new ArgumentException($"A State Transition model of these sizes cannot be made: {this}. Every size has to be 1 or more; batches, decoded genes and vocabulary 0 or more.");
        if (HeadWidth is null && Width % Heads != 0) throw new ArgumentException($"{Heads} heads cannot share a width of {Width} evenly. Use a divisor of it, or give the width of a head.");
        if (DecodedGenes > 0 && Space != StateSpace.Embedding) throw new ArgumentException($"A decoder of {DecodedGenes} genes has nothing to decode where cells are {Space}. Leave it out, or work in an embedding.");
        if (Space == StateSpace.AllGenes && (Outputs < 8 || (PredictsChange && Inputs != Outputs))) throw new ArgumentException($"With all genes the model gives back what it takes, 8 genes or more, and not {Outputs} for {Inputs}.");
    }
}

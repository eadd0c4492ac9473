namespace Sintropia.Predictors.VirtualCellLine;

/// <summary>Sizes of a virtual cell line.</summary>
public sealed record VirtualCellLineOptions
{
    /// <summary>Genes in the panel.</summary>
    public required int Genes { get; init; }

    /// <summary>Which network.</summary>
    public VirtualCellLineBody Body { get; init; } = VirtualCellLineBody.Autoencoder;

    /// <summary>Hidden widths of the autoencoder's encoder; the decoder mirrors them. Default: one of 1024.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [1024];

    /// <summary>Width of the transformer. Default: 256.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Layers of the transformer. Default: 6.</summary>
    public int Layers { get; init; } = 6;

    /// <summary>Heads of the transformer, a divisor of its width. Default: 8.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>Width of the transformer's perceptrons. Default: 1024.</summary>
    public int Feedforward { get; init; } = 1024;

    /// <summary>Whether cells of a batch attend to each other, as they do in the published code, so that a cell's answer depends on its batch. Default: each cell by itself.</summary>
    public bool AttendAcrossBatch { get; init; }

    /// <summary>Refuses sizes that no network can have.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or heads do not divide the width.</exception>
    public void Check()
    {
        if (Genes < 1 || Hidden.Count == 0 || Hidden.Any(h => h < 1) || Width < 1 || Layers < 1 || Heads < 1 || Feedforward < 1)
            throw new ArgumentException($"A virtual cell line of {Genes} genes, hidden widths {string.Join(", ", Hidden)}, width {Width}, {Layers} layers, {Heads} heads and perceptrons of {Feedforward} cannot be made. Every size has to be 1 or more.");
        if (Body == VirtualCellLineBody.Transformer && Width % Heads != 0) throw new ArgumentException($"{Heads} heads cannot share a width of {Width} evenly. Use a divisor of it.");
    }
}

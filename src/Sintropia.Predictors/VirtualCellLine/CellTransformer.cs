using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.VirtualCellLine;

/// <summary>A cell as one vector through transformer layers with norms behind the residuals: embedding, transformer.layers.i, output_layer.</summary>
/// <remarks>The published code hands the batch to the transformer as one sequence, so that the cells of a batch attend to each other; <see cref="VirtualCellLineOptions.AttendAcrossBatch"/> does the same.</remarks>
public sealed class CellTransformer : VirtualCellLineNetwork
{
    private readonly Linear _embedding, _output;
    private readonly TransformerEncoder _transformer;
    private readonly int _sequenceAxis;

    internal CellTransformer(VirtualCellLineOptions options)
    {
        _embedding = Inner("embedding", new Linear(options.Genes, options.Width));
        _transformer = Inner("transformer", new TransformerEncoder(options.Layers, options.Width, options.Heads, options.Feedforward, Activation.Gelu));
        _output = Inner("output_layer", new Linear(options.Width, options.Genes));
        _sequenceAxis = options.AttendAcrossBatch ? 0 : 1;
    }

    /// <inheritdoc/>
    public override Tensor Of(Tensor x) => Seen(_output.Of(_transformer.Of(_embedding.Of(x).Unsqueeze(_sequenceAxis)).Squeeze(_sequenceAxis)));
}

using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.StateTransition;

/// <summary>Genes from an embedding: decoder.0, decoder.1, ….</summary>
internal sealed class GeneDecoder : Layer
{
    private readonly NormedChain _chain;

    public GeneDecoder(ReadOnlySpan<int> widths) => _chain = Inner("decoder", new NormedChain(widths));

    public Tensor Of(Tensor cells, Dropout? dropout) => Seen(_chain.Of(cells, dropout));
}

using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.VirtualCellLine;

/// <summary>Linear layers with a rectifier behind each, also the last: encoder.0, encoder.2, …, and decoder.0, decoder.2, … with the widths mirrored.</summary>
public sealed class MaskedAutoencoder : VirtualCellLineNetwork
{
    private readonly Mlp _encoder, _decoder;

    internal MaskedAutoencoder(VirtualCellLineOptions options)
    {
        int[] widths = [options.Genes, .. options.Hidden];
        _encoder = Inner("encoder", new Mlp(widths, Activation.Relu, Activation.Relu));
        widths.AsSpan().Reverse();
        _decoder = Inner("decoder", new Mlp(widths, Activation.Relu, Activation.Relu));
    }

    /// <inheritdoc/>
    public override Tensor Of(Tensor x) => Seen(_decoder.Of(_encoder.Of(x)));
}

using Sintropia.Tensors;
using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.VirtualCellLine;

/// <summary>Reconstructs cells, some of whose genes are hidden, from the rest.</summary>
public abstract class VirtualCellLineNetwork : Layer
{
    /// <summary>The network that options describe. It holds NaN until it is initialised or loaded.</summary>
    /// <exception cref="ArgumentException">The sizes cannot be.</exception>
    public static VirtualCellLineNetwork From(VirtualCellLineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return options.Body == VirtualCellLineBody.Transformer ? new CellTransformer(options) : new MaskedAutoencoder(options);
    }

    /// <summary>Log-normalised expression as the network sees it.</summary>
    /// <param name="x">[cells, genes]; hidden genes are 0.</param>
    /// <returns>[cells, genes]</returns>
    public abstract Tensor Of(Tensor x);
}

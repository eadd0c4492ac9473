namespace Sintropia.Predictors.VirtualCellLine;

/// <summary>The two networks of the virtual cell line.</summary>
public enum VirtualCellLineBody
{
    /// <summary>The masked autoencoder of July 2024.</summary>
    Autoencoder,

    /// <summary>The transformer of September 2024, where a whole cell is one vector.</summary>
    Transformer,
}

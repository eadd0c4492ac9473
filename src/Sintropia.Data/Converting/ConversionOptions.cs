using Sintropia.Data.Matrices;
using Sintropia.Data.Presets;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Converting;

/// <summary>How files of cells are converted.</summary>
public sealed record ConversionOptions
{
    /// <summary>Brings the columns of a published data set to one convention; null to leave them.</summary>
    public PerturbationPreset? Preset { get; init; }

    /// <summary>Which cells are kept, after the preset was applied; null for all.</summary>
    public Where? Where { get; init; }

    /// <summary>Whether rows of a .csv, .tsv or .txt that is read are genes.</summary>
    public bool GenesInRows { get; init; }

    /// <summary>The layer that becomes X; null to keep X.</summary>
    public string? Layer { get; init; }

    /// <summary>Whether a 10x folder that is there is replaced; files always are.</summary>
    public bool Replace { get; init; }

    /// <summary>Computes what is to lie beside each block of cells where .h5ad becomes .h5ad, from X and the numbers of the cells; it takes the place of what lies there under its names. Null for nothing.</summary>
    public Func<CellMatrix, IReadOnlyList<int>, IReadOnlyDictionary<string, CellMatrix>>? Beside { get; init; }

    /// <summary>Bytes of values that are in memory at once where .h5ad becomes .h5ad.</summary>
    public long BytesAtOnce { get; init; } = 64 << 20;
}

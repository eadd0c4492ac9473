namespace Sintropia.Scenarios.Presets;

/// <summary>What a preset describes.</summary>
public enum PresetKind
{
    /// <summary>A cell type.</summary>
    CellType,

    /// <summary>A compound.</summary>
    Compound,

    /// <summary>A tissue with the cell types that live in it.</summary>
    Tissue,
}

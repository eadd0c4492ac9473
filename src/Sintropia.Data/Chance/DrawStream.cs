namespace Sintropia.Data.Chance;

/// <summary>What a draw decides. The numbers keep their meaning, so that a seed makes the same data in every version.</summary>
internal enum DrawStream : ushort
{
    /// <summary>The vector that a search for components begins at.</summary>
    ComponentStart = 1,

    /// <summary>Where points of an embedding are shaken to at first.</summary>
    EmbeddingStart = 2,

    /// <summary>Which points an embedding pushes apart.</summary>
    EmbeddingRepulsion = 3,

    /// <summary>How much a gene is expressed on average.</summary>
    GeneBaseline = 10,

    /// <summary>How far a gene's dispersion is from the usual one of its mean.</summary>
    GeneDispersion = 11,

    /// <summary>Which regulators a gene has, and how they act on it.</summary>
    NetworkEdges = 12,

    /// <summary>By how much a cell type expresses a gene more or less.</summary>
    TypeMarkers = 13,

    /// <summary>How strongly a gene follows the cycle.</summary>
    PhaseAmplitude = 14,

    /// <summary>What a perturbation hits.</summary>
    PerturbationTargets = 15,

    /// <summary>Of which type and batch a cell is, and what was done to it.</summary>
    CellIdentity = 16,

    /// <summary>Where in the cycle a cell is.</summary>
    CellPosition = 17,

    /// <summary>How many molecules of a cell are caught.</summary>
    CellSize = 18,

    /// <summary>What a cell expresses of the factors that vary between like cells.</summary>
    CellResidual = 19,

    /// <summary>How much a gene follows such a factor.</summary>
    FactorLoadings = 20,

    /// <summary>By how much a batch shows a gene more or less.</summary>
    BatchShift = 21,

    /// <summary>How many molecules of a gene are counted in a cell.</summary>
    Molecules = 22,
}

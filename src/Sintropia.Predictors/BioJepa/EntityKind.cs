namespace Sintropia.Predictors.BioJepa;

/// <summary>What an entity's vector is of, as places of the projectors of v0.4.</summary>
public enum EntityKind
{
    /// <summary>A protein: 320 numbers of ESM-2.</summary>
    Protein = 0,

    /// <summary>A chemical: 768 numbers.</summary>
    Chemical = 1,

    /// <summary>A stretch of DNA, as a guide: 1536 numbers.</summary>
    Dna = 2,
}

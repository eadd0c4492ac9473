namespace Sintropia.Data.GroundTruth;

/// <summary>What is done to genes.</summary>
public enum PerturbationKind
{
    /// <summary>Nearly none of the gene's expression is left.</summary>
    KnockOut,

    /// <summary>Some of the gene's expression is left.</summary>
    KnockDown,

    /// <summary>The gene is expressed several times as much.</summary>
    Activation,

    /// <summary>Several regulators are held down or raised, by a dose.</summary>
    Compound,
}

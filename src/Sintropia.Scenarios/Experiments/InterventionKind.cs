namespace Sintropia.Scenarios.Experiments;

/// <summary>What sort of thing is done.</summary>
public enum InterventionKind
{
    /// <summary>A compound is given.</summary>
    Compound,

    /// <summary>A ligand is given.</summary>
    Ligand,

    /// <summary>A property of the medium is set.</summary>
    Environment,

    /// <summary>Radiation.</summary>
    Radiation,

    /// <summary>A gene is removed.</summary>
    Knockout,

    /// <summary>A gene is weakened.</summary>
    Knockdown,

    /// <summary>A gene is strengthened.</summary>
    Activation,

    /// <summary>A gene is expressed at a level.</summary>
    Overexpression,
}

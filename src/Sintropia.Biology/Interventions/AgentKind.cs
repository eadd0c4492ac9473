namespace Sintropia.Biology.Interventions;

/// <summary>What sort of thing acts.</summary>
public enum AgentKind
{
    /// <summary>A small molecule or another drug.</summary>
    Compound,

    /// <summary>A signal that cells also make and take up.</summary>
    Ligand,

    /// <summary>A gene made weaker: knockout, knockdown.</summary>
    GeneLoss,

    /// <summary>A gene made stronger: activation, overexpression.</summary>
    GeneGain,

    /// <summary>A property of the medium: serum, oxygen, temperature.</summary>
    Environment,
}

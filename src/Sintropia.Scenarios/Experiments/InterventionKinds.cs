using Sintropia.Biology.Interventions;

namespace Sintropia.Scenarios.Experiments;

/// <summary>Facts about kinds of interventions.</summary>
public static class InterventionKinds
{
    /// <summary>The name in files.</summary>
    public static string Name(this InterventionKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind of agent whose level it sets; null for radiation.</summary>
    public static AgentKind? Sets(this InterventionKind kind) => kind switch
    {
        InterventionKind.Compound => AgentKind.Compound,
        InterventionKind.Ligand => AgentKind.Ligand,
        InterventionKind.Environment => AgentKind.Environment,
        InterventionKind.Knockout or InterventionKind.Knockdown => AgentKind.GeneLoss,
        InterventionKind.Activation or InterventionKind.Overexpression => AgentKind.GeneGain,
        _ => null,
    };
}

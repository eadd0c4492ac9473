using Sintropia.Biology.Interventions;

namespace Sintropia.Biology.Expression;

/// <summary>An intervention that a predictor was trained on.</summary>
/// <param name="Name">Its name; for edits the gene's.</param>
/// <param name="Kind">What sort of thing it is; for genes the direction too.</param>
/// <param name="Unit">Unit of its level; empty for edits, whose strength is 0 to 1.</param>
/// <param name="Highest">Highest level that it was trained on; infinite where nothing is said.</param>
public sealed record KnownAgent(string Name, AgentKind Kind, string Unit, double Highest = double.PositiveInfinity)
{
    /// <summary>Whether this is what a scenario calls so.</summary>
    public bool Is(Agent agent) => agent.Name == Name && agent.Kind == Kind;
}

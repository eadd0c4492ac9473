using Sintropia.Biology.Interventions;
using Sintropia.Biology.Names;

namespace Sintropia.Biology.Expression;

/// <summary>What a predictor is, what it knows, and where it comes from. A scenario is checked against it before anything runs: nothing falls back silently.</summary>
public sealed record PredictorCard
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it takes.</summary>
    public required ExpressionSpace Input { get; init; }

    /// <summary>What it gives.</summary>
    public required ExpressionSpace Output { get; init; }

    /// <summary>Names of the dimensions: its gene panel, or the axes of its latent space.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Interventions that it knows, in the order in which it is told their levels.</summary>
    public required IReadOnlyList<KnownAgent> Agents { get; init; }

    /// <summary>Of these, the names of those that it can be told of and was never trained with: what it says of them is an extrapolation. Empty where that is not known.</summary>
    public IReadOnlyList<string> Extrapolated { get; init; } = [];

    /// <summary>What its answer means in time.</summary>
    public required ResponseTime Time { get; init; }

    /// <summary>Whether it looks at cells one by one.</summary>
    public required SetPolicy Sets { get; init; }

    /// <summary>What it was trained on.</summary>
    public required string TrainedOn { get; init; }

    /// <summary>Licence of its weights.</summary>
    public required string Licence { get; init; }

    /// <summary>SHA-256 of its weights, 64 hexadecimal digits.</summary>
    public required string WeightsSha256 { get; init; }

    /// <summary>Dimensions of a state.</summary>
    public int Dimensions => Features.Count;

    /// <summary>What stands against using it for a scenario; empty if nothing does.</summary>
    /// <param name="plan">How cells express there.</param>
    /// <param name="agents">What acts there.</param>
    /// <returns>Sentences that say what is wrong, what comes nearest, and what to do.</returns>
    public IReadOnlyList<string> Objections(ExpressionPlan plan, IReadOnlyList<Agent> agents)
    {
        var objections = new List<string>();
        if (plan.Dimensions != Dimensions) objections.Add($"{Name} works in {Dimensions} dimensions, and the scenario in {plan.Dimensions}. Set `dimensions: {Dimensions}`.");
        if (Time != ResponseTime.Settled) objections.Add($"{Name} steps cells by a time of its own, which this version does not support. Use a predictor that says where cells settle.");
        if (Sets != SetPolicy.Rows) objections.Add($"{Name} looks at cells in sets, which this version does not support. Use a predictor that answers row by row.");
        objections.AddRange(agents.Where(a => !Agents.Any(k => k.Is(a) && k.Unit == a.Unit)).Select(Objection));
        return objections;
    }

    private string Objection(Agent agent)
    {
        if (Agents.FirstOrDefault(k => k.Is(agent)) is { } known) return $"{Name} knows {agent.Name} in '{known.Unit}', and the scenario gives it in '{agent.Unit}'. Give it in '{known.Unit}'.";
        if (Agents.FirstOrDefault(k => k.Name == agent.Name) is { } other) return $"{Name} knows {agent.Name} as {Word(other.Kind)} only, not as {Word(agent.Kind)}. Use another predictor, or leave it out.";
        return $"{Name} does not know the {Word(agent.Kind)} {agent.Name}.{Nearest(agent)} Use another predictor, or leave it out.";
    }

    private string Nearest(Agent agent)
    {
        var kin = Agents.Where(k => k.Kind == agent.Kind).Select(k => k.Name).ToList();
        if (kin.Count == 0) return $" It knows no {Word(agent.Kind)}.";
        var near = new List<string>();
        while (near.Count < 3 && NearestName.To(agent.Name, kin.Except(near)) is { } name) near.Add(name);
        return near.Count > 0 ? $" The nearest it knows: {string.Join(", ", near)}." : $" It knows {string.Join(", ", kin.Take(10))}{(kin.Count > 10 ? $" and {kin.Count - 10} more" : "")}.";
    }

    private static string Word(AgentKind kind) => kind switch
    {
        AgentKind.Compound => "compound",
        AgentKind.Ligand => "ligand",
        AgentKind.GeneLoss => "loss of gene",
        AgentKind.GeneGain => "gain of gene",
        _ => "property of the medium",
    };
}

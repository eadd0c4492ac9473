using Sintropia.Biology.Interventions;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Quantities;
using Sintropia.Simulation.Circulation;

namespace Sintropia.Scenarios.Plans;

/// <summary>Resolves what a scenario says of a body: indices instead of names, amounts in the unit of each agent times litres.</summary>
internal static class OrganismPlans
{
    /// <summary>How blood joins the tissues; null for cultures.</summary>
    public static CirculationPlan? Circulation(Scenario scenario) => scenario.Organism is not { } organism ? null : new(
        organism.Physiology,
        [.. organism.Carried.Select(c => new CarriedAgent(Agent(scenario, c.Agent), c.Kinetics))],
        [.. organism.Functions.SelectMany(f => Functions(scenario, f))]);

    /// <summary>Doses into the body.</summary>
    public static Administration Dose(ScenarioIntervention intervention, Scenario scenario)
    {
        var agent = Agent(scenario, intervention.Subject);
        var carried = scenario.Organism!.Carried.First(c => c.Agent == intervention.Subject);
        return new(agent, intervention.Route!.Value, carried.Litres(intervention.Amount, Units.Find(scenario.Agents[agent].Unit)!)!.Value, intervention.Schedule)
        {
            Rules = intervention.Rule is { } rule ? [Rule(rule, scenario)] : [],
        };
    }

    private static DoseRule Rule(ScenarioRule rule, Scenario scenario)
    {
        var type = Types(scenario, [rule.Subject]);
        if (type.Length == 0)
        {
            var agent = Agent(scenario, rule.Subject);
            var unit = Units.Find(scenario.Agents[agent].Unit)!;
            return new(new([], -1, 0, agent), rule.Below, rule.Threshold.In(unit), rule.Resume.In(unit), rule.Reduction);
        }

        if (rule.Threshold.Unit.Dimension == Dimension.Cells) return new(new(type, -1, 1), rule.Below, rule.Threshold.Base, rule.Resume.Base, rule.Reduction);
        var tissue = scenario.Tissues.ToList().FindIndex(t => t.Organ == CirculationPlan.Blood && scenario.TypesIn(t).Contains(rule.Subject));
        return new(new(type, tissue, scenario.Tissues[tissue].Scale / scenario.Organism!.Physiology.BloodVolume), rule.Below, rule.Threshold.Base, rule.Resume.Base, rule.Reduction);
    }

    private static IEnumerable<OrganFunction> Functions(Scenario scenario, ScenarioFunction function)
    {
        var tissues = scenario.Tissues.Select((t, i) => (Tissue: t, Number: i)).Where(t => function.Tissue is { } name ? t.Tissue.Name == name : t.Tissue.Organ == function.Organ).ToArray();
        var founders = tissues.Select(t => t.Tissue.Populations.Where(p => function.Cells.Contains(p.Type)).Sum(p => (double)p.Cells)).ToArray();
        var all = founders.Sum();
        for (var i = 0; i < tissues.Length; i++)
        {
            // A number of healthy cells is of all tissues together; each has the share that it was founded with.
            var healthy = function.Healthy is { } given ? all > 0 ? given * founders[i] / all : given / tissues.Length : founders[i];
            if (healthy > 0) yield return new(function.Elimination, tissues[i].Number, Types(scenario, function.Cells), healthy);
        }
    }

    private static int[] Types(Scenario scenario, IReadOnlyList<string> names) => [.. Enumerable.Range(0, scenario.CellTypes.Count).Where(i => names.Contains(scenario.CellTypes[i].Name))];

    private static int Agent(Scenario scenario, string name)
    {
        for (var i = 0; i < scenario.Agents.Count; i++)
            if (scenario.Agents[i].Name == name && scenario.Agents[i].Kind is AgentKind.Compound or AgentKind.Ligand) return i;
        throw new ArgumentException($"Nothing in this scenario is called '{name}'.", nameof(name));
    }
}

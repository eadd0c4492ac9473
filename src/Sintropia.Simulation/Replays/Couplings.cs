using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Replays;

/// <summary>What makes the life of a cell depend on how many others there are. Without any of it, what a cell feels follows from the plan alone.</summary>
public static class Couplings
{
    /// <summary>All that couples the cells of a plan, in words; empty where each lives for itself.</summary>
    public static IReadOnlyList<string> Of(OrganismPlan plan)
    {
        var found = new List<string>();
        foreach (var tissue in plan.Tissues.Where(t => t.Crowding is not null)) found.Add($"crowding in {tissue.Name}");
        foreach (var agent in plan.Agents.Where(a => a.Secretion.Count > 0 || a.Uptake.Count > 0)) found.Add($"{agent.Name}, which cells make or take up");
        foreach (var type in plan.CellTypes)
            if (type.Hierarchy.Feedback is { } feedback) found.Add($"{plan.CellTypes[feedback.Type].Name}, who hold back {type.Name}");
        if (plan.Circulation is { } circulation)
        {
            foreach (var function in circulation.Functions) found.Add($"{function.Elimination.ToString().ToLowerInvariant()} clearance by the cells of {plan.Tissues[function.Tissue].Name}");
            if (plan.Interventions.OfType<Biology.Interventions.Administration>().Any(d => d.Rules.Any(r => r.Measure.Agent < 0))) found.Add("doses that are held while cells are few");
        }

        return found;
    }
}

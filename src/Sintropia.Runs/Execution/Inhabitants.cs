using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Execution;

/// <summary>Which cell types a tissue can hold.</summary>
internal static class Inhabitants
{
    /// <summary>Whether cells of a type can be in a tissue: founded there, or descended from what was.</summary>
    public static bool Live(OrganismPlan plan, string tissue, int type)
    {
        var reached = new HashSet<int>(plan.Tissues.First(t => t.Name == tissue).Populations.SelectMany(p => p.Mutants.Select(m => m.To).Prepend(p.CellType)));
        var open = new Queue<int>(reached);
        while (open.TryDequeue(out var from))
        {
            var hierarchy = plan.CellTypes[from].Hierarchy;
            foreach (var to in hierarchy.Fates.SelectMany(f => new[] { f.First, f.Second }).Append(hierarchy.Then).Concat(plan.CellTypes[from].Mutations.Select(m => m.To)))
                if (to >= 0 && reached.Add(to)) open.Enqueue(to);
        }

        return reached.Contains(type);
    }
}

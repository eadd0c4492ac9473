using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Execution;

/// <summary>Which cell types a tissue can hold.</summary>
internal static class Inhabitants
{
    /// <summary>Whether cells of a type can be in a tissue: founded there, come there, or descended from what was.</summary>
    public static bool Live(OrganismPlan plan, string tissue, int type)
    {
        var reached = new HashSet<(int Tissue, int Type)>(plan.Tissues.SelectMany((t, i) => t.Populations.SelectMany(p => p.Mutants.Select(m => m.To).Prepend(p.CellType)).Select(founded => (i, founded))));
        var open = new Queue<(int Tissue, int Type)>(reached);
        while (open.TryDequeue(out var from))
        {
            var hierarchy = plan.CellTypes[from.Type].Hierarchy;
            foreach (var to in hierarchy.Fates.SelectMany(f => new[] { f.First, f.Second }).Append(hierarchy.Then).Concat(plan.CellTypes[from.Type].Mutations.Select(m => m.To)))
                if (to >= 0 && reached.Add((from.Tissue, to))) open.Enqueue((from.Tissue, to));
            foreach (var migration in plan.Tissues[from.Tissue].Migrations)
                if (migration.Type == from.Type && reached.Add((migration.To, from.Type))) open.Enqueue((migration.To, from.Type));
        }

        return reached.Any(r => r.Type == type && plan.Tissues[r.Tissue].Name == tissue);
    }
}

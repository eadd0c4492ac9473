using Sintropia.Biology.Cycle;
using Sintropia.Runs.Results;
using Sintropia.Simulation.Replays;

namespace Sintropia.Runs.Execution;

/// <summary>The table of how many cells each tick began with: what couples cells to each other follows from it, so that one cell can be replayed without the others.</summary>
internal static class CouplingTable
{
    public const string FileName = "coupling.csv";

    public const string Header = "time_h,condition,replicate,organ,tissue,cell_type,value";

    /// <summary>Whether a run writes it: where cells are coupled, and its records do not say as much. Where cells go from tissue to tissue as well, records never do, since they count cells before these go.</summary>
    public static bool IsNeeded(RunPlan plan) => plan.Conditions.Any(c => plan.Organism(c, 1) is var organism && (plan.TicksPerRecord > 1 || plan.Fork is not null || organism.HasMigrations) && Couplings.Of(organism).Count > 0);

    /// <summary>Writes how many cells of each type lived when the last tick began.</summary>
    public static void Write(TableFile table, IOrganism organism, string condition, int replicate)
    {
        var (plan, counts, time) = (organism.Plan, organism.Began, organism.Plan.TimeOf(organism.Ticks - 1));
        for (var tissue = 0; tissue < plan.Tissues.Count; tissue++)
            for (var type = 0; type < plan.CellTypes.Count; type++)
            {
                if (!Inhabitants.Live(plan, plan.Tissues[tissue].Name, type)) continue;
                var living = 0L;
                for (var phase = Phase.G0; phase.IsLiving(); phase++) living += counts[tissue][type * Phases.Count + (int)phase];
                table.Add(time).Add(condition).Add(replicate).Add(plan.Tissues[tissue].Organ).Add(plan.Tissues[tissue].Name).Add(plan.CellTypes[type].Name).Add(living).EndRow();
            }
    }
}

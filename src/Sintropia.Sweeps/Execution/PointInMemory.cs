using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Runs.Execution;
using Sintropia.Simulation;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Sweeps.Execution;

/// <summary>Lives through a point and keeps nothing of it but what it came to. The same laws as in a run directory, and the same fingerprint.</summary>
internal static class PointInMemory
{
    private static readonly SimulationOptions OneThread = new() { Threads = 1 };

    /// <summary>The conditions and replicates of a run, resolved to numbers.</summary>
    public static IReadOnlyList<(RunPart Part, OrganismPlan Plan)> Parts(RunPlan run) => [.. RunPart.Of(run).Select(part => (part, run.Organism(part.Condition, part.Replicate)))];

    /// <summary>Lives through them.</summary>
    public static IReadOnlyList<SweepRow> Live(IReadOnlyList<(RunPart Part, OrganismPlan Plan)> parts, IOrganisms organisms, CancellationToken stop)
    {
        var rows = new List<SweepRow>();
        foreach (var (part, organismPlan) in parts)
        {
            var founders = organismPlan.Tissues.Sum(t => t.Populations.Sum(p => (long)p.Cells));
            try
            {
                using var organism = organisms.Found(part, organismPlan, OneThread);
                while (!organism.IsComplete)
                {
                    stop.ThrowIfCancellationRequested();
                    organism.Advance();
                }

                rows.Add(Row(part, founders, organism));
            }
            catch (PopulationLimitException crowded)
            {
                rows.Add(new(part.Condition, part.Replicate, founders, 0, 0, [0, 0, 0, 0, 0, 0], "", crowded.Message));
            }
        }

        return rows;
    }

    private static SweepRow Row(RunPart part, long founders, IOrganism organism)
    {
        var counts = organism.Count();
        return new(part.Condition, part.Replicate, founders, counts.Divisions, counts.Deaths, [.. Phases.All.Where(p => p.IsLiving()).Select(p => counts[p])], StateHash.Text(organism.Observe(1).Fingerprint));
    }
}

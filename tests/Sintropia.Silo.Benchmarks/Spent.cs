using Sintropia.Grains.Messages;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Runs;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Silo.Benchmarks;

/// <summary>What the ticks of a run took, from its first tenth to the last tick that was told: neither founding nor the tables of the end are part of it.</summary>
/// <param name="Wall">Time, s.</param>
/// <param name="Processor">Time of all processors of the silos, s.</param>
/// <param name="Others">Time of all processors that others had meanwhile, s: other programs of this machine, and other machines that share its cores.</param>
/// <param name="Steps">Cell-steps.</param>
/// <param name="First">The first of the ticks.</param>
/// <param name="Last">The tick behind the last of them.</param>
/// <param name="Cells">Living cells at the end.</param>
/// <param name="Memory">Most memory of all silos, B.</param>
/// <param name="Growth">Cells at a tick over those at the tick before.</param>
internal sealed record Spent(double Wall, double Processor, double Others, double Steps, double First, double Last, double Cells, double Memory, double Growth)
{
    public double Ticks => Last - First;

    /// <summary>Cores that others left.</summary>
    public double Cores => Environment.ProcessorCount - Others / Wall;

    public double PerTick => Wall / Ticks;

    /// <summary>Carries a plan out.</summary>
    public static async Task<Spent> On(Silos silos, RunPlan plan, int nicheSize)
    {
        var runs = new GrainRuns(silos.Client, new() { Resolution = Resolution.Niche, NicheSize = nicheSize });
        var id = await runs.Submit(new(plan, Guid.NewGuid().ToString("n")) { Options = new() { CheckpointEvery = TimeSpan.FromHours(1), Simulation = new() { NicheSize = nicheSize } } });
        (RunProgress Told, double Processor, double Taken)? first = null, last = null;
        var peak = 0.0;
        await foreach (var progress in runs.Watch(id))
        {
            if (progress.Status is RunStatus.Failed or RunStatus.Cancelled) throw new InvalidOperationException($"The run is {progress.Status}: {progress.Note}");
            peak = Math.Max(peak, silos.Memory);
            if (progress.Time < plan.Duration / 10 || progress.Time >= plan.Duration) continue;
            last = (progress, silos.Processor, Silos.Taken);
            first ??= last;
        }

        if (first is not var (from, before, taken) || last is not var (to, after, full) || !(to.Time > from.Time)) throw new InvalidOperationException($"The run of {plan.Name} was over before anybody saw it twice. Make it longer.");
        var (began, ended) = (from.Time / plan.Tick, to.Time / plan.Tick);
        // The run itself says when each was told, so that it does not matter how late the news came; processor time is read when they come.
        return new(
            to.Effort.WallSeconds - from.Effort.WallSeconds, after - before, Math.Max(0, full - taken - (after - before)), (to.Effort.CellHours - from.Effort.CellHours) / plan.Tick, began, ended, to.Living, peak,
            Math.Pow((double)to.Living / from.Living, 1 / (ended - began)));
    }
}

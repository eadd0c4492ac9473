using Sintropia.Grains.Addresses;
using Sintropia.Grains.Messages;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Execution;
using Sintropia.Simulation;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Grains.Organisms;

/// <summary>Organisms of a cluster, for one run.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="machines">How many machines carry cells.</param>
/// <param name="run">The run.</param>
/// <param name="folder">Its folder, relative to all runs.</param>
/// <param name="epoch">The first epoch to count from.</param>
/// <param name="settings">How it is carried out.</param>
/// <param name="parts">The parts of the run.</param>
internal sealed class GrainOrganisms(IGrainFactory grains, Func<int> machines, string run, string folder, long epoch, RunSettings settings, IReadOnlyList<RunPart> parts) : IOrganisms
{
    private long _epoch = epoch;

    /// <inheritdoc/>
    public IOrganism Found(RunPart part, OrganismPlan plan, SimulationOptions options)
    {
        var organism = Make(part, plan, options, plan.Tissues.Sum(t => t.Populations.Sum(p => (long)p.Cells)));
        return Begun(organism, organism.Found);
    }

    /// <inheritdoc/>
    public IOrganism Restore(RunPart part, OrganismPlan plan, SimulationOptions options, ICheckpointStore store, string name, Checkpoint checkpoint)
    {
        var organism = Make(part, plan, options, checkpoint.Niches.Sum(n => n.Bytes) / (Biology.Cells.Cell.Bytes + 16));
        var niches = checkpoint.Niches.Select(BlockSaved.Of).ToLookup(n => n.Tissue);
        return Begun(organism, () => organism.Restore([.. checkpoint.Organism.Tissues.Select((tissue, i) => new RestoreTissue(organism.Carrying, new(folder, name), checkpoint.Organism.Ticks, StateJson.Of(tissue), [.. niches[i]]))], checkpoint.Organism.Blood, checkpoint.Organism.Ticks));
    }

    private static GrainOrganism Begun(GrainOrganism organism, Action begin)
    {
        try
        {
            begin();
            return organism;
        }
        catch
        {
            organism.Dispose(); // of a torn checkpoint some blocks may be there already
            throw;
        }
    }

    private GrainOrganism Make(RunPart part, OrganismPlan plan, SimulationOptions options, long cells)
    {
        var resolution = settings.Resolution != Resolution.Auto ? settings.Resolution : cells <= settings.MostCellGrains ? Resolution.Cell : Resolution.Niche;
        var (began, number) = (machines(), Enumerable.Range(0, parts.Count).First(i => parts[i] == part));
        return new(grains, new(run, _epoch++, number), plan, new(resolution, plan.NicheSize(settings.NicheSize), options.KeepLineage), folder, organism =>
            machines() != began || (settings.Resolution == Resolution.Auto && resolution == Resolution.Cell && organism.Cells > 2 * settings.MostCellGrains));
    }
}

using Sintropia.Runs.Checkpoints;
using Sintropia.Simulation;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Execution;

/// <summary>Where organisms live: the seam between a run and the two runtimes.</summary>
public interface IOrganisms
{
    /// <summary>Founds an organism.</summary>
    /// <param name="part">The part of the run that it is for.</param>
    /// <param name="plan">What to make it from.</param>
    /// <param name="options">How to carry it out.</param>
    IOrganism Found(RunPart part, OrganismPlan plan, SimulationOptions options);

    /// <summary>Brings an organism back from a checkpoint.</summary>
    /// <param name="part">The part of the run that it is for.</param>
    /// <param name="plan">The plan it was made from.</param>
    /// <param name="options">How to go on; need not be as before.</param>
    /// <param name="store">Where checkpoints are.</param>
    /// <param name="name">Name of the checkpoint.</param>
    /// <param name="checkpoint">Its description.</param>
    /// <exception cref="CheckpointException">A niche is torn.</exception>
    IOrganism Restore(RunPart part, OrganismPlan plan, SimulationOptions options, ICheckpointStore store, string name, Checkpoint checkpoint);
}

using Sintropia.Biology.Expression;
using Sintropia.Predictors;
using Sintropia.Runs.Checkpoints;
using Sintropia.Simulation;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Execution;

/// <summary>Organisms in this process.</summary>
public sealed class LocalOrganisms : IOrganisms
{
    /// <inheritdoc/>
    public IOrganism Found(RunPart part, OrganismPlan plan, SimulationOptions options) => new LocalOrganism(Organism.Found(plan, options, Predictor(plan)));

    /// <inheritdoc/>
    public IOrganism Restore(RunPart part, OrganismPlan plan, SimulationOptions options, ICheckpointStore store, string name, Checkpoint checkpoint)
    {
        try
        {
            return new LocalOrganism(Organism.Restore(plan, options, checkpoint.Organism, (tissue, life, inside) =>
            [
                .. checkpoint.Niches.Where(n => n.Tissue == tissue).Select(n => NicheFiles.Read(store, name, n, life, inside.Milieu, options.KeepLineage)),
            ], Predictor(plan)));
        }
        catch (InvalidDataException torn)
        {
            throw new CheckpointException(torn.Message, torn) { IsTorn = true };
        }
    }

    private static IResponsePredictor? Predictor(OrganismPlan plan) => plan.Expression is { } expression ? PredictorRegistry.Find(expression, plan.Agents) : null;
}

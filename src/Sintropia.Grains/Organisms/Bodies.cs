using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;
using Sintropia.Grains.Addresses;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Niches;
using Sintropia.Grains.Predictors;
using Sintropia.Grains.Runs;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;

namespace Sintropia.Grains.Organisms;

/// <summary>Plans and checkpoints of all runs, as one machine finds them. A plan is compiled from the scenario's text, which is looked up once per machine and run.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="storage">Where runs and checkpoints are kept.</param>
/// <param name="predicting">How this machine asks predictors.</param>
/// <param name="records">What is stored of runs.</param>
public sealed class Bodies(IGrainFactory grains, RunStorage storage, Predicting predicting, [FromKeyedServices(GrainStorage.Name)] IGrainStorage records)
{
    private const int MostRuns = 64;
    private readonly ConcurrentDictionary<string, Lazy<Task<RunPlan>>> _plans = new();
    private readonly ConcurrentDictionary<(string Run, int Part), Body> _bodies = new();

    /// <summary>What the grains of an organism share.</summary>
    public async ValueTask<Body> Of(OrganismAddress organism)
    {
        if (_bodies.TryGetValue((organism.Run, organism.Part), out var body)) return body;
        var plan = await Plan(organism.Run);
        return _bodies.GetOrAdd((organism.Run, organism.Part), key =>
        {
            var part = RunPart.Of(plan)[key.Part];
            var organism = plan.Organism(part.Condition, part.Replicate);
            return new(organism, predicting.Of(key.Run, key.Part, organism));
        });
    }

    /// <summary>Batches that predictors were asked for so far, and cells in them.</summary>
    public (long Batches, long Cells) Served => _bodies.Values.Aggregate((Batches: 0L, Cells: 0L), (sum, body) => (sum.Batches + (body.Predictor?.Served.Batches ?? 0), sum.Cells + (body.Predictor?.Served.Cells ?? 0)));

    /// <summary>Where a checkpoint is.</summary>
    public ICheckpointStore Checkpoints(CheckpointPlace checkpoint) => storage.Checkpoints(checkpoint.Folder);

    private async Task<RunPlan> Plan(string run)
    {
        if (_plans.Count > MostRuns) // a machine that lives for months sees many runs, and a plan is soon compiled again
        {
            _plans.Clear();
            _bodies.Clear();
        }

        // Grains that ask at once share one answer: of several all but one would be dropped, and nobody would hear why they failed.
        var plan = _plans.GetOrAdd(run, key => new(async () => storage.Compile(key, await Scenario(key))));
        try
        {
            return await plan.Value;
        }
        catch
        {
            _plans.TryRemove(new(run, plan)); // a failed question must not be the answer for ever
            throw;
        }
    }

    /// <summary>Read from the storage, and not asked of the run's own grain: while that one leaves its machine it hears nobody, and it leaves when its cells have answered.</summary>
    private async Task<RunScenario> Scenario(string run)
    {
        var record = new GrainState<RunRecord>(new());
        try
        {
            await records.ReadStateAsync(RunRecord.Name, grains.GetGrain<IRunGrain>(run).GetGrainId(), record);
        }
        catch (Exception unreachable) // whatever a storage says; it may answer again when the run is brought back
        {
            throw new CellsLostException(run, $"cannot be looked up in the storage of runs: {unreachable.Message}");
        }

        return record.State?.Request?.Scenario ?? throw new UnknownRunException(new(run));
    }
}

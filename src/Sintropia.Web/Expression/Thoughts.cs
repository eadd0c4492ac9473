using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Web.Problems;
using Sintropia.Web.Results;
using Sintropia.Web.Scenarios;

namespace Sintropia.Web.Expression;

/// <summary>The predictors of the runs that were asked last, so that who moves a slider does not wait for weights each time.</summary>
internal sealed class Thoughts
{
    private const int Most = 2; // a trained model may hold much

    private readonly Lock _gate = new();
    private readonly LinkedList<((RunId Run, string Scenario) Key, Thought Thought)> _thoughts = new();

    /// <summary>The predictor of a run, as its own scenario names it.</summary>
    /// <exception cref="ApiProblem">The run is not described yet, or its cells express nothing.</exception>
    public async Task<Thought> Of(IRuns runs, RunId run, CancellationToken cancellation)
    {
        await runs.Get(run, cancellation);
        var manifest = await RunFile.Manifest(runs, run, cancellation) ?? throw new ApiProblem(StatusCodes.Status409Conflict, "not-begun", $"Run {run} is not described yet. Ask again when its turn has come.");
        var key = (run, manifest.ScenarioSha256);
        lock (_gate)
            if (_thoughts.FirstOrDefault(t => t.Key == key) is { Thought: { } known }) return known;
        using var folder = new ScenarioFolder();
        var plan = await folder.Plan(runs, run, manifest.BranchOf is { } origin ? new Fork(origin.Run, origin.Condition, origin.AtH) : null, cancellation);
        var thought = new Thought(plan.Organism(plan.Conditions[0], 1));
        lock (_gate)
        {
            _thoughts.AddFirst((key, thought));
            if (_thoughts.Count > Most) _thoughts.RemoveLast();
        }

        return thought;
    }
}

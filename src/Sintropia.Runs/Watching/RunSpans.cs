using System.Diagnostics;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Watching;

/// <summary>Spans of runs and checkpoints. A run is a trace of its own, linked to the request that submitted it: it goes on long after that is answered.</summary>
public static class RunSpans
{
    /// <summary>Name of the source of the spans <c>run</c>, <c>part</c> and <c>checkpoint</c>.</summary>
    public const string Name = "Sintropia.Runs";

    private static readonly ActivitySource Source = new(Name, RunExecution.Version);

    /// <summary>Begins the trace of a run.</summary>
    internal static Activity? Run(string run, RunPlan plan, bool resumed)
    {
        if (!Source.HasListeners()) return null;
        var asked = Activity.Current;
        Activity.Current = null;
        var span = Source.StartActivity("run", ActivityKind.Internal, default(ActivityContext), links: asked is null ? null : [new(asked.Context)]);
        return span?.SetTag("sintropia.run", run).SetTag("sintropia.scenario", plan.Name).SetTag("sintropia.scenario_hash", plan.Hash).SetTag("sintropia.resumed", resumed);
    }

    internal static Activity? Part(RunPart part) => Source.StartActivity("part")?.SetTag("sintropia.condition", part.Condition).SetTag("sintropia.replicate", part.Replicate);

    internal static Activity? Checkpoint(string name) => Source.StartActivity("checkpoint")?.SetTag("sintropia.checkpoint", name);

    internal static void End(this Activity? run, RunStatus status) => run?.SetTag("sintropia.status", status.ToString().ToLowerInvariant()).SetStatus(ActivityStatusCode.Ok);

    internal static void Fail(this Activity? run, Exception why) => run?.SetTag("sintropia.status", "failed").SetStatus(ActivityStatusCode.Error, why.Message);
}

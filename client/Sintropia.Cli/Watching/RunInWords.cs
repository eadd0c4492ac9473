using Sintropia.Cli.Terminals;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;

namespace Sintropia.Cli.Watching;

/// <summary>Sentences about a run that is under way.</summary>
internal static class RunInWords
{
    /// <summary>What will be run: <c>A first culture: 3 conditions, 1 replicate, 96 h, seed 20260101, 2 threads</c>.</summary>
    public static string Beginning(RunRequest request)
    {
        var plan = request.Plan;
        var fork = plan.Fork is { } f ? $", forked off '{f.Condition}' of {f.Run} at {Words.Hours(f.At)} h" : "";
        return $"{plan.Name}: {Words.Count(plan.Conditions.Count, "condition")}, {Words.Count(plan.Replicates, "replicate")}, {Words.Hours(plan.Duration)} h, seed {plan.Seed}, {Words.Count(request.Options.Simulation.Threads, "thread")}{fork}";
    }

    /// <summary>Where it is: <c>palbociclib #2, 37.5 of 96 h</c>.</summary>
    public static string Place(RunProgress progress) =>
        $"{Part(progress)}, {Words.Hours(progress.Time)} of {Words.Hours(progress.Duration)} h";

    /// <summary>Which part: <c>palbociclib #2</c>; a number only where there are replicates.</summary>
    public static string Part(RunProgress progress) => progress.Replicate > 1 ? $"{progress.Condition} #{progress.Replicate}" : progress.Condition;

    /// <summary>How long it will take, or nothing while that is not known.</summary>
    public static string Left(double seconds, string before) => double.IsFinite(seconds) ? $"{before}{Words.Clock(seconds)} left" : "";
}

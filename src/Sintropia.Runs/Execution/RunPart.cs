namespace Sintropia.Runs.Execution;

/// <summary>One condition and replicate of a run.</summary>
/// <param name="Condition">Its condition.</param>
/// <param name="Replicate">1 for the first.</param>
/// <param name="From">Where it begins, h: 0, or the fork.</param>
/// <param name="Until">Where it ends, h.</param>
/// <param name="Recorded">Whether it writes rows; the common part before a fork does not.</param>
public sealed record RunPart(string Condition, int Replicate, double From, double Until, bool Recorded)
{
    /// <summary>The parts of a run, in order.</summary>
    public static IReadOnlyList<RunPart> Of(RunPlan plan)
    {
        var parts = new List<RunPart>();
        // The very number at which the organism's clock stands then: a fork at 2 h 20 min is not 7 × 20 min to the last bit, and would be a tick late.
        var fork = plan.Fork is { } forked ? Math.Round(forked.At / plan.Tick) * plan.Tick : 0;
        for (var replicate = 1; replicate <= plan.Replicates; replicate++)
        {
            if (plan.Fork is not null) parts.Add(new(plan.Conditions[0], replicate, 0, fork, false));
            foreach (var condition in plan.Conditions) parts.Add(new(condition, replicate, fork, plan.Duration, true));
        }

        return parts;
    }
}

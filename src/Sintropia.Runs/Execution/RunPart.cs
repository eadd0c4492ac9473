namespace Sintropia.Runs.Execution;

/// <summary>One condition and replicate of a run.</summary>
/// <param name="Condition">Its condition.</param>
/// <param name="Replicate">1 for the first.</param>
/// <param name="From">Where it begins, h: 0, or the fork.</param>
/// <param name="Until">Where it ends, h.</param>
/// <param name="Recorded">Whether it writes rows; the common part before a fork does not.</param>
internal sealed record RunPart(string Condition, int Replicate, double From, double Until, bool Recorded)
{
    /// <summary>The parts of a run, in order.</summary>
    public static IReadOnlyList<RunPart> Of(RunPlan plan)
    {
        var parts = new List<RunPart>();
        for (var replicate = 1; replicate <= plan.Replicates; replicate++)
        {
            if (plan.Fork is { } fork) parts.Add(new(plan.Conditions[0], replicate, 0, fork.At, false));
            foreach (var condition in plan.Conditions) parts.Add(new(condition, replicate, plan.Fork?.At ?? 0, plan.Duration, true));
        }

        return parts;
    }
}

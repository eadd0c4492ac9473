using Sintropia.Design.Trials;

namespace Sintropia.Design.Schedules;

/// <summary>Seeks doses, order and gaps: races of all candidates under shared draws, with finer and finer gaps beside those that are left.</summary>
public static class ScheduleSearch
{
    /// <summary>Searches. The result is a function of task and scenario: not of threads, nor of how often it was interrupted.</summary>
    /// <param name="task">What is sought.</param>
    /// <param name="threads">Trials at a time; 0 for all processors.</param>
    /// <param name="folder">Where what is done is kept, to go on there; null to keep nothing.</param>
    /// <param name="report">Told at each look: replicates, candidates left, step of gaps (h).</param>
    /// <param name="stop">Ends it; what is done is kept.</param>
    /// <exception cref="DesignException">The task does not suit its scenario.</exception>
    public static ScheduleOutcome Run(ScheduleTask task, int threads = 0, string? folder = null, Action<int, int, double>? report = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var scenario = TrialScenario.Load(task.Scenario, ScheduleGrid.Places(task), [task.Goal, .. task.Limits.Select(l => l.Readout)]);
        var grid = new ScheduleGrid(task, scenario);
        var planned = grid.With(task.Gaps.Coarse).Take(ScheduleTask.MostCandidates + 1).ToArray();
        if (planned.Length > ScheduleTask.MostCandidates) throw new DesignException($"'{task.Name}' has more than {ScheduleTask.MostCandidates} schedules to try. Take a larger 'step' with a finer 'refine_to', or fewer doses.");
        Fits(task, planned, scenario);

        using var board = new TrialBoard(scenario, threads, folder);
        var races = task.Gaps.Races;
        // Each race may err; together no more than one was allowed to.
        var options = task.Race with { Confidence = 1 - (1 - task.Race.Confidence) / races };
        var dropped = new List<(ScheduleCandidate, RaceEntry)>();
        var step = task.Gaps.Step;
        RaceResult result;
        for (var race = 0; ; race++)
        {
            var (candidates, width) = (planned, step);
            result = Race.Run(candidates.Length, task.Limits.Count, options, (who, from, to) => Live(task, grid, board, [.. who.Select(c => candidates[c])], from, to, stop), (n, left) => report?.Invoke(n, left, width));
            if (race == races - 1 || result.Leader is null) break;
            var left = result.Left.Select(e => candidates[e.Candidate]).ToArray();
            dropped.AddRange(result.Entries.Where(e => !result.Left.Contains(e)).Select(e => (candidates[e.Candidate], e)));
            step /= 2;
            planned = [.. left.SelectMany(c => Beside(grid, c, task, step)).DistinctBy(c => c.Key)];
        }

        return new(task, planned, result, dropped, board.Lived);
    }

    private static (double, double[])[][] Live(ScheduleTask task, ScheduleGrid grid, TrialBoard board, ScheduleCandidate[] who, int from, int to, CancellationToken stop)
    {
        var replicates = Enumerable.Range(from, to - from + 1).ToArray();
        var trials = new List<Trial>();
        foreach (var candidate in who)
        {
            var values = grid.Values(candidate);
            trials.AddRange(replicates.Select(r => new Trial(values, task.Treated, r)));
        }

        var relative = task.Limits.Any(l => l.OfUntreated);
        if (relative) trials.AddRange(replicates.Select(r => new Trial(null, task.Untreated!, r)));
        var found = board.Of(trials, stop);
        return [.. who.Select((_, c) => replicates.Select((_, r) =>
        {
            var treated = found[c * replicates.Length + r];
            var untreated = relative ? found[who.Length * replicates.Length + r] : treated;
            return (task.IsMost ? -treated[0] : treated[0], task.Limits.Select((l, i) => l.Margin(treated[i + 1], untreated[i + 1])).ToArray());
        }).ToArray())];
    }

    /// <summary>A candidate, and those with one gap half a step less or more.</summary>
    private static IEnumerable<ScheduleCandidate> Beside(ScheduleGrid grid, ScheduleCandidate candidate, ScheduleTask task, double step)
    {
        yield return candidate;
        for (var i = 0; i < candidate.Gaps.Count; i++)
            foreach (var moved in (double[])[candidate.Gaps[i] - step, candidate.Gaps[i] + step])
                if (moved >= task.Gaps.From - 1e-9 && moved <= task.Gaps.To + 1e-9)
                    yield return grid.With(candidate, [.. candidate.Gaps.Select((g, j) => j == i ? Math.Round(moved, 9) : g)]);
    }

    private static void Fits(ScheduleTask task, ScheduleCandidate[] candidates, TrialScenario scenario)
    {
        var late = candidates.MaxBy(c => c.Onsets.Max())!;
        if (late.Onsets.Max() >= scenario.Scenario.Duration)
            throw new DesignException(FormattableString.Invariant($"{scenario.File}: of '{late.Words}' something begins at {late.Onsets.Max()} h, and the scenario ends at {scenario.Scenario.Duration} h. Lengthen its 'duration', or narrow 'gap'."));
    }
}

using Sintropia.Design.Trials;

namespace Sintropia.Design.Safety;

/// <summary>Asks at which doses a candidate harms organs and does what it is for, and compares variants of it under shared draws.</summary>
public static class SafetyStudy
{
    /// <summary>Carries it out. The result is a function of task and scenario: not of threads, nor of how often it was interrupted.</summary>
    /// <param name="task">What is asked.</param>
    /// <param name="threads">Trials at a time; 0 for all processors.</param>
    /// <param name="folder">Where what is done is kept, to go on there; null to keep nothing.</param>
    /// <param name="report">Told when a variant is done.</param>
    /// <param name="stop">Ends it; what is done is kept.</param>
    /// <exception cref="DesignException">The task does not suit its scenario.</exception>
    public static SafetyOutcome Run(SafetyTask task, int threads = 0, string? folder = null, Action<CandidateVariant>? report = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var windows = new List<SafetyWindow>();
        var lived = 0;
        foreach (var variant in (CandidateVariant[])[new("", new Dictionary<string, string>()), .. task.Variants])
        {
            string[] changed = [.. variant.Values.Keys];
            if (changed.Contains(task.Dose.At)) throw new DesignException($"The variant '{variant.Name}' changes {task.Dose.At}, the dose that is sought. Leave it out.");
            var scenario = TrialScenario.Load(task.Scenario, [task.Dose.At, .. changed], [.. task.Endpoints.Select(e => e.Readout)]);
            scenario.Needs(task.Treated, "treated");
            scenario.Needs(task.Untreated, "untreated");
            using var board = new TrialBoard(scenario, threads, folder);
            var doses = DoseSearch.Run(task, board, dose => [dose, .. changed.Select(place => variant.Values[place])], stop);
            windows.Add(Window(task, variant, doses, windows.FirstOrDefault()));
            lived += board.Lived;
            report?.Invoke(variant);
        }

        return new(task, windows, lived);
    }

    private static SafetyWindow Window(SafetyTask task, CandidateVariant variant, IReadOnlyList<SoughtDose> doses, SafetyWindow? candidate)
    {
        var benefit = doses.FirstOrDefault(d => d.Endpoint.IsBenefit && d.Verdict == DoseVerdict.Found);
        var harms = doses.Where(d => !d.Endpoint.IsBenefit).ToArray();
        // An organ that no dose of the range harms cannot be the first; one that the least dose harms already leaves no index.
        var known = benefit is not null && harms.All(h => h.Verdict != DoseVerdict.Below) && harms.Any(h => h.Verdict == DoseVerdict.Found);
        double[] index = known ? [.. Enumerable.Range(0, task.Replicates).Select(r => harms.Where(h => h.Verdict == DoseVerdict.Found).Min(h => h.ByReplicate[r]) / benefit!.ByReplicate[r])] : [];
        var against = candidate is { IndexByReplicate.Count: > 0 } && index.Length > 0 ? LogInterval.Of([.. index.Zip(candidate.IndexByReplicate, (mine, its) => mine / its)], task.Confidence) : LogInterval.Of([], task.Confidence);
        return new(variant, doses, LogInterval.Of(index, task.Confidence), index, against);
    }
}

using Sintropia.Runs.Results;

namespace Sintropia.Sweeps.Comparison;

/// <summary>One of the runs that are compared.</summary>
/// <param name="Name">Its name among them: that of its folder, or the whole path where two folders are called alike.</param>
/// <param name="Manifest">What its run.json says.</param>
/// <param name="Departure">Where it is first in another state than the first run; null if it never is at a common record.</param>
/// <param name="CommonRecords">Records of the same time, condition and replicate that both have.</param>
/// <param name="Courses">Living cells over time by condition, the mean over replicates.</param>
public sealed record ComparedRun(string Name, RunManifest Manifest, Departure? Departure, int CommonRecords, IReadOnlyDictionary<string, IReadOnlyList<(double Hours, double Living)>> Courses)
{
    /// <summary>Whether it is complete, so that its fingerprint says all of it.</summary>
    public bool IsComplete => Manifest is { Status: RunStatus.Completed, Fingerprint: not null };
}

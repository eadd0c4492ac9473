using System.Collections.Concurrent;
using Sintropia.Grains.Runs;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Grains.Tests.Chaos;

/// <summary>How a run on a cluster has to end, whatever happened to it: as in one process, with nothing left behind.</summary>
internal static class Ending
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<RunManifest>>> Expected = new();
    private static readonly ConcurrentQueue<string> Unobserved = new();

    static Ending() => TaskScheduler.UnobservedTaskException += (_, lost) =>
    {
        if (lost.Exception.ToString() is { } told && told.Contains("at Sintropia", StringComparison.Ordinal)) Unobserved.Enqueue(told);
    };

    /// <summary>Makes sure that a run ended as it does in one process.</summary>
    public static async Task As(RunPlan plan, Cluster cluster, RunView view, string told = "")
    {
        Assert.True(view.Status == RunStatus.Completed, $"{told} {view.Status}: {view.Failure?.Message}");
        var expected = await Expected.GetOrAdd(plan.Hash, _ => new(() => InProcess(plan))).Value;
        var there = cluster.Manifest(view.Directory);
        Assert.True(expected.Fingerprint == there.Fingerprint, $"{told} ended with the fingerprint {there.Fingerprint}, and in one process with {expected.Fingerprint}.");
        Assert.Equal(expected.Files.ToDictionary(f => f.Key, f => f.Value.Sha256), there.Files.ToDictionary(f => f.Key, f => f.Value.Sha256));
        var folder = Path.Combine(cluster.Folder, view.Directory);
        Assert.Equal(there.Files.Keys.Append(RunDirectory.ManifestName).Order(StringComparer.Ordinal), Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await Nothing(cluster);
    }

    /// <summary>Makes sure that no grain of any run is left in memory, none is called any more, and no failure went unheard.</summary>
    public static async Task Nothing(Cluster cluster)
    {
        await cluster.ResidentsAre(residents => residents.Length == 0);
        Assert.Empty(await Cluster.Heard(cluster.Silos.Client.GetGrain<IRunRegistryGrain>(0).Open));
        var unheard = Unheard();
        Assert.True(unheard.Length == 0, $"Failures that nobody heard: {string.Join("\n\n", unheard)}"); // whole, where a collection would be cut short
    }

    /// <summary>Failures that nobody heard since this was asked last.</summary>
    public static string[] Unheard()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var unheard = Unobserved.ToArray();
        Unobserved.Clear();
        return unheard;
    }

    private static async Task<RunManifest> InProcess(RunPlan plan)
    {
        using var folder = new TemporaryFolder();
        return await Dish.InProcess(plan, folder["here"]);
    }
}

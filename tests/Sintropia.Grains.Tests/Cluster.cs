using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Predictors;
using Sintropia.Grains.Runs;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Grains.Tests;

/// <summary>A cluster in this process, with a folder that its silos share.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(5); // no test takes as long, on however busy a machine: whatever does is stuck

    private readonly TemporaryFolder _folder = new();

    private Cluster(InProcessTestCluster silos) => Silos = silos;

    public InProcessTestCluster Silos { get; }

    public string Folder => _folder["runs"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts a cluster.</summary>
    /// <param name="silos">How many silos.</param>
    /// <param name="configure">Changes a silo, given its number.</param>
    /// <param name="batches">How a silo asks predictors, given its number.</param>
    /// <param name="checkpoints">Puts something around the checkpoints of a run, given where they are.</param>
    /// <param name="ownDirectory">Whether the silos keep their directory of grains, as outside of tests: the loss of one then loses part of it.</param>
    /// <param name="completed">Given the path of each run that is complete.</param>
    public static async Task<Cluster> Of(
        int silos, Action<int, ISiloBuilder>? configure = null, Func<int, BatchOptions>? batches = null, Func<ICheckpointStore, ICheckpointStore>? checkpoints = null, bool ownDirectory = true, Action<string>? completed = null)
    {
        Cluster? cluster = null;
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.Options.ConfigureFileLogging = false;
        // The only way to the directory that silos really have: the option is not public.
        typeof(InProcessTestClusterOptions).GetProperty("UseTestClusterGrainDirectory", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(builder.Options, !ownDirectory);
        builder.ConfigureSilo((options, silo) =>
        {
            var number = int.Parse(options.SiloName.Split('_')[1], CultureInfo.InvariantCulture);
            var storage = new RunStorage(cluster!.Folder, checkpoints is null ? null : folder => checkpoints(new FolderCheckpoints(Path.Combine(cluster.Folder, folder, "checkpoints"))), completed);
            silo.AddSintropia(storage, batches?.Invoke(number) ?? new()).AddFolderGrainStorage(cluster._folder["grains"]);
            silo.Configure<ClusterMembershipOptions>(o =>
            {
                o.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                o.NumMissedProbesLimit = 2;
                o.TableRefreshTimeout = TimeSpan.FromSeconds(1);
                o.DefunctSiloExpiration = TimeSpan.FromMinutes(1);
                o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
            });
            silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(10));
            configure?.Invoke(number, silo);
        });
        builder.ConfigureClient(client => client.AddSintropia().Configure<ClientMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(10)));
        cluster = new(builder.Build());
        await cluster.Silos.DeployAsync();
        Chaos.Ending.Unheard(); // of tests before
        return cluster;
    }

    public GrainRuns Runs(RunSettings? settings = null) => new(Silos.Client, settings ?? new()) { Patience = TimeSpan.FromSeconds(1) };

    /// <summary>The manifest of a run.</summary>
    public RunManifest Manifest(string folder) => RunDirectory.Open(Path.Combine(Folder, folder)).Manifest();

    /// <summary>Carries a run out to its end.</summary>
    public async Task<RunView> Run(RunRequest request, RunSettings settings)
    {
        var runs = Runs(settings);
        return await End(await runs.Submit(request, Cancellation));
    }

    /// <summary>Watches a run to its end.</summary>
    public async Task<RunView> End(RunId id)
    {
        RunProgress? last = null;
        using var stuck = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        stuck.CancelAfter(Hang);
        while (true)
            try
            {
                await foreach (var progress in Runs().Watch(id, stuck.Token)) last = progress;
                return await Runs().Get(id, stuck.Token);
            }
            catch (ObjectDisposedException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), stuck.Token); // the client was lost, and another is on its way
            }
            catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"{id} is stuck at {last}.");
            }
    }

    /// <summary>Waits for what must come, however busy the machine is.</summary>
    public static Task Comes(Task awaited) => awaited.WaitAsync(Hang, Cancellation);

    /// <summary>Waits for what there is no news of.</summary>
    public static async Task Until(Func<Task<bool>> comes, Func<string>? otherwise = null)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !await comes(); await Task.Delay(TimeSpan.FromMilliseconds(100), Cancellation))
            if (TimeProvider.System.GetElapsedTime(began) > Hang) Assert.Fail(otherwise?.Invoke() ?? "It does not come.");
    }

    /// <summary>How often a run was brought back.</summary>
    public async Task<int> Recoveries(RunId id) => (await Heard(() => Silos.Client.GetGrain<IRunGrain>(id.Value).Get())).Recoveries;

    /// <summary>Asks until there is an answer: where messages and silos are lost, what a test asks may be lost with them.</summary>
    public static async Task<T> Heard<T>(Func<Task<T>> ask)
    {
        for (var began = TimeProvider.System.GetTimestamp(); ;)
            try
            {
                return await ask();
            }
            catch (Exception lost) when (lost is OrleansException or TimeoutException && TimeProvider.System.GetElapsedTime(began) < Hang)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), Cancellation);
            }
    }

    /// <summary>The silo that a grain is on.</summary>
    public InProcessSiloHandle SiloOf(GrainId grain) =>
        Silos.TryGetGrainContext(grain, out var context) ? Silos.GetSiloForAddress(context.Address.SiloAddress!)! : throw new InvalidOperationException($"{grain} is nowhere.");

    /// <summary>Keys of the grains that organisms are made of, on all silos.</summary>
    public async Task<string[]> Residents()
    {
        var all = await Silos.Client.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        return [.. all.Where(g => g.GrainType.StartsWith("Sintropia", StringComparison.Ordinal) && g.GrainId.Key.ToString()!.Contains('/', StringComparison.Ordinal) && !g.GrainType.Contains("Predictor", StringComparison.Ordinal))
            .Select(g => $"{g.GrainId}")];
    }

    /// <summary>Waits until the grains that organisms are made of are as they should be.</summary>
    public async Task ResidentsAre(Func<string[], bool> right)
    {
        string[] residents = [];
        await Until(async () =>
        {
            try
            {
                return right(residents = await Residents());
            }
            catch (Exception unreachable) when (unreachable is OrleansException or TimeoutException)
            {
                return false; // a silo that is gone, which the others do not know yet
            }
        }, () => $"{residents.Length} grains are left: {string.Join("; ", residents.GroupBy(Kind).Select(k => $"{k.Count()} {k.Key}, as {Context(k.First())}"))}.");

        static string Kind(string grain) => grain.Split('/') is var parts ? $"{parts[0]} of epoch {parts[2]}" : "";
        string Context(string grain) => Silos.TryGetGrainContext(GrainId.Parse(grain), out var context) ? $"{context}" : "nowhere";
    }

    public async ValueTask DisposeAsync()
    {
        await Silos.DisposeAsync();
        _folder.Dispose();
    }
}

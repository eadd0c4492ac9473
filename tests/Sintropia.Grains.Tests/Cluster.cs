using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Predictors;
using Sintropia.Grains.Runs;
using Sintropia.Runs.Port;

namespace Sintropia.Grains.Tests;

/// <summary>A cluster in this process, with a folder that its silos share.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Cluster(InProcessTestCluster silos) => Silos = silos;

    public InProcessTestCluster Silos { get; }

    public string Folder => _folder["runs"];

    public static async Task<Cluster> Of(int silos, Action<ISiloBuilder>? configure = null, Func<int, BatchOptions>? batches = null)
    {
        Cluster? cluster = null;
        var builder = new InProcessTestClusterBuilder((short)silos);
        var numbered = -1;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddSintropia(new RunStorage(cluster!.Folder), batches?.Invoke(Interlocked.Increment(ref numbered)) ?? new()).AddFolderGrainStorage(cluster._folder["grains"]);
            silo.Configure<ClusterMembershipOptions>(o =>
            {
                o.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                o.NumMissedProbesLimit = 2;
                o.TableRefreshTimeout = TimeSpan.FromSeconds(1);
                o.DefunctSiloExpiration = TimeSpan.FromMinutes(1);
                o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
            });
            silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(10));
            configure?.Invoke(silo);
        });
        builder.ConfigureClient(client => client.AddSintropia());
        cluster = new(builder.Build());
        await cluster.Silos.DeployAsync();
        return cluster;
    }

    public GrainRuns Runs(RunSettings settings) => new(Silos.Client, settings);

    /// <summary>Carries a run out to its end.</summary>
    public async Task<RunView> Run(RunRequest request, RunSettings settings)
    {
        var runs = Runs(settings);
        var id = await runs.Submit(request, TestContext.Current.CancellationToken);
        await foreach (var _ in runs.Watch(id, TestContext.Current.CancellationToken))
        {
        }

        return await runs.Get(id, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Silos.DisposeAsync();
        _folder.Dispose();
    }
}

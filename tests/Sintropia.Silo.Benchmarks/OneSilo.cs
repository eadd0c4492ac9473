using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Sintropia.Grains;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Predictors;
using Sintropia.Grains.Runs;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Silo.Benchmarks;

/// <summary>A silo in this process, so that both runtimes are measured side by side.</summary>
internal sealed class OneSilo : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-bench-").FullName;
    private readonly Messages _messages = new();
    private readonly IHost _host;
    private int _runs;

    private OneSilo(bool trivial, int port)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(port, port + 1);
            silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromMinutes(5));
            silo.AddFolderGrainStorage(Path.Combine(_folder, "grains"));
            silo.Services.AddSingleton(services => new Predicting(services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<BatchOptions>(), TimeProvider.System, trivial ? network => new Unmoved(network.Card) : null));
            silo.AddSintropia(new RunStorage(Path.Combine(_folder, "runs")), new());
        });
        _host = builder.Build();
    }

    /// <summary>Mean number of cells in a batch so far.</summary>
    public double MeanBatch => _host.Services.GetRequiredService<Bodies>().Served is var (batches, cells) && batches > 0 ? (double)cells / batches : 0;

    public static async Task<OneSilo> Start(bool trivial, int port)
    {
        var silo = new OneSilo(trivial, port);
        await silo._host.StartAsync();
        return silo;
    }

    /// <summary>Carries a run out; seconds that its ticks and records took.</summary>
    public async Task<RunManifest> Run(RunPlan plan, RunSettings settings)
    {
        var runs = new GrainRuns(_host.Services.GetRequiredService<IGrainFactory>(), settings);
        var folder = $"run{++_runs}";
        var id = await runs.Submit(new(plan, folder) { Options = new() { CheckpointEvery = TimeSpan.FromHours(1) } });
        await foreach (var _ in runs.Watch(id))
        {
        }

        var view = await runs.Get(id);
        if (view.Status != RunStatus.Completed) throw new InvalidOperationException($"The run is {view.Status}: {view.Failure?.Message}");
        return RunDirectory.Open(Path.Combine(_folder, "runs", folder)).Manifest();
    }

    /// <summary>Carries a run out, and looks at its ticks alone: from the first that is told of to the last before its end, without founding, records and dissolution.</summary>
    public async Task<TickCost> Ticks(RunPlan plan, RunSettings settings)
    {
        var runs = new GrainRuns(_host.Services.GetRequiredService<IGrainFactory>(), settings);
        var id = await runs.Submit(new(plan, $"run{++_runs}") { Options = new() { CheckpointEvery = TimeSpan.FromHours(1) } });
        TickCost? first = null, last = null;
        RunProgress? told = null;
        await foreach (var progress in runs.Watch(id))
        {
            told = progress;
            if (progress.Time <= 0 || progress.Time >= progress.Duration) continue;
            last = TickCost.Now(progress, _messages);
            first ??= last;
        }

        if (told?.Status != RunStatus.Completed) throw new InvalidOperationException($"The run is {told?.Status}: {told?.Note}");
        return last! - first!;
    }

    /// <summary>Carries the same run out in this process.</summary>
    public async Task<RunManifest> Here(RunPlan plan, int threads)
    {
        await using var runs = new LocalRuns(TimeProvider.System);
        var folder = Path.Combine(_folder, $"here{++_runs}");
        var id = await runs.Submit(new(plan, folder) { Options = new() { Simulation = new() { Threads = threads }, CheckpointEvery = TimeSpan.FromHours(1) } });
        await foreach (var _ in runs.Watch(id))
        {
        }

        return RunDirectory.Open(folder).Manifest();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _messages.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

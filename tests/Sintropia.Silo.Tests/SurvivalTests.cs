using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Sintropia.Deployment.Tests.Store;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Runs;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Silo.Store;

namespace Sintropia.Silo.Tests;

/// <summary>Two silos in processes of their own, which meet in PostgreSQL; one of them is taken away while a run is under way.</summary>
[SupportedOSPlatform("linux")]
public sealed class SurvivalTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Ten losses; the long suite's, since each takes some twenty seconds.</summary>
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, int.TryParse(Environment.GetEnvironmentVariable("SINTROPIA_LOSSES"), out var losses) ? losses : 2)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_run_ends_with_its_fingerprint_though_a_silo_lost_its_power(int seed)
    {
        var plan = Dish.Plan(600, "72 h", listening: seed % 2 == 0);
        var expected = await Dish.InProcess(plan, _folder["here"]);
        var database = await Database();
        var random = new Random(seed);
        List<SiloProcess> silos = [Start(database), Start(database)];
        try
        {
            foreach (var silo in silos) await silo.Ready();
            using var client = await Client(database);
            var runs = new GrainRuns(client.Services.GetRequiredService<IClusterClient>(), new() { Resolution = seed % 3 == 0 ? Resolution.Cell : Resolution.Niche, NicheSize = 256 });
            var id = await runs.Submit(new(plan, "there") { Options = new() { CheckpointEvery = TimeSpan.FromMilliseconds(150) } }, TestContext.Current.CancellationToken);

            var until = 0.05 + 0.6 * random.NextDouble();
            var victim = random.Next(2);
            RunProgress? last = null;
            await foreach (var progress in runs.Watch(id, TestContext.Current.CancellationToken))
            {
                last = progress;
                if (progress.Done < until || silos[victim].HasExited) continue;
                silos[victim].Kill();
                silos.Add(Start(database)); // as Kubernetes would
            }

            Assert.True(silos[victim].HasExited, "The run was over before the silo was to be killed.");
            Assert.True(last?.Status == RunStatus.Completed, $"{last?.Status} {last?.Note}\n{string.Join('\n', silos.Select(s => s.Said))}");
            var there = RunDirectory.Open(Path.Combine(_folder["data"], "runs", "there")).Manifest();
            Assert.Equal(expected.Fingerprint, there.Fingerprint);
            Assert.Equal(expected.Files.ToDictionary(f => f.Key, f => f.Value.Sha256), there.Files.ToDictionary(f => f.Key, f => f.Value.Sha256));
        }
        finally
        {
            foreach (var silo in silos) await silo.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_silo_that_is_told_to_leave_takes_a_checkpoint_and_its_run_goes_on_elsewhere()
    {
        var plan = Dish.Plan(600, "48 h");
        var expected = await Dish.InProcess(plan, _folder["here"]);
        var database = await Database();
        await using var first = Start(database);
        await using var second = Start(database);
        await first.Ready();
        await second.Ready();
        using var client = await Client(database);
        var runs = new GrainRuns(client.Services.GetRequiredService<IClusterClient>(), new() { Resolution = Resolution.Niche, NicheSize = 256 });
        // No checkpoint but the one that leaving takes.
        var id = await runs.Submit(new(plan, "there") { Options = new() { CheckpointEvery = TimeSpan.FromHours(1) } }, TestContext.Current.CancellationToken);

        Task<int>? leaving = null;
        await foreach (var progress in runs.Watch(id, TestContext.Current.CancellationToken))
            if (progress.Done > 0.3) leaving ??= first.Terminate();

        Assert.Equal(0, await leaving!);
        Assert.Equal(RunStatus.Completed, (await runs.Get(id, TestContext.Current.CancellationToken)).Status);
        Assert.Equal(expected.Fingerprint, RunDirectory.Open(Path.Combine(_folder["data"], "runs", "there")).Manifest().Fingerprint);
    }

    [Fact]
    public async Task A_silo_with_a_misspelt_key_does_not_start_and_says_which()
    {
        await using var silo = SiloProcess.Start("Host=127.0.0.1;Database=none", _folder["data"], ("Silo__Rolls", "cells"));

        await silo.Ended();

        Assert.NotEqual(0, silo.ExitCode);
        Assert.Contains("Rolls", silo.Said, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private SiloProcess Start(string database) => SiloProcess.Start(database, _folder["data"]);

    private async Task<string> Database()
    {
        var name = $"cluster{Guid.NewGuid():n}";
        await using (var source = NpgsqlDataSource.Create(postgres.ConnectionString))
        await using (var create = source.CreateCommand($"CREATE DATABASE {name}")) await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var database = postgres.ConnectionString.Replace("Database=postgres", $"Database={name}", StringComparison.Ordinal);
        await PostgresStore.Initialise(database, TestContext.Current.CancellationToken);
        return database;
    }

    private static async Task<IHost> Client(string database)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(orleans =>
        {
            orleans.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = ("sintropia", "sintropia"));
            orleans.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", database));
            orleans.Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
        });
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}

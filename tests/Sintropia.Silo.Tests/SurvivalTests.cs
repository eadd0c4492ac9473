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
using Sintropia.Grains.Tests.Chaos;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Silo.Store;

namespace Sintropia.Silo.Tests;

/// <summary>Two silos in processes of their own, which meet in PostgreSQL; one of them is taken away while a run is under way.</summary>
[SupportedOSPlatform("linux")]
public sealed class SurvivalTests(PostgresServer postgres, SurvivalTests.Table table, ITestOutputHelper output) : IClassFixture<PostgresServer>, IClassFixture<SurvivalTests.Table>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Two losses, always the same; in the long suite ten that nobody chose, or the one that SINTROPIA_SEED names.</summary>
    public static TheoryData<int> Seeds => Suite.Rounds(2, rather: 10);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_run_ends_with_its_fingerprint_though_a_silo_lost_its_power(int seed)
    {
        var cut = new PowerCut(seed);
        var expected = await Dish.InProcess(cut.Plan, _folder["here"]);
        var database = await Database();
        List<SiloProcess> silos = [Start(database), Start(database)];
        using var stuck = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stuck.CancelAfter(TimeSpan.FromMinutes(5)); // no run takes as long, on however busy a machine
        try
        {
            foreach (var silo in silos) await silo.Ready();
            using var client = await Client(database);
            var view = await cut.Run(client.Services.GetRequiredService<IClusterClient>(), silos, () => Start(database), Path.Combine(_folder["data"], "runs"), stuck.Token);

            Assert.True(view.Status == RunStatus.Completed, $"Seed {seed}: {view.Status} {view.Failure?.Message}");
            var there = RunDirectory.Open(Path.Combine(_folder["data"], "runs", "there")).Manifest();
            Assert.Equal(expected.Fingerprint, there.Fingerprint);
            Assert.Equal(expected.Files.ToDictionary(f => f.Key, f => f.Value.Sha256), there.Files.ToDictionary(f => f.Key, f => f.Value.Sha256));
        }
        catch
        {
            output.WriteLine(string.Join("\n\n", silos.Select(s => s.Said)));
            throw;
        }
        finally
        {
            output.WriteLine(table.Add(cut.Told));
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

    /// <summary>What rounds told, printed when all are over.</summary>
    public sealed class Table : RoundTable
    {
        /// <inheritdoc/>
        protected override string Heads => PowerCut.Heads;
    }

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

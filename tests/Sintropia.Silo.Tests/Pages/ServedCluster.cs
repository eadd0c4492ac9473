using Sintropia.Client;
using Sintropia.Client.Runs;
using Sintropia.Client.Scenarios;
using Sintropia.Runs.Results;
using Sintropia.Web.Tests;
using RunStatus = Sintropia.Client.Runs.RunStatus;

namespace Sintropia.Silo.Tests.Pages;

/// <summary>Two silos in processes of their own: one carries cells and answers for them, the other serves the page and carries nothing. They hold two runs that are complete.</summary>
public sealed class ServedCluster : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SiloProcess? _cells, _gateway;
    private SintropiaClient? _client;

    internal Uri Address => new(_gateway!.ApiAddress);

    internal SintropiaClient Client => _client!;

    /// <summary>Two conditions, two replicates.</summary>
    internal RunDetail Drugged { get; private set; } = null!;

    /// <summary>A run with expression.</summary>
    internal RunDetail Listening { get; private set; } = null!;

    /// <summary>The rows of a table, as a client reads them.</summary>
    internal async Task<IReadOnlyList<string[]>> Rows(RunDetail run, string table)
    {
        await Client.Download(run.Run.Id, table, _folder[table], cancellation: TestContext.Current.CancellationToken);
        return [.. CsvRows.Read(_folder[table])];
    }

    /// <summary>Bytes of a file.</summary>
    internal async Task<long> Bytes(RunDetail run, string file) => (await Client.Files(run.Run.Id, TestContext.Current.CancellationToken)).Single(f => f.Name == file).Bytes!.Value;

    /// <summary>Begins when a test needs it: where there is no browser none does.</summary>
    internal async Task Begun()
    {
        if (_client is not null) return;
        _cells = SiloProcess.StartAlone(_folder["data"], ("Silo__Roles", "cells,predictor"));
        await _cells.Ready();
        _gateway = SiloProcess.StartAlone(_folder["data"], ("Silo__Roles", "gateway"), ("Silo__PrimaryPort", $"{_cells.SiloPort}"));
        await _gateway.Ready();
        var client = new SintropiaClient(_gateway.ApiAddress);
        var (drugged, listening) = (await Submit(client, Cultures.Drugged), await Submit(client, Cultures.Listening));
        (Drugged, Listening) = (await client.Wait(drugged, TestContext.Current.CancellationToken), await client.Wait(listening, TestContext.Current.CancellationToken));
        Assert.Equal((RunStatus.Completed, RunStatus.Completed), (Drugged.Run.Status, Listening.Run.Status));
        _client = client;
    }

    /// <summary>Submits a run and returns its identity.</summary>
    internal Task<string> Submit(string scenario) => Submit(Client, scenario);

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => default;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_gateway is not null) await _gateway.DisposeAsync();
        if (_cells is not null) await _cells.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<string> Submit(SintropiaClient client, string scenario) => (await client.Submit(new ScenarioText(scenario), cancellation: TestContext.Current.CancellationToken)).Id;
}

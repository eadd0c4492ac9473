using System.Globalization;
using System.Net;
using System.Text;
using Sintropia.Biology.Cells;
using Sintropia.Client;
using Sintropia.Client.Scenarios;
using Sintropia.Runs.Execution;
using Sintropia.Scenarios;
using CellEvent = Sintropia.Client.Cells.CellEvent;
using RunStatus = Sintropia.Client.Runs.RunStatus;

namespace Sintropia.Silo.Tests;

/// <summary>A silo with the role gateway serves the same API over the cluster, with the same bits.</summary>
public sealed class GatewayTests : IDisposable
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_is_submitted_followed_and_read_over_the_cluster()
    {
        var expected = await Dish.InProcess(Dish.Plan(), _folder["here"]);
        await using var silo = SiloProcess.StartAlone(_folder["data"], ("Web__Token", Token));
        await silo.Ready();
        using var client = new SintropiaClient(silo.ApiAddress, Token);

        var run = await client.Submit(new ScenarioText(Dish.Text()), "mine", Cancelled);
        Assert.Equal(run.Id, (await client.Submit(new ScenarioText(Dish.Text()), "mine", Cancelled)).Id);
        var ended = await client.Wait(run.Id, Cancelled);

        Assert.True(ended.Run.Status == RunStatus.Completed, $"{ended.Run}\n{silo.Said}");
        Assert.Equal(expected.Fingerprint, ended.Fingerprint);
        Assert.Equal("key-conflict", (await Assert.ThrowsAsync<ApiException>(() => client.Submit(new ScenarioText(Dish.Text(cells: 10)), "mine", Cancelled))).Kind);
        Assert.NotEmpty((await client.Timeseries(run.Id, cancellation: Cancelled)).Series);
        foreach (var name in new[] { "timeseries.csv", "lineage.csv" })
        {
            await client.Download(run.Id, name, _folder[name], cancellation: Cancelled);
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_folder["here"], name), Cancelled), await File.ReadAllBytesAsync(_folder[name], Cancelled));
        }

        var daughter = File.ReadLines(_folder["lineage.csv"]).Skip(1).Select(l => l.Split(',')).First(f => f[1].Length > 0);
        Assert.Equal(daughter[1], (await client.Ancestors(run.Id, daughter[0], cancellation: Cancelled)).Cells[0].Id);
        Assert.Equal("unknown-run", (await Assert.ThrowsAsync<ApiException>(() => client.Get("run-999", Cancelled))).Kind);
    }

    [Fact]
    public async Task One_cell_is_followed_and_dosed_over_the_cluster_with_the_same_bits()
    {
        await using var silo = SiloProcess.StartAlone(_folder["data"], ("Web__Token", Token));
        await silo.Ready();
        using var client = new SintropiaClient(silo.ApiAddress, Token);
        var run = await client.Submit(new ScenarioText(Dish.Text()), cancellation: Cancelled);
        await client.Wait(run.Id, Cancelled);
        await client.Download(run.Id, "lineage.csv", _folder["lineage.csv"], cancellation: Cancelled);
        var cell = File.ReadLines(_folder["lineage.csv"]).Skip(1).Select(l => l.Split(',')).First(f => f[7] == "control" && Hours(f[9]) < 10 && Hours(f[10]) > 12)[0];

        var dosed = await client.Wait((await client.Intervene(run.Id, cell, "10 h", new Dictionary<string, string> { ["compound"] = "drug", ["dose"] = "1 uM" }, "control", cancellation: Cancelled)).Id, Cancelled);

        var branches = $"conditions:\n  one: [ {{ compound: drug, dose: 1 uM, from: 10 h, target: {{ cell: {cell} }} }} ]\n";
        await File.WriteAllTextAsync(_folder["scenario.yaml"], Dish.Text(), Cancelled);
        await File.WriteAllTextAsync(_folder["branch.yaml"], branches, Cancelled);
        var plan = RunPlans.Of(ScenarioBranch.Load(_folder["scenario.yaml"], _folder["branch.yaml"], "control", 10), new Fork(run.Id, "control", 10), Encoding.UTF8.GetBytes(branches));
        Assert.Equal((await Dish.InProcess(plan, _folder["here"])).Fingerprint, dosed.Fingerprint);

        var lasting = await client.Submit(new ScenarioText(Dish.Text(3000, "500 h")), cancellation: Cancelled);
        await foreach (var position in client.Watch(lasting.Id, Cancelled))
            if (position.Status == RunStatus.Running && position.TimeH > 0) break;
        var founder = CellId.Founder(0, 1).ToString();
        var followed = new List<CellEvent>();
        await foreach (var told in client.FollowCell(lasting.Id, founder, Cancelled))
        {
            followed.Add(told);
            if (followed.Count == 1) await client.Cancel(lasting.Id, Cancelled);
        }

        Assert.Equal(founder, followed[0].State!.Id);
        Assert.NotNull(followed[^1].End);
    }

    [Fact]
    public async Task Probes_need_no_token_and_the_api_is_not_behind_them()
    {
        await using var silo = SiloProcess.StartAlone(_folder["data"], ("Web__Token", Token));
        await silo.Ready();
        using var http = new HttpClient();
        async Task<HttpStatusCode> Asked(string address)
        {
            using var answer = await http.GetAsync(address, Cancelled);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NotFound, await Asked($"{silo.HealthAddress}/api/v1/runs"));
        Assert.Equal(HttpStatusCode.NotFound, await Asked($"{silo.HealthAddress}/"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Asked($"{silo.ApiAddress}/api/v1/runs"));
        Assert.Equal(HttpStatusCode.OK, await Asked($"{silo.ApiAddress}/"));
    }

    [Fact]
    public async Task Where_others_reach_it_a_gateway_without_a_token_does_not_start()
    {
        await using var silo = SiloProcess.Start("Host=localhost;Database=x;Username=x;Password=x", _folder["data"], ("Silo__AdvertisedAddress", "10.1.2.3"));
        await silo.Ended();

        Assert.Contains("no token is given", silo.Said);
    }

    private static double Hours(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

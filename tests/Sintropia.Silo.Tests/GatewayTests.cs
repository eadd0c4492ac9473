using System.Net;
using Sintropia.Client;
using Sintropia.Client.Scenarios;
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
}

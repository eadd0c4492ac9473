using System.Net;
using Sintropia.Predictors;

namespace Sintropia.Web.Tests.Hosting;

public sealed class SintropiaWebTests(FinishedRun finished) : IClassFixture<FinishedRun>
{
    private readonly Server _server = finished.Server;

    [Fact]
    public async Task The_server_says_how_much_it_takes()
    {
        var card = await _server.Told("/api/v1/");

        Assert.Equal(("sintropia", 100, 16L << 20), (card["name"]!.GetValue<string>(), card["most_waiting"]!.GetValue<int>(), card["max_body_bytes"]!.GetValue<long>()));
    }

    [Theory]
    [InlineData("/healthz/live", "live")]
    [InlineData("/healthz/ready", "ready")]
    public async Task Probes_are_answered(string address, string said) => Assert.Equal((HttpStatusCode.OK, said), ((await _server.Get(address)).Status, (await _server.Get(address)).Body!.GetValue<string>()));

    [Fact]
    public async Task Every_predictor_shows_its_card()
    {
        foreach (var card in (await _server.Told("/api/v1/models")).AsArray()) Assert.NotEmpty(card!["licence"]!.GetValue<string>());
        foreach (var name in PredictorRegistry.Names) Assert.Equal(64, (await _server.Told($"/api/v1/models/{name}"))["weights_sha256"]!.GetValue<string>().Length);
        Assert.Contains("stand-in", Server.IsProblem(HttpStatusCode.NotFound, "unknown-model", await _server.Get("/api/v1/models/standin")));
    }

    [Fact]
    public async Task Runs_and_readers_are_counted_for_prometheus()
    {
        var text = (await _server.Get("/api/v1/metrics")).Body!.GetValue<string>();

        Assert.Contains("sintropia_runs{status=\"completed\"} 1\n", text);
        Assert.Contains("sintropia_watchers 0\n", text);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/runs/run-000001")]
    public async Task The_page_is_served_also_at_its_own_addresses(string address)
    {
        using var response = await _server.Http.GetAsync(address, Server.Cancelled);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Contains("script-src 'self'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v2/runs")]
    [InlineData("/missing.js")]
    [InlineData("/../../etc/passwd.txt")]
    public async Task What_is_not_there_is_told(string address) => Assert.Equal(HttpStatusCode.NotFound, (await _server.Get(address)).Status);

    [Fact]
    public async Task Another_method_is_told() => Server.IsProblem(HttpStatusCode.MethodNotAllowed, "method", await _server.Post("/api/v1/models"));

    [Fact]
    public async Task The_document_describes_every_address()
    {
        var document = await _server.Told("/api/v1/openapi.json");

        var addresses = document["paths"]!.AsObject().Select(p => p.Key).ToList();
        foreach (var wanted in new[] { "/api/v1/runs", "/api/v1/runs/{id}/events", "/api/v1/runs/{id}/files/{name}", "/api/v1/runs/{id}/cells/{cell}/ancestors", "/api/v1/scenarios/explain", "/api/v1/runs/{id}/branches", "/api/v1/models/{name}" })
            Assert.Contains(addresses, a => a.TrimEnd('/').Replace("**", "", StringComparison.Ordinal) == wanted);
        Assert.StartsWith("3.", document["openapi"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_table_that_somebody_spoilt_says_nothing_of_the_inside()
    {
        await using var server = await Server.Start();
        var id = await server.Submit(Cultures.Small());
        await server.End(id);
        await File.WriteAllTextAsync(Path.Combine((await server.Runs.Get(new(id), Server.Cancelled)).Directory, "timeseries.csv"), "a,b\n1,2\n", Server.Cancelled);

        var said = Server.IsProblem(HttpStatusCode.InternalServerError, "defect", await server.Get($"/api/v1/runs/{id}/timeseries"));

        Assert.DoesNotContain(Path.DirectorySeparatorChar.ToString(), said);
    }
}

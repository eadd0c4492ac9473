using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Sintropia.Runs.Port;
using Sintropia.Runs.Queue;
using Sintropia.Runs.Results;
using Sintropia.Web.Hosting;

namespace Sintropia.Web.Tests;

/// <summary>A server on a free port of this machine, in this process, over real HTTP.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryFolder? _own;

    private Server(WebApplication app, TemporaryFolder? own)
    {
        (_app, _own) = (app, own);
        Address = new(LocalWeb.AddressOf(app));
        Http = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>Free, and as generous as a test needs.</summary>
    public static WebOptions Web { get; } = new() { Port = 0, SubmitsPerMinute = 1_000_000, SubmitBurst = 1_000_000 };

    public Uri Address { get; }

    public HttpClient Http { get; }

    public IRuns Runs => _app.Services.GetRequiredService<IRuns>();

    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<Server> Start(WebOptions? web = null, QueueOptions? queue = null, Action<string>? completed = null)
    {
        var own = queue is null ? new TemporaryFolder() : null;
        var app = LocalWeb.Build(web ?? Web, queue ?? new() { DataFolder = own!.Root, Threads = 1, LeastFreeMegabytes = 0 }, completed);
        await app.StartAsync(Cancelled);
        return new(app, own);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _own?.Dispose();
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> Get(string address)
    {
        using var response = await Http.GetAsync(address, Cancelled);
        return (response.StatusCode, await Read(response));
    }

    public async Task<JsonNode> Told(string address)
    {
        var (status, body) = await Get(address);
        Assert.True(status == HttpStatusCode.OK, $"{address} answered {(int)status}: {body}");
        return body!;
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> Post(string address, string? body = null, string type = "application/yaml", string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await Http.SendAsync(request, Cancelled);
        return (response.StatusCode, await Read(response));
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> Json(string address, JsonNode body, string? key = null) => Post(address, body.ToJsonString(), "application/json", key);

    /// <summary>Submits a scenario and returns the run's id.</summary>
    public async Task<string> Submit(string scenario, string? key = null)
    {
        var (status, body) = await Post("/api/v1/runs", scenario, key: key);
        Assert.True(status == HttpStatusCode.Accepted, $"{(int)status}: {body}");
        return body!["id"]!.GetValue<string>();
    }

    /// <summary>Waits until a run has ended and returns what is told of it.</summary>
    public async Task<JsonNode> End(string id)
    {
        await foreach (var _ in Runs.Watch(new(id), Cancelled))
        {
        }

        return await Told($"/api/v1/runs/{id}");
    }

    /// <summary>Waits until a run is told to be in a status.</summary>
    public async Task Becomes(string id, RunStatus status)
    {
        await foreach (var progress in Runs.Watch(new(id), Cancelled))
            if (progress.Status == status) return;
        Assert.Equal(status, (await Runs.Get(new(id), Cancelled)).Status);
    }

    /// <summary>A problem says what it is and what to do, and nothing of the inside.</summary>
    public static string IsProblem(HttpStatusCode expected, string kind, (HttpStatusCode Status, JsonNode? Body) answer)
    {
        Assert.True(expected == answer.Status, $"{(int)answer.Status} instead of {(int)expected}: {answer.Body}");
        Assert.Equal($"urn:sintropia:problem:{kind}", answer.Body!["type"]!.GetValue<string>());
        Assert.Equal((int)expected, answer.Body["status"]!.GetValue<int>());
        var detail = answer.Body["detail"]!.GetValue<string>();
        Assert.DoesNotContain("   at ", detail);
        Assert.True(detail.Length > 20, detail);
        return detail;
    }

    private static async Task<JsonNode?> Read(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        return text.Length > 0 && response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.Ordinal) is true ? JsonNode.Parse(text) : text.Length > 0 ? JsonValue.Create(text) : null;
    }
}

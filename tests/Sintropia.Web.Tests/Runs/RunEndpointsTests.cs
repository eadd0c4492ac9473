using System.Net;
using Sintropia.Runs.Queue;
using Sintropia.Runs.Results;

namespace Sintropia.Web.Tests.Runs;

public sealed class RunEndpointsTests(FinishedRun finished) : IClassFixture<FinishedRun>
{
    private readonly Server _shared = finished.Server;

    [Fact]
    public async Task A_scenario_is_accepted_run_and_comes_to_the_result_of_the_command_line()
    {
        await using var server = await Server.Start();
        var (status, accepted) = await server.Post("/api/v1/runs", Cultures.Drugged);

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal("run-000001", accepted!["id"]!.GetValue<string>());
        var ended = await server.End("run-000001");
        Assert.Equal("completed", ended["run"]!["status"]!.GetValue<string>());
        Assert.Equal(finished.Fingerprint, ended["fingerprint"]!.GetValue<string>());
        Assert.Equal(["control", "control", "treated", "treated"], ended["parts"]!.AsArray().Select(p => p!["condition"]!.GetValue<string>()).Order());
        Assert.Equal(1.0, ended["run"]!["progress"]!["done"]!.GetValue<double>());
    }

    [Fact]
    public async Task The_answer_says_where_the_run_is_found()
    {
        using var response = await _shared.Http.PostAsync("/api/v1/runs", new StringContent(Cultures.Small(), null, "application/yaml"), Server.Cancelled);

        var (status, body) = await _shared.Get(response.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("A small culture", body!["run"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_same_key_twice_is_one_run_and_another_scenario_under_it_is_refused()
    {
        var first = await _shared.Submit(Cultures.Small(), key: "once");
        var again = await _shared.Submit(Cultures.Small(), key: "once");
        var other = await _shared.Post("/api/v1/runs", Cultures.Small(seed: 4), key: "once");

        Assert.Equal(first, again);
        Server.IsProblem(HttpStatusCode.Conflict, "key-conflict", other);
        Assert.Equal(first, other.Body!["run"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_key_that_comes_many_times_at_once_is_one_run()
    {
        await using var server = await Server.Start();
        var ids = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => server.Submit(Cultures.Small(), key: "storm")));

        Assert.Single(ids.Distinct());
        Assert.Equal(1, (await server.Told("/api/v1/runs"))["total"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    [InlineData(5000)]
    public async Task A_key_that_is_no_key_is_refused(int length)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/runs") { Content = new StringContent(Cultures.Small(), null, "application/yaml") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", new string('k', length));
        using var response = await _shared.Http.SendAsync(request, Server.Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task An_invalid_scenario_is_not_accepted()
    {
        var before = (await _shared.Told("/api/v1/runs"))["total"]!.GetValue<int>();
        var answer = await _shared.Post("/api/v1/runs", "format: 1\nname: x\n");

        Server.IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-scenario", answer);
        Assert.Equal(before, (await _shared.Told("/api/v1/runs"))["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_run_of_too_many_founders_is_refused_with_the_limit()
    {
        await using var server = await Server.Start(Server.Web with { MostFounders = 29 });
        var answer = await server.Post("/api/v1/runs", Cultures.Small());

        Assert.Contains("29", Server.IsProblem(HttpStatusCode.UnprocessableEntity, "too-large", answer));
        Assert.Equal(29, answer.Body!["limit"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_list_has_pages_the_newest_first_and_each_run_once()
    {
        await using var server = await Server.Start();
        var submitted = new List<string>();
        for (var i = 0; i < 7; i++) submitted.Add(await server.Submit(Cultures.Small(seed: i)));
        foreach (var id in submitted) await server.End(id);

        var seen = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await server.Told($"/api/v1/runs?limit=3&status=completed{(next.Length > 0 ? $"&after={next}" : "")}");
            Assert.Equal(7, page["total"]!.GetValue<int>());
            seen.AddRange(page["items"]!.AsArray().Select(r => r!["id"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        }

        Assert.Equal(submitted.AsEnumerable().Reverse(), seen);
        Assert.Empty((await server.Told("/api/v1/runs?status=failed"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=100000")]
    [InlineData("limit=many")]
    [InlineData("status=happy")]
    [InlineData("status=3")]
    [InlineData("after=run-999999")]
    public async Task A_page_that_cannot_be_is_refused(string query) => Server.IsProblem(HttpStatusCode.BadRequest, "bad-request", await _shared.Get($"/api/v1/runs?{query}"));

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/pause")]
    [InlineData("POST", "/resume")]
    [InlineData("POST", "/cancel")]
    [InlineData("GET", "/events")]
    [InlineData("GET", "/files")]
    [InlineData("GET", "/files/run.json")]
    [InlineData("GET", "/timeseries")]
    [InlineData("GET", "/cells/00000000000000000000000000000000")]
    [InlineData("GET", "/cells/00000000000000000000000000000000/ancestors")]
    [InlineData("GET", "/cells/00000000000000000000000000000000/descendants")]
    public async Task A_run_that_is_not_there_is_told_everywhere(string method, string rest)
    {
        foreach (var id in new[] { "run-999999", "run-1", "nonsense", "run-%2e%2e", "run-000000000000000001" })
        {
            var answer = method == "GET" ? await _shared.Get($"/api/v1/runs/{id}{rest}") : await _shared.Post($"/api/v1/runs/{id}{rest}");
            Server.IsProblem(HttpStatusCode.NotFound, "unknown-run", answer);
        }
    }

    [Fact]
    public async Task A_run_is_held_goes_on_and_comes_to_the_same_result()
    {
        await using var server = await Server.Start();
        await server.Submit(Cultures.Endless());
        var id = await server.Submit(Cultures.Drugged);

        Assert.Equal("paused", (await server.Post($"/api/v1/runs/{id}/pause")).Body!["status"]!.GetValue<string>());
        await server.Post("/api/v1/runs/run-000001/pause");
        await server.Becomes("run-000001", RunStatus.Paused);
        Assert.Equal(HttpStatusCode.Accepted, (await server.Post($"/api/v1/runs/{id}/resume")).Status);

        Assert.Equal(finished.Fingerprint, (await server.End(id))["fingerprint"]!.GetValue<string>());
        Assert.Equal("paused", (await server.Told("/api/v1/runs/run-000001"))["run"]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Runs_are_cancelled_while_they_wait_and_while_they_are_under_way()
    {
        await using var server = await Server.Start();
        var (first, second) = (await server.Submit(Cultures.Endless()), await server.Submit(Cultures.Endless(6)));
        await server.Becomes(first, RunStatus.Running);

        var waits = await server.Told($"/api/v1/runs/{second}");
        Assert.Equal(("queued", 0), (waits["run"]!["status"]!.GetValue<string>(), waits["run"]!["ahead"]!.GetValue<int>()));
        await server.Post($"/api/v1/runs/{second}/cancel");
        await server.Post($"/api/v1/runs/{first}/cancel");

        Assert.Equal("cancelled", (await server.End(first))["run"]!["status"]!.GetValue<string>());
        Assert.Equal("cancelled", (await server.End(second))["run"]!["status"]!.GetValue<string>());
        Server.IsProblem(HttpStatusCode.Conflict, "run-ended", await server.Post($"/api/v1/runs/{first}/resume"));
        Assert.Equal(HttpStatusCode.Accepted, (await server.Post($"/api/v1/runs/{first}/cancel")).Status);
    }

    [Fact]
    public async Task A_full_queue_refuses_and_says_its_limit()
    {
        using var folder = new TemporaryFolder();
        await using var server = await Server.Start(null, new() { DataFolder = folder.Root, Threads = 1, MostWaiting = 2, LeastFreeMegabytes = 0 });
        var first = await server.Submit(Cultures.Endless());
        await server.Becomes(first, RunStatus.Running);
        await server.Submit(Cultures.Small(1));
        await server.Submit(Cultures.Small(2));

        var answer = await server.Post("/api/v1/runs", Cultures.Small());

        Assert.Contains("2 runs wait", Server.IsProblem(HttpStatusCode.TooManyRequests, "queue-full", answer));
        Assert.Equal(2, answer.Body!["limit"]!.GetValue<int>());
        await server.Post($"/api/v1/runs/{first}/cancel");
        Assert.Equal("completed", (await server.End("run-000003"))["run"]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_disk_without_room_is_told_and_nothing_is_accepted()
    {
        using var folder = new TemporaryFolder();
        await using var server = await Server.Start(null, new() { DataFolder = folder.Root, LeastFreeMegabytes = 1L << 40 });

        Assert.Contains("Remove runs", Server.IsProblem((HttpStatusCode)507, "disk-full", await server.Post("/api/v1/runs", Cultures.Small())));
        Assert.Equal(0, (await server.Told("/api/v1/runs"))["total"]!.GetValue<int>());
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["runs"]));
    }

    [Fact]
    public async Task A_branch_shares_the_past_of_its_run()
    {
        const string branches = "conditions:\n  late: [ { compound: palbociclib, dose: 1 uM, from: 24 h } ]\n";
        var (status, body) = await _shared.Json($"/api/v1/runs/{finished.Id}/branches", new JsonObject { ["at"] = "20 h", ["condition"] = "control", ["branches"] = branches });

        Assert.True(status == HttpStatusCode.Accepted, body?.ToString());
        var ended = await _shared.End(body!["id"]!.GetValue<string>());
        Assert.Equal(("completed", finished.Id, 20.0), (ended["run"]!["status"]!.GetValue<string>(), ended["branch_of"]!["run"]!.GetValue<string>(), ended["branch_of"]!["at_h"]!.GetValue<double>()));
        var parts = (await _shared.Told($"/api/v1/runs/{finished.Id}"))["parts"]!.AsArray();
        string Control(JsonArray all) => all.First(p => p!["condition"]!.GetValue<string>() == "control" && p["replicate"]!.GetValue<int>() == 1)!["fingerprint"]!.GetValue<string>();
        Assert.Equal(Control(parts), Control(ended["parts"]!.AsArray()));
        Server.IsProblem(HttpStatusCode.Conflict, "is-branch", await _shared.Json($"/api/v1/runs/{body["id"]}/branches", new JsonObject { ["at"] = "20 h", ["branches"] = branches }));
    }

    [Theory]
    [InlineData("20", "x: 1", HttpStatusCode.BadRequest)]
    [InlineData("20 mm", "x: 1", HttpStatusCode.BadRequest)]
    [InlineData("-3 h", "x: 1", HttpStatusCode.BadRequest)]
    [InlineData("20 h", "conditions: [", HttpStatusCode.UnprocessableEntity)]
    [InlineData("20.1 h", "conditions:\n  late: []\n", HttpStatusCode.UnprocessableEntity)]
    [InlineData("2000 h", "conditions:\n  late: []\n", HttpStatusCode.UnprocessableEntity)]
    public async Task A_branch_that_cannot_be_is_refused(string at, string branches, HttpStatusCode expected)
    {
        var (status, body) = await _shared.Json($"/api/v1/runs/{finished.Id}/branches", new JsonObject { ["at"] = at, ["condition"] = "control", ["branches"] = branches });

        Assert.True(expected == status, $"{status}: {body}");
    }

    [Fact]
    public void A_data_folder_has_one_server_at_a_time()
    {
        using var folder = new TemporaryFolder();
        using (QueuedLock(folder.Root))
        {
            var refused = Assert.Throws<IOException>(() => QueuedRuns.Open(new() { DataFolder = folder.Root }, TimeProvider.System));
            Assert.Contains("another server", refused.Message);
        }
    }

    private static FileStream QueuedLock(string folder) => new(Path.Combine(folder, "queue.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}

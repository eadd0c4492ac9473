using System.Net;
using Sintropia.Biology.Cells;
using Sintropia.Runs.Results;

namespace Sintropia.Web.Tests.Cells;

public sealed class CellEventsTests(FinishedRun finished) : IClassFixture<FinishedRun>
{
    private static readonly CellId Cell = CellId.Founder(0, 7);

    [Fact]
    public async Task A_cell_is_followed_through_its_phases_until_it_divides_and_then_a_daughter_is()
    {
        await using var server = await Server.Start();
        var id = await server.Submit(Cultures.Slow);
        await server.Becomes(id, RunStatus.Running);

        var events = await Read(server, id, Cell);

        var (states, end) = (events.Where(e => e.Kind == "cell").Select(e => e.Data).ToList(), events[^1]);
        Assert.NotEmpty(states);
        Assert.All(states, s => Assert.Equal(Cell.ToString(), s["id"]!.GetValue<string>()));
        var times = states.Select(s => s["time_h"]!.GetValue<double>()).ToList();
        Assert.Equal(times.Distinct().Order(), times);
        Assert.Equal(("end", "divided"), (end.Kind, end.Data["why"]!.GetValue<string>()));
        Assert.Equal([Cell.Daughter(0).ToString(), Cell.Daughter(1).ToString()], end.Data["daughters"]!.AsArray().Select(d => d!.GetValue<string>()));

        var daughter = Read(server, id, Cell.Daughter(1), async seen =>
        {
            if (seen.Count == 1) await server.Post($"/api/v1/runs/{id}/cancel");
        });
        Assert.Equal(Cell.ToString(), (await daughter)[0].Data["parent"]!.GetValue<string>());
        Assert.Equal("run_over", (await daughter)[^1].Data["why"]!.GetValue<string>());
    }

    [Fact]
    public async Task While_the_run_is_held_nothing_is_told_and_then_it_goes_on()
    {
        await using var server = await Server.Start(Server.Web with { Heartbeat = TimeSpan.FromMilliseconds(50) });
        // Months in G1: however late the pause comes, this cell has not divided by then.
        var id = await server.Submit(Cultures.Slow.Replace("G1: 11 h", "G1: 4000 h", StringComparison.Ordinal));
        await server.Becomes(id, RunStatus.Running);

        var held = false;
        var events = await Read(server, id, Cell, async seen =>
        {
            if (seen.Count == 1 && !held)
            {
                held = true;
                await server.Post($"/api/v1/runs/{id}/pause");
                await server.Becomes(id, RunStatus.Paused);
                await server.Post($"/api/v1/runs/{id}/resume");
            }
            else if (seen.Count == 3) await server.Post($"/api/v1/runs/{id}/cancel");
        });

        Assert.True(events.Count >= 3);
        Assert.All(events.SkipLast(1), e => Assert.Equal("cell", e.Kind));
        Assert.Equal("run_over", events[^1].Data["why"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_cell_that_does_not_live_now_cannot_be_followed_and_why_is_told()
    {
        await using var server = await Server.Start();
        var id = await server.Submit(Cultures.Slow);
        await server.Becomes(id, RunStatus.Running);

        Server.IsProblem(HttpStatusCode.NotFound, "unknown-cell", await server.Get($"/api/v1/runs/{id}/cells/{new CellId(1, 2)}/events"));
        Server.IsProblem(HttpStatusCode.BadRequest, "bad-request", await server.Get($"/api/v1/runs/{id}/cells/nonsense/events"));
        Assert.Contains("completed", Server.IsProblem(HttpStatusCode.Conflict, "not-under-way", await finished.Server.Get($"/api/v1/runs/{finished.Id}/cells/{Cell}/events")));
        Server.IsProblem(HttpStatusCode.NotFound, "unknown-run", await server.Get($"/api/v1/runs/run-999999/cells/{Cell}/events"));
        await server.Post($"/api/v1/runs/{id}/cancel");
    }

    private static async Task<List<(string Kind, JsonNode Data)>> Read(Server server, string id, CellId cell, Func<List<(string Kind, JsonNode Data)>, Task>? told = null)
    {
        using var response = await server.Http.GetAsync($"/api/v1/runs/{id}/cells/{cell}/events", HttpCompletionOption.ResponseHeadersRead, Server.Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Server.Cancelled));
        var (seen, kind) = (new List<(string, JsonNode)>(), "");
        while (await reader.ReadLineAsync(Server.Cancelled) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) kind = line[7..];
            if (!line.StartsWith("data: ", StringComparison.Ordinal)) continue;
            seen.Add((kind, JsonNode.Parse(line[6..])!));
            if (told is not null) await told(seen);
        }

        return seen;
    }
}

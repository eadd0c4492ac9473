using System.Net;

namespace Sintropia.Web.Tests.Events;

public sealed class EventEndpointsTests(FinishedRun finished) : IClassFixture<FinishedRun>
{
    private sealed record Told(string? Id, string Kind, JsonNode? Data);

    [Fact]
    public async Task A_run_is_followed_to_its_end_with_rising_ids()
    {
        await using var server = await Server.Start();
        var id = await server.Submit(Cultures.Drugged);

        var events = await Read(server, id, null, stop: _ => false);

        Assert.Equal("end", events[^1].Kind);
        Assert.Equal("completed", events[^1].Data!["status"]!.GetValue<string>());
        Assert.DoesNotContain(events, e => e.Kind == "gap");
        var numbers = events.Select(e => long.Parse(e.Id!.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enumerable.Range(0, numbers.Count).Select(i => numbers[0] + i), numbers);
        Assert.Equal(events.Select(e => e.Data!["done"]!.GetValue<double>()).Order(), events.Select(e => e.Data!["done"]!.GetValue<double>()));
    }

    [Fact]
    public async Task A_stream_that_broke_off_goes_on_after_the_last_id()
    {
        await using var server = await Server.Start();
        var id = await server.Submit(Cultures.Endless());
        var first = await Read(server, id, null, stop: seen => seen.Count == 5);
        var second = await Read(server, id, first[^1].Id, stop: seen => seen.Count == 5);
        await server.Post($"/api/v1/runs/{id}/cancel");
        var rest = await Read(server, id, second[^1].Id, stop: _ => false);

        var numbers = first.Concat(second).Concat(rest).Select(e => long.Parse(e.Id!.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enumerable.Range(0, numbers.Count).Select(i => numbers[0] + i), numbers);
        Assert.Equal(("end", "cancelled"), (rest[^1].Kind, rest[^1].Data!["status"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_stream_that_was_read_to_its_end_is_over()
    {
        var all = await Read(finished.Server, finished.Id, null, stop: _ => false);
        using var again = await finished.Server.Http.SendAsync(Request(finished.Id, all[^1].Id), Server.Cancelled);

        Assert.Equal("end", Assert.Single(all).Kind);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
    }

    [Fact]
    public async Task The_id_of_another_server_leads_to_a_gap_and_the_present_state()
    {
        var events = await Read(finished.Server, finished.Id, "0badf00d-17", stop: _ => false);

        Assert.Equal(["gap", "end"], events.Select(e => e.Kind));
        Assert.Null(events[0].Data!["missed"]);
    }

    [Fact]
    public async Task A_silent_run_is_followed_by_heartbeats()
    {
        await using var server = await Server.Start(Server.Web with { Heartbeat = TimeSpan.FromMilliseconds(50) });
        await server.Submit(Cultures.Endless());
        var waits = await server.Submit(Cultures.Small());
        using var response = await server.Http.SendAsync(Request(waits, null), HttpCompletionOption.ResponseHeadersRead, Server.Cancelled);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Server.Cancelled));

        for (var beats = 0; beats < 3;)
            if (await reader.ReadLineAsync(Server.Cancelled) == ":") beats++;
    }

    [Fact]
    public async Task No_more_readers_than_may_are_let_in()
    {
        await using var server = await Server.Start(Server.Web with { MostWatchers = 2 });
        var id = await server.Submit(Cultures.Endless());
        using (await server.Http.SendAsync(Request(id, null), HttpCompletionOption.ResponseHeadersRead, Server.Cancelled))
        using (await server.Http.SendAsync(Request(id, null), HttpCompletionOption.ResponseHeadersRead, Server.Cancelled))
        {
            Assert.Contains("2 readers", Server.IsProblem(HttpStatusCode.ServiceUnavailable, "too-many-watchers", await server.Get($"/api/v1/runs/{id}/events")));
        }

        await Watchers(server, 0);
        Assert.Single(await Read(server, id, null, stop: seen => seen.Count == 1));
    }

    [Fact]
    public async Task Two_hundred_readers_hear_the_same_events_once_each()
    {
        await using var server = await Server.Start();
        var blocker = await server.Submit(Cultures.Endless());
        var id = await server.Submit(Cultures.Drugged); // waits until all listen
        var readers = Enumerable.Range(0, 200).Select(_ => Read(server, id, null, stop: _ => false)).ToList();
        await Watchers(server, 200);
        await server.Post($"/api/v1/runs/{blocker}/cancel");

        var heard = await Task.WhenAll(readers);

        var expected = heard[0].Select(e => e.Id).ToList();
        Assert.Equal("end", heard[0][^1].Kind);
        Assert.All(heard, h => Assert.Equal(expected, h.Select(e => e.Id)));
    }

    /// <summary>Waits until so many read.</summary>
    private static async Task Watchers(Server server, int count)
    {
        while (!(await server.Get("/api/v1/metrics")).Body!.GetValue<string>().Contains($"sintropia_watchers {count}\n", StringComparison.Ordinal)) await Task.Yield();
    }

    private static HttpRequestMessage Request(string id, string? last)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/runs/{id}/events");
        if (last is not null) request.Headers.Add("Last-Event-ID", last);
        return request;
    }

    private static async Task<List<Told>> Read(Server server, string id, string? last, Func<List<Told>, bool> stop)
    {
        using var response = await server.Http.SendAsync(Request(id, last), HttpCompletionOption.ResponseHeadersRead, Server.Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Server.Cancelled));
        var (seen, number, kind) = (new List<Told>(), (string?)null, "");
        while (await reader.ReadLineAsync(Server.Cancelled) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) number = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) kind = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) seen.Add(new(number, kind, JsonNode.Parse(line[6..])));
            else if (line.Length == 0)
            {
                number = null;
                if (stop(seen)) break;
            }
        }

        return seen;
    }
}

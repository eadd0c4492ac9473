using System.Net;
using System.Net.Sockets;
using System.Text;
using Sintropia.Web.Hosting;

namespace Sintropia.Web.Tests.Security;

/// <summary>Each line of the security list in the README of Sintropia.Web that no other test holds.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class SecurityTests(FinishedRun finished) : IClassFixture<FinishedRun>
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private readonly Server _server = finished.Server;

    [Fact]
    public void Without_a_word_it_listens_to_this_machine_only() => Assert.True(new WebOptions().IsLoopback);

    [Fact]
    public async Task Without_the_token_no_address_of_the_api_answers()
    {
        var operations = (await _server.Told("/api/v1/openapi.json"))["paths"]!.AsObject();
        await using var server = await Server.Start(Server.Web with { Token = Secret });
        var asked = 0;
        foreach (var (path, methods) in operations)
            foreach (var (method, _) in methods!.AsObject().Where(m => m.Key is "get" or "post"))
            {
                var address = path.Replace("{id}", "run-000001", StringComparison.Ordinal).Replace("{cell}", new string('0', 32), StringComparison.Ordinal).Replace("{name}", "x", StringComparison.Ordinal).Replace("{**name}", "x", StringComparison.Ordinal);
                Server.IsProblem(HttpStatusCode.Unauthorized, "token-missing", method == "get" ? await server.Get(address) : await server.Post(address, Cultures.Small()));
                asked++;
            }

        Assert.True(asked > 15, $"{asked} addresses were asked.");
        Server.IsProblem(HttpStatusCode.Unauthorized, "token-missing", await server.Get("/api/v1/openapi.json"));
        Assert.Equal(HttpStatusCode.OK, (await server.Get("/healthz/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.Get("/")).Status);
    }

    [Theory]
    [InlineData("Bearer 0123456789abcdef0123456789abcdeF")]
    [InlineData("Bearer 0123456789abcdef0123456789abcde")]
    [InlineData("Bearer 0123456789abcdef0123456789abcdef0")]
    [InlineData("Bearer ")]
    [InlineData("Basic MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public async Task A_wrong_token_is_refused(string header)
    {
        await using var server = await Server.Start(Server.Web with { Token = Secret });
        server.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        var (status, body) = await server.Get("/api/v1/runs");

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.DoesNotContain(Secret, body!.ToJsonString());
    }

    [Fact]
    public async Task A_link_opens_its_file_alone_without_the_token()
    {
        await using var server = await Server.Start(Server.Web with { Token = Secret });
        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", Secret);
        var id = await server.Submit(Cultures.Small(name: "With a name of its own"));
        await server.End(id);
        var link = (await server.Post($"/api/v1/runs/{id}/links/timeseries.csv")).Body!["address"]!.GetValue<string>();
        var scenario = await server.Get($"/api/v1/runs/{id}/files/scenario.yaml");
        Server.IsProblem(HttpStatusCode.NotFound, "unknown-file", await server.Post($"/api/v1/runs/{id}/links/other.csv"));
        server.Http.DefaultRequestHeaders.Authorization = null;

        Assert.Equal(HttpStatusCode.OK, (await server.Get(link)).Status);
        var ticket = link[link.IndexOf('?', StringComparison.Ordinal)..];
        Assert.Equal(HttpStatusCode.OK, scenario.Status);
        foreach (var other in (string[])[$"/api/v1/runs/{id}/files/scenario.yaml", $"/api/v1/runs/{id}/files", $"/api/v1/runs/{id}", "/api/v1/runs", $"/api/v1/runs/{id}/files/../files/run.json"])
            Server.IsProblem(HttpStatusCode.Unauthorized, "link-over", await server.Get(other + ticket));
        Server.IsProblem(HttpStatusCode.Unauthorized, "token-missing", await server.Post($"/api/v1/runs/{id}/cancel{ticket}"));
        Server.IsProblem(HttpStatusCode.Unauthorized, "token-missing", await server.Post(link));
        Assert.DoesNotContain(Secret, link);
    }

    [Fact]
    public async Task The_right_token_lets_in()
    {
        await using var server = await Server.Start(Server.Web with { Token = Secret });
        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", Secret);

        Assert.Equal(HttpStatusCode.OK, (await server.Get("/api/v1/runs")).Status);
    }

    [Theory]
    [InlineData("evil.example.org")]
    [InlineData("127.0.0.1.evil.example.org")]
    [InlineData("10.0.0.1:8080")]
    [InlineData("localhost.evil.example.org:8080")]
    public async Task Without_a_token_a_foreign_name_that_leads_here_is_refused(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/runs");
        request.Headers.Host = host;
        using var response = await _server.Http.SendAsync(request, Server.Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example.org")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_site_cannot_submit(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/runs") { Content = new StringContent(Cultures.Small(), null, "text/plain") };
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await _server.Http.SendAsync(request, Server.Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_page_of_this_server_can()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/scenarios/validate") { Content = new StringContent(Cultures.Small(), null, "text/plain") };
        request.Headers.TryAddWithoutValidation("Origin", _server.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        using var response = await _server.Http.SendAsync(request, Server.Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_a_hundred_megabytes_is_refused_without_being_held(bool chunked)
    {
        await using var server = await Server.Start(Server.Web with { MaxBodyMegabytes = 1 });

        // What else goes on in the process only adds, so the least of a few is nearest to what a refusal takes.
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++) least = Math.Min(least, await Refuse(server, chunked));

        Assert.True(least < 60 << 20, $"A refused body took {least} bytes, more than a multiple of the limit.");
    }

    private static async Task<long> Refuse(Server server, bool chunked)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/runs") { Content = new Zeros(100L << 20, chunked) };
        request.Content.Headers.ContentType = new("application/yaml");
        request.Headers.ExpectContinue = true;
        HttpStatusCode? status = null;
        try
        {
            using var response = await server.Http.SendAsync(request, Server.Cancelled);
            status = response.StatusCode;
        }
        catch (HttpRequestException)
        {
            // The server closes the connection while this client still sends; the next request shows that it is well.
        }

        if (status is not null) Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal(HttpStatusCode.OK, (await server.Get("/api/v1/runs")).Status);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    [Fact]
    public async Task A_client_that_submits_too_often_is_told_when_to_come_back()
    {
        await using var server = await Server.Start(Server.Web with { SubmitsPerMinute = 1, SubmitBurst = 2 });
        await server.Submit(Cultures.Small(1));
        await server.Submit(Cultures.Small(2));
        using var response = await server.Http.PostAsync("/api/v1/runs", new StringContent(Cultures.Small(3), null, "application/yaml"), Server.Cancelled);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.True(response.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Contains("1 runs a minute", await response.Content.ReadAsStringAsync(Server.Cancelled));
        Assert.Equal(2, (await server.Told("/api/v1/runs"))["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_storm_of_submissions_leaves_a_bounded_queue_and_loses_no_accepted_run()
    {
        using var folder = new TemporaryFolder();
        var accepted = new List<string>();
        await using (var server = await Server.Start(null, new() { DataFolder = folder.Root, Threads = 1, MostWaiting = 20, LeastFreeMegabytes = 0 }))
        {
            await server.Becomes(await server.Submit(Cultures.Endless()), Sintropia.Runs.Results.RunStatus.Running);
            var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => server.Post("/api/v1/runs", Cultures.Small(i), key: $"storm-{i}")));

            Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.Accepted or HttpStatusCode.TooManyRequests, $"{a.Status}: {a.Body}"));
            accepted.AddRange(answers.Where(a => a.Status == HttpStatusCode.Accepted).Select(a => a.Body!["id"]!.GetValue<string>()));
            Assert.Equal(20, accepted.Count);
            await server.Post("/api/v1/runs/run-000001/cancel");
        }

        await using var again = await Server.Start(null, new() { DataFolder = folder.Root, Threads = 1, LeastFreeMegabytes = 0 });
        foreach (var id in accepted) Assert.Equal("completed", (await again.End(id))["run"]!["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("../outside.csv")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b.csv")]
    [InlineData("a\\..\\b.csv")]
    [InlineData("scenario.yaml")]
    [InlineData("branch.yaml")]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData("a\u0000b")]
    public async Task A_file_that_comes_with_a_scenario_stays_in_its_folder(string name)
    {
        var answer = await _server.Json("/api/v1/runs", new JsonObject { ["scenario"] = Cultures.Small(), ["files"] = new JsonObject { [name] = "x" } });

        Server.IsProblem(HttpStatusCode.BadRequest, "bad-request", answer);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../../../../../etc/passwd")]
    [InlineData("/proc/self/environ")]
    public async Task A_scenario_cannot_read_the_server_s_files(string path)
    {
        var scenario = Cultures.Small().Replace("line: { preset: rb-positive }", $"line: {{ cycle: {{ from: {path} }} }}", StringComparison.Ordinal);

        var (status, body) = await _server.Post("/api/v1/runs", scenario);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("outside the folder", body!.ToJsonString());
        Assert.DoesNotContain("root:", body.ToJsonString());
    }

    [Fact]
    public async Task Markup_in_a_name_never_comes_back_as_markup()
    {
        const string name = "<img src=x onerror=alert(1)>";
        var id = await _server.Submit(Cultures.Small(name: name));
        foreach (var address in new[] { "/api/v1/runs", $"/api/v1/runs/{id}", $"/api/v1/runs/{Uri.EscapeDataString(name)}", $"/api/v1/models/{Uri.EscapeDataString(name)}", $"/api/v1/runs?status={Uri.EscapeDataString(name)}", $"/{Uri.EscapeDataString(name)}.html", $"/api/v1/{Uri.EscapeDataString(name)}" })
        {
            using var response = await _server.Http.GetAsync(address, Server.Cancelled);

            Assert.DoesNotContain("<img", await response.Content.ReadAsStringAsync(Server.Cancelled));
            Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/runs")]
    [InlineData("/api/v1/runs/none")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/nothing.js")]
    public async Task Every_answer_has_the_headers_that_keep_browsers_safe(string address)
    {
        using var response = await _server.Http.GetAsync(address, Server.Cancelled);

        foreach (var header in new[] { "X-Content-Type-Options", "X-Frame-Options", "Content-Security-Policy", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy" })
            Assert.True(response.Headers.Contains(header), $"{address} lacks {header}.");
        Assert.Contains("frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET /api/v1/runs HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("GET /\0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("NONSENSE\r\n\r\n")]
    [InlineData("GET /%zz HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n")]
    public async Task Requests_that_are_none_are_refused_and_the_server_lives(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _server.Address.Port, Server.Cancelled);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Server.Cancelled);
        using var reader = new StreamReader(stream);

        Assert.Matches("^HTTP/1.1 (4|505)", await reader.ReadToEndAsync(Server.Cancelled));
        Assert.Equal(HttpStatusCode.OK, (await _server.Get("/api/v1/runs")).Status);
    }

    private sealed class Zeros(long length, bool chunked) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var piece = new byte[1 << 16];
            for (long sent = 0; sent < length; sent += piece.Length) await stream.WriteAsync(piece);
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return !chunked;
        }
    }
}

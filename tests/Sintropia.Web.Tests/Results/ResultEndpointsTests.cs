using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Sintropia.Web.Tests.Results;

public sealed class ResultEndpointsTests(FinishedRun finished) : IClassFixture<FinishedRun>
{
    private readonly Server _server = finished.Server;

    private string Files => $"/api/v1/runs/{finished.Id}/files";

    [Fact]
    public async Task Files_are_listed_with_length_and_hash()
    {
        var files = (await _server.Told(Files)).AsArray();

        var table = files.Single(f => f!["name"]!.GetValue<string>() == "timeseries.csv")!;
        var bytes = await File.ReadAllBytesAsync(Path.Combine(finished.Folder, "timeseries.csv"), Server.Cancelled);
        Assert.Equal((bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), "text/csv; charset=utf-8"), (table["bytes"]!.GetValue<int>(), table["sha256"]!.GetValue<string>(), table["content_type"]!.GetValue<string>()));
        Assert.DoesNotContain(files, f => f!["name"]!.GetValue<string>().Contains("lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_listed_file_is_downloaded_byte_for_byte()
    {
        foreach (var file in (await _server.Told(Files)).AsArray())
        {
            var name = file!["name"]!.GetValue<string>();
            using var response = await _server.Http.GetAsync($"{Files}/{name}", Server.Cancelled);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(finished.Folder, name), Server.Cancelled), await response.Content.ReadAsByteArrayAsync(Server.Cancelled));
            Assert.NotNull(response.Headers.ETag);
        }
    }

    [Fact]
    public async Task A_range_is_that_part_of_the_file()
    {
        var whole = await File.ReadAllBytesAsync(Path.Combine(finished.Folder, "lineage.csv"), Server.Cancelled);
        using var response = await Get("lineage.csv", r => r.Headers.Range = new(100, 299));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(whole[100..300], await response.Content.ReadAsByteArrayAsync(Server.Cancelled));
        Assert.Equal(whole.Length, response.Content.Headers.ContentRange!.Length);
    }

    [Fact]
    public async Task A_range_of_another_version_is_the_whole_file()
    {
        using var response = await Get("lineage.csv", r => (r.Headers.Range, r.Headers.IfRange) = (new(100, null), new(new EntityTagHeaderValue("\"another\""))));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(new FileInfo(Path.Combine(finished.Folder, "lineage.csv")).Length, (await response.Content.ReadAsByteArrayAsync(Server.Cancelled)).Length);
    }

    [Fact]
    public async Task A_file_that_did_not_change_is_not_sent_again()
    {
        using var first = await Get("timeseries.csv", _ => { });
        using var again = await Get("timeseries.csv", r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task A_range_beyond_the_end_is_refused()
    {
        using var response = await Get("timeseries.csv", r => r.Headers.Range = new(1L << 40, null));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
    }

    [Fact]
    public async Task Files_come_as_attachments_and_are_taken_for_what_they_are()
    {
        using var response = await Get("timeseries.csv", _ => { });

        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task A_report_is_shown_without_the_rights_of_the_server()
    {
        var report = Path.Combine(finished.Folder, "report.html");
        await File.WriteAllTextAsync(report, "<html><script>1</script></html>", Server.Cancelled);
        try
        {
            using var response = await Get("report.html", _ => { });

            Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
            Assert.StartsWith("sandbox allow-scripts", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
            Assert.DoesNotContain("allow-same-origin", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        }
        finally
        {
            File.Delete(report);
        }
    }

    [Theory]
    [InlineData("../../queue.lock")]
    [InlineData("..%2f..%2fqueue.lock")]
    [InlineData("%2e%2e/%2e%2e/queue.lock")]
    [InlineData("%2e%2e%2f%2e%2e%2fqueue.lock")]
    [InlineData("..%5c..%5cqueue.lock")]
    [InlineData("%252e%252e/%252e%252e/queue.lock")]
    [InlineData("/etc/passwd")]
    [InlineData("%2fetc%2fpasswd")]
    [InlineData("//etc/passwd")]
    [InlineData("timeseries.csv%00.html")]
    [InlineData("./timeseries.csv/../../../queue.lock")]
    [InlineData("checkpoints/part-0000-tick-000000000010/manifest.json")]
    [InlineData("run.lock")]
    [InlineData("run.json.tmp")]
    [InlineData("timeseries.csv/")]
    [InlineData("C:/Windows/win.ini")]
    public async Task No_name_leads_out_of_the_folder_or_to_what_is_in_the_making(string name)
    {
        // By hand: a client would put the name right before it asks.
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _server.Address.Port, Server.Cancelled);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {Files}/{name} HTTP/1.1\r\nHost: 127.0.0.1:{_server.Address.Port}\r\nConnection: close\r\n\r\n"), Server.Cancelled);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Server.Cancelled);

        Assert.Matches("^HTTP/1.1 (400|404) ", answer);
        Assert.DoesNotContain("root:", answer);
    }

    [Fact]
    public async Task Links_are_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs rights that tests have not on Windows.");
        var outside = Path.GetTempFileName();
        var (file, folder) = (Path.Combine(finished.Folder, "link.csv"), Path.Combine(finished.Folder, "linked"));
        try
        {
            await File.WriteAllTextAsync(outside, "secret", Server.Cancelled);
            File.CreateSymbolicLink(file, outside);
            Directory.CreateSymbolicLink(folder, Path.GetTempPath());

            Server.IsProblem(HttpStatusCode.NotFound, "unknown-file", await _server.Get($"{Files}/link.csv"));
            Server.IsProblem(HttpStatusCode.NotFound, "unknown-file", await _server.Get($"{Files}/linked/{Path.GetFileName(outside)}"));
            Assert.DoesNotContain((await _server.Told(Files)).AsArray(), f => f!["name"]!.GetValue<string>().StartsWith("link", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
            Directory.Delete(folder);
            File.Delete(outside);
        }
    }

    [Fact]
    public async Task A_file_that_a_run_still_writes_is_read_as_far_as_it_is()
    {
        await using var server = await Server.Start();
        var id = await server.Submit(Cultures.Endless());
        await server.Becomes(id, Sintropia.Runs.Results.RunStatus.Running);

        using var response = await server.Http.GetAsync($"/api/v1/runs/{id}/files/run.json", Server.Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("running", JsonNode.Parse(await response.Content.ReadAsStringAsync(Server.Cancelled))!["status"]!.GetValue<string>());
    }

    private async Task<HttpResponseMessage> Get(string name, Action<HttpRequestMessage> more)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Files}/{name}");
        more(request);
        return await _server.Http.SendAsync(request, Server.Cancelled);
    }
}

using System.Globalization;
using System.Net;
using System.Text;

namespace Sintropia.Web.Tests.Fuzz;

/// <summary>Asks every address of the API, as its own document describes it, for what nobody would: whatever comes, no answer is a defect, and each refusal says why. SINTROPIA_LONG=1 asks many times as often.</summary>
public sealed class OpenApiFuzzTests
{
    private static readonly int Requests = Environment.GetEnvironmentVariable("SINTROPIA_LONG") is { Length: > 0 } ? 20_000 : 600;

    private static readonly string[] Strange =
    [
        "", " ", "0", "-1", "1e999", "NaN", "null", "true", "run-000001", "run-000002", "run-", "run--1", "..", "../..", "%2e%2e%2f", "/etc/passwd", "a\\b", "\0", "\n", "\r\nX: y", "'; drop table runs; --", "<script>",
        "{{7*7}}", "${jndi:ldap://x}", "ÿþ", "日本語", "\ud83d\ude00", "a,b,,c", "timeseries.csv", "lineage.csv", "run.json", "condition", "condition,phase", "control", "24 h", "1 uM", "stand-in", "completed", "9223372036854775808", "00000000000000000000000000000000",
        new string('9', 40), new string('a', 3000), new string('f', 32),
    ];

    [Fact]
    public async Task No_request_is_a_defect_and_each_refusal_says_why()
    {
        await using var server = await Server.Start(Server.Web with { MostFounders = 10_000 });
        await server.End(await server.Submit(Cultures.Drugged));
        var document = await server.Told("/api/v1/openapi.json");
        var operations = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(m => (Path: p.Key, Method: m.Key, Of: m.Value!.AsObject()))).ToList();
        var seed = Environment.GetEnvironmentVariable("SINTROPIA_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : 20261121;
        var random = new Random(seed);
        var seen = new HashSet<string>();

        for (var i = 0; i < Requests; i++)
        {
            var (path, method, of) = operations[i % operations.Count];
            using var request = Make(random, path, method, of);
            HttpResponseMessage response;
            try
            {
                response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Server.Cancelled);
            }
            catch (Exception unsent) when (unsent is HttpRequestException or FormatException or UriFormatException)
            {
                continue; // what this client cannot send
            }

            using (response)
            {
                var status = (int)response.StatusCode;
                seen.Add($"{method} {path} {status / 100}");
                if (status < 400) continue;
                var text = method == "head" ? "" : await response.Content.ReadAsStringAsync(Server.Cancelled);
                Assert.True(status is < 500 or 503 or 507, $"seed {seed}, request {i}: {method} {request.RequestUri} answered {status}: {text}");
                if (text.Length > 0 && request.RequestUri!.ToString().Contains("/api/", StringComparison.Ordinal))
                    Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json" && JsonNode.Parse(text)!["detail"]!.GetValue<string>().Length > 10, $"seed {seed}, request {i}: {method} {request.RequestUri} answered {status} with {text}");
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await server.Get("/healthz/ready")).Status);
        Assert.Equal(operations.Count, seen.Select(s => s[..^2]).Distinct().Count());
    }

    private static HttpRequestMessage Make(Random random, string path, string method, JsonObject of)
    {
        var (query, headers) = (new StringBuilder(), new List<(string, string)>());
        foreach (var parameter in of["parameters"]?.AsArray() ?? [])
        {
            var (name, place) = (parameter!["name"]!.GetValue<string>(), parameter["in"]!.GetValue<string>());
            var value = Value(random, name);
            if (place == "path") path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value.Length > 0 ? value : "x"), StringComparison.Ordinal);
            else if (random.Next(2) == 0) continue;
            else if (place == "query") query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            else headers.Add((name, value));
        }

        var request = new HttpRequestMessage(new(method.ToUpperInvariant()), path + query);
        foreach (var (name, value) in headers.Where(h => h.Item2.All(c => c is >= ' ' and <= '~'))) request.Headers.TryAddWithoutValidation(name, value);
        if (method == "post") request.Content = Body(random);
        return request;
    }

    // Often what leads further inside.
    private static string Value(Random random, string name) => (name, random.Next(3)) switch
    {
        ("id", < 2) => "run-000001",
        ("cell", 0) => new string('0', 31) + random.Next(10).ToString(CultureInfo.InvariantCulture),
        ("cell", 1) => Sintropia.Biology.Cells.CellId.Founder(0, (ulong)random.Next(60)).ToString(),
        ("limit" or "points" or "replicate", 0) => random.Next(-5, 1000).ToString(CultureInfo.InvariantCulture),
        ("table", 0) => "events",
        _ => Strange[random.Next(Strange.Length)],
    };

    private static HttpContent Body(Random random)
    {
        var text = random.Next(7) switch
        {
            0 => Spoilt(random, Cultures.Small()),
            1 => new JsonObject { ["scenario"] = Spoilt(random, Cultures.Small()), ["files"] = new JsonObject { [Strange[random.Next(Strange.Length)]] = "x" } }.ToJsonString(),
            2 => new JsonObject { ["at"] = Strange[random.Next(Strange.Length)], ["branches"] = Spoilt(random, "conditions:\n  late: []\n"), ["condition"] = "control" }.ToJsonString(),
            3 => Spoilt(random, """{"scenario":"x","files":{"a":"b"},"file_name":"c"}"""),
            4 => new string('[', random.Next(1, 5000)),
            5 => new JsonObject { ["at"] = "12 h", ["condition"] = "control", ["name"] = Strange[random.Next(Strange.Length)], ["intervention"] = new JsonObject { [random.Next(2) == 0 ? "compound" : Strange[random.Next(Strange.Length)]] = random.Next(2) == 0 ? "palbociclib" : Strange[random.Next(Strange.Length)], ["dose"] = random.Next(2) == 0 ? "1 uM" : Strange[random.Next(Strange.Length)] } }.ToJsonString(),
            _ => Strange[random.Next(Strange.Length)],
        };
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", random.Next(5) switch { 0 => "application/yaml", 1 => "text/plain", 2 => "nonsense", _ => "application/json" });
        return content;
    }

    private static string Spoilt(Random random, string text)
    {
        var spoilt = new StringBuilder(text);
        for (var n = random.Next(4); n > 0; n--)
        {
            var at = random.Next(spoilt.Length);
            if (random.Next(2) == 0) spoilt[at] = (char)random.Next(1, 256);
            else spoilt.Insert(at, Strange[random.Next(Strange.Length)]);
        }

        return spoilt.ToString();
    }
}

using System.Net;

namespace Sintropia.Web.Tests.Scenarios;

public sealed class ScenarioEndpointsTests(FinishedRun finished) : IClassFixture<FinishedRun>
{
    private readonly Server _server = finished.Server;

    [Fact]
    public async Task A_valid_scenario_is_called_valid()
    {
        var (status, body) = await _server.Post("/api/v1/scenarios/validate", Cultures.Small());

        Assert.Equal((HttpStatusCode.OK, true, "A small culture"), (status, body!["valid"]!.GetValue<bool>(), body["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_misspelt_key_is_told_with_its_line_and_the_nearest_key()
    {
        var (status, body) = await _server.Json("/api/v1/scenarios/validate", new JsonObject { ["scenario"] = Cultures.Small().Replace("duration:", "duraton:", StringComparison.Ordinal), ["file_name"] = "mine.yaml" });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(body!["valid"]!.GetValue<bool>());
        var problem = body["problems"]!.AsArray().First(p => p!["nearest"]?.GetValue<string>() == "duration")!;
        Assert.Equal(("mine.yaml", 4, 1, "error"), (problem["file"]!.GetValue<string>(), problem["line"]!.GetValue<int>(), problem["column"]!.GetValue<int>(), problem["severity"]!.GetValue<string>()));
        Assert.NotEmpty(problem["what"]!.GetValue<string>());
    }

    [Fact]
    public async Task Malformed_yaml_is_told_with_its_line()
    {
        var (status, body) = await _server.Post("/api/v1/scenarios/validate", "format: 1\nname: [unclosed\n");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(body!["valid"]!.GetValue<bool>());
        Assert.True(body["problems"]![0]!["line"]!.GetValue<int>() >= 1);
    }

    [Fact]
    public async Task Malformed_json_is_told_with_its_line_and_column() =>
        Assert.Contains("line 2, column", Server.IsProblem(HttpStatusCode.BadRequest, "malformed-json", await _server.Post("/api/v1/scenarios/validate", "{\n  \"scenario\": nonsense }", "application/json")));

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"scenario":null}""")]
    [InlineData("""{"scenario":"x","secnario":"y"}""")]
    [InlineData("""{"scenario":"x","scenario":"y"}""")]
    [InlineData("""{"scenario":7}""")]
    [InlineData("""{"scenario":"x","files":{"a":null}}""")]
    [InlineData("""{"scenario":"x","binary_files":{"a":null}}""")]
    [InlineData("""{"scenario":"x","binary_files":{"a":"!!"}}""")]
    public async Task Json_of_another_form_is_refused(string body) => Server.IsProblem(HttpStatusCode.BadRequest, "malformed-json", await _server.Post("/api/v1/scenarios/explain", body, "application/json"));

    [Fact]
    public async Task Another_content_type_is_refused() => Server.IsProblem(HttpStatusCode.UnsupportedMediaType, "media-type", await _server.Post("/api/v1/scenarios/validate", "a,b", "text/csv"));

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        using var content = new ByteArrayContent([0x66, 0xFF, 0xFE, 0x00]);
        content.Headers.ContentType = new("application/yaml");
        using var response = await _server.Http.PostAsync("/api/v1/scenarios/validate", content, Server.Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("UTF-8", await response.Content.ReadAsStringAsync(Server.Cancelled));
    }

    [Fact]
    public async Task A_scenario_is_explained_in_words_with_every_number()
    {
        var (status, body) = await _server.Post("/api/v1/scenarios/explain", Cultures.Drugged);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((36.0, 2, 60L), (body!["duration_h"]!.GetValue<double>(), body["replicates"]!.GetValue<int>(), body["founders"]!.GetValue<long>()));
        Assert.Contains("palbociclib", body["explanation"]!.GetValue<string>());
        Assert.NotEmpty(body["assumptions"]!.AsArray());
        Assert.Equal("treated", body["interventions"]![0]!["condition"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_cannot_be_read_cannot_be_explained()
    {
        var answer = await _server.Post("/api/v1/scenarios/explain", "format: 1");

        Server.IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-scenario", answer);
        Assert.NotEmpty(answer.Body!["problems"]!.AsArray());
    }

    [Fact]
    public async Task A_scenario_finds_the_files_that_come_with_it()
    {
        var lineages = await File.ReadAllTextAsync(Path.Combine(finished.Folder, "lineage.csv"), Server.Cancelled);
        var scenario = Cultures.Small().Replace("line: { preset: rb-positive }", "line: { cycle: { from: data/mine.csv } }", StringComparison.Ordinal);
        JsonObject Request(params (string, string)[] files) => new() { ["scenario"] = scenario, ["files"] = new JsonObject(files.Select(f => KeyValuePair.Create(f.Item1, (JsonNode?)f.Item2))) };

        var without = (await _server.Json("/api/v1/scenarios/validate", Request())).Body!["problems"]!.ToJsonString();
        var with = (await _server.Json("/api/v1/scenarios/validate", Request(("data/mine.csv", lineages)))).Body!["problems"]!.ToJsonString();

        Assert.Contains("There is no file \\u0027data/mine.csv\\u0027 among those that came with the scenario", without);
        Assert.DoesNotContain("There is no file", with);
        var binary = new JsonObject { ["scenario"] = scenario, ["binary_files"] = new JsonObject { ["data/mine.csv"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(lineages)) } };
        Assert.DoesNotContain("There is no file", (await _server.Json("/api/v1/scenarios/validate", binary)).Body!["problems"]!.ToJsonString());
    }

    [Theory]
    [InlineData("cells.h5ad")]
    [InlineData("founders.h5ad")]
    public async Task Data_that_are_none_are_told_and_not_a_defect(string name)
    {
        const string scenario = """
            format: 1
            seed: 1
            duration: 24 h
            cell_types:
              line: { preset: rb-positive }
            expression: { predictor: no-change }
            tissues:
              dish:
                populations:
                  - { type: line, from: cells.h5ad, phase: phase }
            """;
        var noise = Convert.ToBase64String([.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 7919 >> 3))]);

        var (status, body) = await _server.Json("/api/v1/scenarios/validate", new JsonObject { ["scenario"] = scenario, ["binary_files"] = new JsonObject { [name] = noise } });

        Assert.True(status == HttpStatusCode.UnprocessableEntity || status == HttpStatusCode.OK && !body!["valid"]!.GetValue<bool>(), $"{status}: {body}");
        Assert.DoesNotContain(Path.GetTempPath(), body!.ToJsonString());
    }
}

using System.Globalization;
using System.Net;
using Sintropia.Runs.Results;

namespace Sintropia.Web.Tests.Cells;

public sealed class CellInterventionsTests(FinishedRun finished) : IClassFixture<FinishedRun>
{
    private readonly Server _server = finished.Server;

    private string[] Living => Rows(finished.Folder).Where(r => r[7] == "control").GroupBy(r => r[0]).Where(g => g.All(r => Hours(r[10]) < 34)).SelectMany(g => g).First(r => r[7] == "control" && r[8] == "1" && r[11] == "divided" && Hours(r[9]) < 12 && Hours(r[9]) + Hours(r[13]) > 14); // in G1 at 12 h, where the compound acts

    [Fact]
    public async Task One_cell_is_dosed_in_a_fork_that_differs_by_it_and_its_descendants_alone()
    {
        var cell = Living[0];
        var (status, body) = await Intervene(cell, new() { ["at"] = "12 h", ["condition"] = "control", ["name"] = "one", ["intervention"] = new JsonObject { ["compound"] = "palbociclib", ["dose"] = "10 uM" } });
        Assert.True(status == HttpStatusCode.Accepted, body?.ToString());
        var id = body!["id"]!.GetValue<string>();
        var ended = await _server.End(id);

        Assert.Equal(["control", "one"], ended["conditions"]!.AsArray().Select(c => c!.GetValue<string>()));
        var rows = Rows((await _server.Runs.Get(new(id), Server.Cancelled)).Directory).Where(r => r[8] == "1").ToList();
        var (before, after) = (Lives("control"), Lives("one"));
        HashSet<string> kin = [cell];
        foreach (var row in rows) // mothers before daughters
            if (kin.Contains(row[1])) kin.Add(row[0]);
        Assert.NotEqual(before[cell], after[cell]);
        Assert.Equal(before.Where(l => !kin.Contains(l.Key)), after.Where(l => !kin.Contains(l.Key)));

        SortedDictionary<string, string> Lives(string condition) => new(rows.Where(r => r[7] == condition).ToDictionary(r => r[0], r => string.Join(',', [.. r[..7], .. r[9..]])), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Asking_twice_with_a_key_starts_one_fork()
    {
        var body = new JsonObject { ["at"] = "12 h", ["condition"] = "control", ["intervention"] = new JsonObject { ["compound"] = "palbociclib", ["dose"] = "1 uM" } };
        var first = await Intervene(Living[0], body, "twice");

        Assert.Equal(first.Body!["id"]!.GetValue<string>(), (await Intervene(Living[0], body, "twice")).Body!["id"]!.GetValue<string>());
        Assert.Contains(await _server.Runs.List(Server.Cancelled), r => r.Id.Value == first.Body["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_would_reach_nobody_or_cannot_be_is_refused_with_what_to_do()
    {
        var living = Living;
        var dose = new JsonObject { ["compound"] = "palbociclib", ["dose"] = "1 uM" };
        JsonObject Body(string at, JsonObject intervention, string? condition = "control") => new() { ["at"] = at, ["condition"] = condition, ["intervention"] = intervention.DeepClone() };

        Assert.Contains("lived there from", Server.IsProblem(HttpStatusCode.Conflict, "cell-not-there", await Intervene(living[0], Body("35 h", dose))));
        Server.IsProblem(HttpStatusCode.NotFound, "unknown-cell", await Intervene("00000000000000000000000000000001", Body("12 h", dose)));
        Assert.Contains("control, treated", Server.IsProblem(HttpStatusCode.BadRequest, "bad-request", await Intervene(living[0], Body("12 h", dose, null))));
        Assert.Contains("Leave `target` out", Server.IsProblem(HttpStatusCode.BadRequest, "bad-request", await Intervene(living[0], Body("12 h", new() { ["radiation"] = "2 Gy", ["target"] = "dish" }))));
        var (status, problem) = await Intervene(living[0], Body("12 h", new() { ["compound"] = "palbocilib", ["dose"] = "1 uM" }));
        Server.IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-scenario", (status, problem));
        Assert.Equal("palbociclib", problem!["problems"]![0]!["nearest"]!.GetValue<string>());
    }

    private Task<(HttpStatusCode Status, JsonNode? Body)> Intervene(string cell, JsonObject body, string? key = null) => _server.Json($"/api/v1/runs/{finished.Id}/cells/{cell}/interventions", body, key);

    private static List<string[]> Rows(string folder) => [.. CsvRows.Read(Path.Combine(folder, "lineage.csv"))];

    private static double Hours(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

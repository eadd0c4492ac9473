using System.Text.Json;
using Sintropia.Runs.Results;

namespace Sintropia.Cli.Tests.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    private const string Expression = "expression: { predictor: stand-in, dimensions: 6, residual_spread: 0.5, programme: stand-in }";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_life_is_told_with_its_line_its_events_and_that_it_is_as_recorded()
    {
        await Run(Cultures.Drugged(more: Expression));
        var row = CsvRows.Read(_folder["run", "lineage.csv"]).First(r => r[7] == "treated" && r[11] == "divided" && r[3] == "1");

        var words = (await Replay(row[0], "--at", $"{Math.Ceiling(double.Parse(row[9], System.Globalization.CultureInfo.InvariantCulture))}h", "--out", _folder["life.csv"])).Exits(ExitCode.Ok).Output;

        Assert.Contains("As recorded", words);
        Assert.Contains(row[1], words); // its mother
        Assert.Contains("divided", words);
        Assert.Contains("expresses x0", words);
        var table = File.ReadAllLines(_folder["life.csv"]);
        Assert.StartsWith("time_h,tissue,phase,held,entered_h,fingerprint,level_palbociclib,", table[0]);
        Assert.EndsWith(",x0,x1,x2,x3,x4,x5", table[0]);
        Assert.True(table.Length > 10);
        Assert.All(table, line => Assert.Equal(table[0].Split(',').Length, line.Split(',').Length));
    }

    [Fact]
    public async Task Programs_get_the_same_as_one_object()
    {
        await Run(Cultures.Drugged());
        var row = CsvRows.Read(_folder["run", "lineage.csv"]).First(r => r[7] == "treated" && r[11] == "alive" && r[3] == "1");

        var json = JsonDocument.Parse((await Replay(row[0], "--json")).Exits(ExitCode.Ok).Output).RootElement;

        Assert.True(json.GetProperty("agrees_with_lineage").GetBoolean());
        var lives = json.GetProperty("lives").EnumerateArray().ToArray();
        Assert.Equal([row[1], row[0]], lives.Select(l => l.GetProperty("id").GetString()));
        Assert.Equal(48, lives[1].GetProperty("end_h").GetDouble());
        Assert.Equal("alive", lives[1].GetProperty("fate").GetString());
        Assert.Equal(48, json.GetProperty("moments").EnumerateArray().Last().GetProperty("time_h").GetDouble());
    }

    [Fact]
    public async Task A_table_that_was_changed_is_found_out()
    {
        await Run(Cultures.Drugged());
        var row = CsvRows.Read(_folder["run", "lineage.csv"]).First(r => r[7] == "treated" && r[11] == "divided");
        var table = _folder["run", "lineage.csv"];
        File.WriteAllText(table, File.ReadAllText(table).Replace($",{row[10]},divided", ",20.125,divided", StringComparison.Ordinal));

        Assert.Contains("Not as recorded", (await Replay(row[0])).Exits(ExitCode.Differs).Output);
    }

    [Theory]
    [InlineData("04f1", ExitCode.Usage, "32 hexadecimal digits")]
    [InlineData("04f1c2d6a9b83e7750aa91c4de02b6f8", ExitCode.InvalidInput, "descends from no founder")]
    public async Task What_is_no_cell_of_the_run_is_refused(string cell, int code, string message)
    {
        await Run(Cultures.Drugged(cells: 20, duration: "31 h"));

        Assert.Contains(message, (await Replay(cell)).Exits(code).Error);
    }

    private Task<Outcome> Replay(string cell, params string[] more) => Command.Run(["replay", _folder["run"], "--cell", cell, "--condition", "treated", .. more]);

    private async Task Run(string scenario) => (await Command.Run("run", _folder.Write("scenario.yaml", scenario), "--out", _folder["run"], "--no-report")).Exits(ExitCode.Ok);
}

using System.Globalization;
using System.Text.Json;

namespace Sintropia.Cli.Tests.Commands;

public sealed class EffectCommandTests
{
    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Viabilities() => "drug,dose,response\n" + string.Join('\n', new[] { ("weak", 5.0), ("strong", 0.05) }.SelectMany(d => new[] { 0.01, 0.03, 0.1, 0.3, 1, 3, 10 }.Select(c => $"{d.Item1},{Text(c)},{Text(100 / (1 + c / d.Item2))}"))) + "\n";

    private static string Matrix()
    {
        double[] doses = [0, 0.1, 0.3, 1, 3];
        return "drug_a,drug_b,dose_a,dose_b,response\n" + string.Join('\n', doses.SelectMany(a => doses.Select(b => $"x,y,{Text(a)},{Text(b)},{Text(1 / (1 + a + b))}"))) + "\n";
    }

    [Fact]
    public async Task Curves_of_a_table_are_fitted_printed_and_written()
    {
        using var folder = new TemporaryFolder();
        var table = folder.Write("viabilities.csv", Viabilities());

        var said = (await Command.Run("dose-response", table, "--percent", "--unit", "nM", "--out", folder["curves"])).Exits(ExitCode.Ok);

        Assert.Contains("2 curves: 2 sigmoid, 0 flat, 0 failed", said.Output);
        Assert.Contains("EC50, nM", said.Output);
        Assert.Equal(["curves.csv", "dose-response.html", "points.csv"], Directory.GetFiles(folder["curves"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        var lines = (await Command.Run("dose-response", table, "--percent", "--json", "--out", folder["again"])).Exits(ExitCode.Ok).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(["strong", "weak"], lines.Select(l => l.GetProperty("labels").GetProperty("drug").GetString()));
        Assert.Equal(0.05, lines[0].GetProperty("ec50")[0].GetDouble(), 6);
        Assert.Equal(5, lines[1].GetProperty("at_level")[0].GetDouble(), 4);
    }

    [Fact]
    public async Task A_sham_combination_scores_zero_under_Loewe()
    {
        using var folder = new TemporaryFolder();
        var table = folder.Write("matrix.tsv", Matrix().Replace(',', '\t'));

        var line = (await Command.Run("combine", table, "--json", "--resamples", "20", "--out", folder["out"])).Exits(ExitCode.Ok).Output;
        var scores = JsonDocument.Parse(line).RootElement.GetProperty("scores");

        Assert.Equal(0, scores.GetProperty("loewe").GetProperty("mean").GetDouble(), 6);
        Assert.True(Math.Abs(scores.GetProperty("bliss").GetProperty("mean").GetDouble()) > 0.01);
        Assert.Equal(16, scores.GetProperty("hsa").GetProperty("pairs").GetInt32());
        Assert.Equal(["combinations.html", "pairs.csv", "scores.csv"], Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("1 matrix: 1 scored, 0 not", (await Command.Run("combine", table, "--out", folder["out"])).Exits(ExitCode.Ok).Output);
    }

    [Fact]
    public async Task Simulated_conditions_that_differ_in_dose_become_curves_and_combinations()
    {
        using var folder = new TemporaryFolder();
        string[] palbociclib = ["", "20 nM", "60 nM", "200 nM"], doxorubicin = ["", "20 nM", "60 nM", "200 nM"];
        var conditions = palbociclib.SelectMany(p => doxorubicin.Select(d => $"  p{p} d{d}: [{string.Join(", ", new[] { p.Length > 0 ? $"{{ compound: palbociclib, dose: {p} }}" : "", d.Length > 0 ? $"{{ compound: doxorubicin, dose: {d} }}" : "" }.Where(x => x.Length > 0))}]"));
        var scenario = folder.Write("doses.yaml", $$"""
            format: 1
            name: A ladder of doses
            seed: 5
            duration: 48 h
            record: every 6 h
            cell_types:
              line: { preset: rb-positive }
            compounds:
              palbociclib: { preset: palbociclib }
              doxorubicin: { preset: doxorubicin }
            tissues:
              dish:
                populations:
                  - { type: line, cells: 100 cells }
            conditions:
            {{string.Join('\n', conditions)}}
            """);
        (await Command.Run("run", scenario, "--out", folder["run"], "--quiet")).Exits(ExitCode.Ok);

        foreach (var metric in new[] { "gr", "relative", "dip", "percent-growth" })
        {
            var lines = (await Command.Run("dose-response", folder["run"], "--metric", metric, "--json", "--out", folder[metric])).Exits(ExitCode.Ok).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var curves = lines.Select(l => JsonDocument.Parse(l).RootElement).ToArray();
            Assert.Equal(["doxorubicin", "palbociclib"], curves.Select(c => c.GetProperty("labels").GetProperty("agent").GetString()));
            Assert.All(curves, c => Assert.Equal(3, c.GetProperty("points").GetInt32()));
        }

        var scores = JsonDocument.Parse((await Command.Run("combine", folder["run"], "--at", "48", "--json", "--out", folder["pairs"])).Exits(ExitCode.Ok).Output).RootElement;
        Assert.Equal(("doxorubicin", "palbociclib", 16), (scores.GetProperty("drug_a").GetString(), scores.GetProperty("drug_b").GetString(), scores.GetProperty("wells").GetInt32()));
        Assert.Equal(9, scores.GetProperty("scores").GetProperty("zip").GetProperty("pairs").GetInt32());
        Assert.Contains("Choose another --metric", (await Command.Run("dose-response", folder["run"], "--metric", "response")).Exits(ExitCode.Usage).Error);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_with_the_nearest_name()
    {
        using var folder = new TemporaryFolder();
        var table = folder.Write("t.csv", Viabilities());

        var wrong = (await Command.Run("dose-response", table, "--dose", "dosis")).Exits(ExitCode.InvalidInput);
        Assert.Contains("t.csv:1: There is no column 'dosis'. The nearest are 'dose'", wrong.Error);
        Assert.Contains("--dose-a", (await Command.Run("combine", table)).Exits(ExitCode.InvalidInput).Error);
        Assert.Contains("nowhere.csv", (await Command.Run("dose-response", folder["nowhere.csv"])).Exits(ExitCode.InvalidInput).Error);
        Assert.Contains("--where: 'dose' is not a condition", (await Command.Run("dose-response", table, "--where", "dose")).Exits(ExitCode.Usage).Error);
        Assert.Contains("not a number between 0 and 1", (await Command.Run("dose-response", table, "--confidence", "95")).Exits(ExitCode.Usage).Error);
        Assert.Contains("'ic50' not recognized", (await Command.Run("dose-response", table, "--metric", "ic50")).Exits(ExitCode.Usage).Error);
    }
}

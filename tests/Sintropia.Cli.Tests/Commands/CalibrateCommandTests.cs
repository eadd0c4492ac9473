using System.Globalization;
using System.Text;
using System.Text.Json;
using Sintropia.Cli.Commands;

namespace Sintropia.Cli.Tests.Commands;

public sealed class CalibrateCommandTests
{
    [Fact]
    public async Task Durations_become_a_preset_that_a_scenario_can_name()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["cells.csv"], Cells());
        var words = (await Command.Run("calibrate", "durations", folder["cells.csv"], "--cell", "cell", "--parent", "mother", "--lineage", "lineage", "--phase", "G1=hours:status", "--resamples", "20", "--out", folder["out"])).Exits(ExitCode.Ok).Output;
        Assert.Contains("G1", words);
        File.Copy(folder["out/preset.yaml"], folder["line.yaml"]);
        File.WriteAllText(folder["scenario.yaml"], "format: 1\nname: s\nseed: 1\nduration: 5 h\ncell_types: { line: { preset: line.yaml } }\ntissues: { dish: { populations: [ { type: line, cells: 50 cells } ] } }\n");

        (await Command.Run("validate", folder["scenario.yaml"])).Exits(ExitCode.Ok);
        Assert.Contains("cells.csv, SHA-256", (await Command.Run("explain", folder["scenario.yaml"])).Exits(ExitCode.Ok).Output);
        Assert.True(File.Exists(folder["out/durations.html"]) && File.Exists(folder["out/durations.csv"]));
    }

    [Fact]
    public async Task A_phase_that_is_no_phase_is_refused_with_an_example()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["cells.csv"], Cells());
        var refused = await Command.Run("calibrate", "durations", folder["cells.csv"], "--cell", "cell", "--phase", "G7=hours");

        refused.Exits(ExitCode.Usage);
        Assert.Contains("G1=g1_frames:g1_status", refused.Error);
    }

    [Fact]
    public async Task Doses_become_rates_and_presets_of_compounds()
    {
        using var folder = new TemporaryFolder();
        var text = new StringBuilder("drug,dose,well,time,count\n");
        foreach (var (dose, i) in ((double[])[0, 0.1, 0.3, 1, 3, 10]).Select((d, i) => (d, i)))
            for (var well = 0; well < 2; well++)
                for (var t = 0; t <= 72; t += 12) text.Append(CultureInfo.InvariantCulture, $"a,{dose},{i}-{well},{t},{Math.Round(500 * Math.Exp((0.03 * (1 - 0.9 * dose / (dose + 0.5))) * t) * (1 + 0.02 * ((t / 12 + well) % 3 - 1)))}\n");
        File.WriteAllText(folder["counts.csv"], text.ToString());
        var lines = (await Command.Run("calibrate", "dose", folder["counts.csv"], "--well", "well", "--unit", "uM", "--resamples", "12", "--out", folder["out"], "--json")).Exits(ExitCode.Ok).Output;

        var numbers = JsonDocument.Parse(lines).RootElement.GetProperty("numbers");
        Assert.InRange(numbers.GetProperty("slowing")[0].GetDouble(), 0.75, 1);
        Assert.True(File.Exists(folder["out/a.yaml"]) && File.Exists(folder["out/doses.html"]) && File.Exists(folder["out/dose-rates.csv"]));
    }

    [Fact]
    public async Task A_scenario_is_calibrated_and_the_same_command_ends_at_once_the_second_time()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["culture.yaml"], "format: 1\nname: culture\nseed: 1\nduration: 24 h\ntick: 12 h\nrecord: every 12 h\nlineage: none\ncell_types: { line: { cycle: { G1: { exponential: 20 h } } } }\ntissues: { dish: { populations: [ { type: line, cells: 200 cells } ] } }\n");
        File.WriteAllText(folder["p.tsv"], "parameterId\tscenarioPath\tparameterScale\tlowerBound\tupperBound\tunit\ncycle\tcell_types.line.cycle.G1.exponential\tlog10\t5\t80\th\n");
        File.WriteAllText(folder["o.tsv"], "observableId\tobservableFormula\tobservableTransformation\ncells\tliving\tlog\n");
        File.WriteAllText(folder["m.tsv"], "observableId\ttime\tmeasurement\ncells\t12\t400\ncells\t24\t800\n");
        string[] command = ["calibrate", "scenario", folder["culture.yaml"], "--parameters", folder["p.tsv"], "--observables", folder["o.tsv"], "--measurements", folder["m.tsv"], "--particles", "60", "--generations", "4", "--out", folder["out"]];
        var first = (await Command.Run(command)).Exits(ExitCode.Ok).Output;
        var posterior = File.ReadAllText(folder["out/posterior.csv"]);
        var second = (await Command.Run(command)).Exits(ExitCode.Ok).Output;

        // Cells double in 12 h where the mean of a memoryless cycle is 12/ln 2 = 17.3 h.
        var row = File.ReadAllLines(folder["out/parameters.csv"])[1].Split(',');
        Assert.InRange(17.3, double.Parse(row[3], CultureInfo.InvariantCulture), double.Parse(row[4], CultureInfo.InvariantCulture));
        Assert.Contains("generation 3", first);
        Assert.DoesNotContain("generation 3:", second);
        Assert.Equal(posterior, File.ReadAllText(folder["out/posterior.csv"]));
        (await Command.Run([.. command, "--seed", "2"])).Exits(ExitCode.Usage);
        (await Command.Run("validate", folder["out/calibrated.yaml"])).Exits(ExitCode.Ok);
    }

    /// <summary>Two generations of 40 families with durations about 12 h, every fifth cut short.</summary>
    private static string Cells()
    {
        var text = new StringBuilder("lineage,cell,mother,hours,status\n");
        for (var family = 0; family < 40; family++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{family},1,0,{5 + family % 7},left_censored\n");
            for (var daughter = 2; daughter <= 3; daughter++) text.Append(CultureInfo.InvariantCulture, $"{family},{daughter},1,{9 + family % 7 + 0.5 * (daughter + family % 3)},{((family + daughter) % 5 == 0 ? "censored" : "observed")}\n");
        }

        return text.ToString();
    }
}

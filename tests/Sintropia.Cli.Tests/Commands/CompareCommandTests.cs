using System.Text.Json;

namespace Sintropia.Cli.Tests.Commands;

public sealed class CompareCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_of_one_scenario_are_equal()
    {
        await Run("a", Cultures.Small());
        await Run("b", Cultures.Small());

        Assert.Contains("Equal to the last bit", (await Compare()).Exits(ExitCode.Ok).Output);
    }

    [Fact]
    public async Task The_first_record_that_differs_is_named_with_the_conditions_that_do_not()
    {
        await Run("a", Cultures.Drugged());
        await Run("b", Cultures.Drugged().Replace("dose: 1 uM", "dose: 2 uM", StringComparison.Ordinal));

        var words = (await Compare()).Exits(ExitCode.Differs).Output;
        var json = JsonDocument.Parse((await Compare("--json")).Exits(ExitCode.Differs).Output).RootElement;

        Assert.Contains("first different at 13 h of treated", words);
        Assert.Contains("the same at every common record: control", words);
        Assert.False(json.GetProperty("equal").GetBoolean());
        Assert.Equal(13, json.GetProperty("first_divergence").GetProperty("time_h").GetDouble());
        var counts = json.GetProperty("counts").EnumerateArray().ToDictionary(c => c.GetProperty("condition").GetString()!);
        Assert.Equal(0, counts["control"].GetProperty("difference").GetInt64());
        var living = Folders.Manifest(_folder["a"]).GetProperty("runs").EnumerateArray().First(r => r.GetProperty("condition").GetString() == "treated").GetProperty("final_living").GetInt64();
        Assert.Equal(living, counts["treated"].GetProperty("a").GetInt64());
    }

    [Fact]
    public async Task What_is_no_run_cannot_be_compared()
    {
        await Run("a", Cultures.Small());

        Assert.Contains("holds no run", (await Compare()).Exits(ExitCode.InvalidInput).Error);
    }

    private Task<Outcome> Compare(params string[] more) => Command.Run(["compare", _folder["a"], _folder["b"], .. more]);

    private async Task Run(string name, string scenario) =>
        (await Command.Run("run", _folder.Write(name + ".yaml", scenario), "--out", _folder[name], "--no-report")).Exits(ExitCode.Ok);
}

using System.Text.Json;

namespace Sintropia.Cli.Tests.Commands;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_scenario_is_explained_in_words_and_for_programs()
    {
        var file = _folder.Write("culture.yaml", Cultures.Drugged());

        var words = (await Command.Run("explain", file)).Exits(ExitCode.Ok).Output;
        var json = JsonDocument.Parse((await Command.Run("explain", file, "--json")).Exits(ExitCode.Ok).Output).RootElement;

        Assert.Contains("2 conditions", words);
        Assert.Equal(words, json.GetProperty("explanation").GetString());
        Assert.Equal(48, json.GetProperty("duration_h").GetDouble());
        Assert.Equal(["control", "treated"], json.GetProperty("conditions").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        Assert.Contains(json.GetProperty("assumptions").EnumerateArray(), a => a.GetProperty("status").GetString() == "assumed");
    }
}

namespace Sintropia.Cli.Tests.Commands;

public sealed class ValidateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_problems_of_all_files_are_told_with_line_and_column_and_the_nearest_thing()
    {
        var good = _folder.Write("good.yaml", Cultures.Small());
        var bad = _folder.Write("bad.yaml", Cultures.Small().Replace("duration: 12 h", "duration: 12", StringComparison.Ordinal).Replace("rb-positive", "rb-positiv", StringComparison.Ordinal));

        var outcome = (await Command.Run("validate", bad, good)).Exits(ExitCode.InvalidInput);

        Assert.Contains($"{bad}:4:11: duration: '12' has no unit", outcome.Error);
        Assert.Contains($"{bad}:8:19:", outcome.Error);
        Assert.Contains("did you mean 'rb-positive'?", outcome.Error);
        Assert.Contains("not valid (2 problems)", outcome.Output);
        Assert.Contains($"{good}: valid (1 condition, 1 replicate, 12 h)", outcome.Output);
    }

    [Fact]
    public async Task A_warning_is_told_and_leaves_the_scenario_valid()
    {
        var file = _folder.Write("unused.yaml", Cultures.Small("compounds: { palbociclib: { preset: palbociclib } }"));

        var outcome = (await Command.Run("validate", file)).Exits(ExitCode.Ok);

        Assert.StartsWith($"warning: {file}:6:", outcome.Error);
        Assert.Contains("1 warning", outcome.Output);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_invalid_input()
    {
        Assert.Contains("nowhere.yaml:1:1: The scenario cannot be read", (await Command.Run("validate", _folder["nowhere.yaml"])).Exits(ExitCode.InvalidInput).Error);
        Assert.Contains("This is a folder", (await Command.Run("run", _folder.Root)).Exits(ExitCode.InvalidInput).Error);
    }
}

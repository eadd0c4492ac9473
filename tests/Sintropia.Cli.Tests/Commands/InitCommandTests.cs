namespace Sintropia.Cli.Tests.Commands;

public sealed class InitCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_example_that_is_listed_can_be_written_and_is_valid_where_it_lands()
    {
        var names = (await Command.Run("init", "--list")).Exits(ExitCode.Ok).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim().Split(' ')[0]).ToArray();
        Assert.Equal("first-culture", names[0]);
        Assert.True(names.Length >= 7);
        foreach (var name in names)
        {
            (await Command.Run("init", _folder[name], "--example", name)).Exits(ExitCode.Ok);
            (await Command.Run("validate", _folder[name, name + ".yaml"])).Exits(ExitCode.Ok);
        }
    }

    [Fact]
    public async Task A_schema_lies_beside_the_scenario_that_names_it()
    {
        (await Command.Run("init", _folder["with"], "--schema")).Exits(ExitCode.Ok);
        (await Command.Run("init", _folder["without"])).Exits(ExitCode.Ok);

        Assert.StartsWith("# yaml-language-server: $schema=scenario.schema.json", File.ReadAllText(_folder["with", "first-culture.yaml"]));
        Assert.True(File.Exists(_folder["with", "scenario.schema.json"]));
        Assert.DoesNotContain("yaml-language-server", File.ReadAllText(_folder["without", "first-culture.yaml"]));
    }

    [Fact]
    public async Task What_is_there_is_never_overwritten()
    {
        var mine = _folder.Write("first-culture.yaml", "mine");

        var refused = (await Command.Run("init", _folder.Root, "--schema")).Exits(ExitCode.Usage);

        Assert.Contains("is there already, so nothing was written", refused.Error);
        Assert.Equal("mine", File.ReadAllText(mine));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.Root));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_an_error_with_its_name()
    {
        var file = _folder.Write("file", "");

        Assert.Contains(file, (await Command.Run("init", Path.Combine(file, "inside"))).Exits(ExitCode.RunFailed).Error);
    }
}

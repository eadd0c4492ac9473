namespace Sintropia.Cli.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_report_is_written_again_wherever_it_is_wanted()
    {
        await Run();

        (await Command.Run("report", _folder["run"])).Exits(ExitCode.Ok);
        (await Command.Run("report", _folder["run"], "--out", _folder["elsewhere.html"])).Exits(ExitCode.Ok);

        Assert.Equal(File.ReadAllText(_folder["run", "report.html"]), File.ReadAllText(_folder["elsewhere.html"]));
    }

    [Fact]
    public async Task What_is_no_run_or_a_damaged_one_has_no_report()
    {
        Assert.Contains("holds no run", (await Command.Run("report", _folder.Root)).Exits(ExitCode.InvalidInput).Error);
        _folder.Write("run.json", "{ half");
        Assert.Contains("run.json is no run of Sintropia", (await Command.Run("report", _folder.Root)).Exits(ExitCode.InvalidInput).Error);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_leaves_the_run_as_it_is()
    {
        await Run();

        Assert.Contains("could not be written", (await Command.Run("report", _folder["run"], "--out", _folder["nowhere", "report.html"])).Exits(ExitCode.RunFailed).Error);
        Assert.Equal("completed", Folders.Manifest(_folder["run"]).GetProperty("status").GetString());
    }

    private async Task Run() => (await Command.Run("run", _folder.Write("run.yaml", Cultures.Small()), "--out", _folder["run"], "--no-report")).Exits(ExitCode.Ok);
}

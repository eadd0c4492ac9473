namespace Sintropia.Cli.Tests.Commands;

public sealed class BranchCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BranchCommandTests() => _folder.Write("late.yaml", "conditions:\n  late: [ { compound: palbociclib, dose: 1 uM, from: 24 h } ]\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_branch_goes_on_beside_the_unchanged_condition_of_its_run()
    {
        await Parent();

        (await Branch("--condition", "control", "--at", "24 h")).Exits(ExitCode.Ok);

        var (parent, branch) = (Folders.Manifest(_folder["run"]), Folders.Manifest(_folder["run-late"]));
        Assert.Equal(["control", "late"], branch.GetProperty("conditions").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(parent.GetProperty("runs")[0].GetProperty("fingerprint").GetString(), branch.GetProperty("runs")[0].GetProperty("fingerprint").GetString());
        Assert.Equal(24, branch.GetProperty("branch_of").GetProperty("at_h").GetDouble());
        Assert.True(File.Exists(_folder["run-late", "paired.csv"]));
        Assert.Contains("the same at every common record: control", (await Command.Run("compare", _folder["run"], _folder["run-late"])).Exits(ExitCode.Differs).Output);
        Assert.Contains("is complete", (await Command.Run("resume", _folder["run-late"])).Exits(ExitCode.Ok).Output);
    }

    [Theory]
    [InlineData("24 h", "treatd", "did you mean 'treated'?")]
    [InlineData("24.1 h", "control", "24.1 h")]
    public async Task A_fork_that_cannot_be_is_an_error_of_the_input(string at, string condition, string message)
    {
        await Parent();

        Assert.Contains(message, (await Branch("--condition", condition, "--at", at)).Exits(ExitCode.InvalidInput).Error, StringComparison.OrdinalIgnoreCase);
        Assert.False(Directory.Exists(_folder["run-late"]));
    }

    [Fact]
    public async Task Not_saying_which_of_several_conditions_to_fork_is_one_problem()
    {
        await Parent();

        var problem = Assert.Single((await Branch("--at", "24 h")).Exits(ExitCode.InvalidInput).Error.Trim().Split('\n'));

        Assert.Contains("Say which of them to fork with --condition", problem);
    }

    [Fact]
    public async Task A_run_whose_scenario_was_changed_since_has_no_past_to_share()
    {
        await Parent();
        File.AppendAllText(_folder["run", "scenario.yaml"], "\n# changed\n");

        Assert.Contains("was changed after the run", (await Branch("--condition", "control", "--at", "24 h")).Exits(ExitCode.InvalidInput).Error);
    }

    [Fact]
    public async Task A_branch_is_not_forked_again()
    {
        await Parent();
        await Branch("--condition", "control", "--at", "24 h");

        Assert.Contains("is itself forked off", (await Command.Run("branch", _folder["run-late"], "--at", "30 h", "--with", _folder["late.yaml"])).Exits(ExitCode.InvalidInput).Error);
    }

    private Task<Outcome> Branch(params string[] more) => Command.Run(["branch", _folder["run"], "--with", _folder["late.yaml"], "--no-report", .. more]);

    private async Task Parent() => (await Command.Run("run", _folder.Write("run.yaml", Cultures.Drugged(100)), "--out", _folder["run"], "--no-report")).Exits(ExitCode.Ok);
}

namespace Sintropia.Cli.Tests.Interruptions;

public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_killed_at_five_random_moments_ends_with_the_bytes_of_one_left_alone()
    {
        _folder.Write("culture.yaml", Cultures.Drugged());
        (await Command.Run("run", _folder["culture.yaml"], "--out", _folder["whole"], "--no-report")).Exits(ExitCode.Ok);
        var records = Folders.Lines(_folder["whole", "fingerprints.csv"]) - 1;
        var random = new Random(20261121);
        var moments = Enumerable.Range(0, 5).Select(_ => random.Next(1, records - 8)).Order().ToArray(); // so late that the run could end before the signal, never
        var killed = 0;

        string[] words = ["run", "culture.yaml", "--out", "killed"];
        foreach (var moment in moments)
        {
            using var process = Command.Start(_folder.Root, [.. words, "--no-report", "--checkpoint-every", "0.001 s"]);
            Waiting.For(process, () => Folders.Lines(_folder["killed", "fingerprints.csv"]) > moment);
            process.Signal(Signals.Kill);
            if ((await process.End()).Code == 128 + Signals.Kill) killed++;
            // Before run.json there is no run yet: the folder holds at most files that a new run replaces.
            words = ["resume", "killed"];
        }

        (await Command.Run("resume", _folder["killed"], "--no-report", "--niche", "64")).Exits(ExitCode.Ok);

        Assert.Equal(5, killed);
        Folders.AssertSame(_folder["whole"], _folder["killed"]);
    }

    [Fact]
    public async Task Sigterm_leaves_a_checkpoint_too()
    {
        _folder.Write("culture.yaml", Cultures.Drugged());
        using var process = Command.Start(_folder.Root, "run", "culture.yaml", "--no-report", "--json", "--checkpoint-every", "0.001 s");
        Waiting.For(process, () => Folders.Lines(_folder["runs", "culture", "fingerprints.csv"]) > 3);
        process.Signal(Signals.Terminate);

        var outcome = (await process.End()).Exits(ExitCode.Terminated);

        Assert.Contains("\"event\":\"paused\"", outcome.Output);
        Assert.Contains("\"exit_code\":143", outcome.Output);
        Assert.NotEmpty(Folders.Checkpoints(_folder["runs", "culture"]));
    }

    [Fact]
    public async Task A_branch_that_was_killed_goes_on_as_a_branch()
    {
        _folder.Write("culture.yaml", Cultures.Drugged());
        _folder.Write("late.yaml", "conditions:\n  late: [ { compound: palbociclib, dose: 1 uM, from: 24 h } ]\n");
        (await Command.Run("run", _folder["culture.yaml"], "--out", _folder["parent"], "--no-report")).Exits(ExitCode.Ok);
        string[] branch = ["branch", _folder["parent"], "--condition", "control", "--at", "12 h", "--with", _folder["late.yaml"], "--no-report"];
        (await Command.Run([.. branch, "--out", _folder["whole"]])).Exits(ExitCode.Ok);

        using var process = Command.Start(_folder.Root, [.. branch, "--out", "killed", "--checkpoint-every", "0.001 s"]);
        Waiting.For(process, () => Folders.Lines(_folder["killed", "fingerprints.csv"]) > 40);
        process.Signal(Signals.Kill);
        (await process.End()).Exits(128 + Signals.Kill);
        (await Command.Run("resume", _folder["killed"], "--no-report")).Exits(ExitCode.Ok);

        Folders.AssertSame(_folder["whole"], _folder["killed"]);
    }
}

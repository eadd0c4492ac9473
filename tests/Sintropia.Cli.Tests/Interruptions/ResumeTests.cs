using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Sintropia.Cli.Tests.Interruptions;

public sealed class ResumeTests(InterruptedRun interrupted) : IClassFixture<InterruptedRun>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ctrl_C_leaves_a_checkpoint_and_says_how_to_go_on()
    {
        var run = interrupted.Copy(_folder);
        interrupted.Outcome.Exits(ExitCode.Interrupted);
        Assert.Contains("Stopped at", interrupted.Outcome.Output);
        Assert.Contains("sintropia resume stopped", interrupted.Outcome.Output);
        Assert.Equal("paused", Folders.Manifest(run).GetProperty("status").GetString());

        (await Resume(run)).Exits(ExitCode.Ok);

        Folders.AssertSame(interrupted.Whole, run);
    }

    [Fact]
    public async Task A_torn_niche_falls_back_to_the_older_checkpoint_and_says_so()
    {
        var run = interrupted.Copy(_folder);
        Truncate(Folders.Checkpoints(run)[^1]);

        var outcome = (await Resume(run)).Exits(ExitCode.Ok);

        Assert.Contains("is torn: niche-", outcome.Output);
        Folders.AssertSame(interrupted.Whole, run);
    }

    [Fact]
    public async Task A_flipped_byte_in_the_description_falls_back_to_the_older_checkpoint_and_says_so()
    {
        var run = interrupted.Copy(_folder);
        Flip(Path.Combine(Folders.Checkpoints(run)[^1], "manifest.json"));

        var outcome = (await Resume(run)).Exits(ExitCode.Ok);

        Assert.Contains("is torn: its manifest.json", outcome.Output);
        Folders.AssertSame(interrupted.Whole, run);
    }

    [Fact]
    public async Task With_both_torn_nothing_is_lost_and_mending_one_is_enough()
    {
        var run = interrupted.Copy(_folder);
        var (older, newer) = (Folders.Checkpoints(run)[^2], Folders.Checkpoints(run)[^1]);
        Truncate(newer);
        Flip(Path.Combine(older, "manifest.json"));
        var table = File.ReadAllBytes(Path.Combine(run, "timeseries.csv"));

        Assert.Contains("is torn", (await Resume(run)).Exits(ExitCode.CheckpointUnusable).Error);
        Assert.Equal(table, File.ReadAllBytes(Path.Combine(run, "timeseries.csv")));
        Assert.Equal(2, Folders.Checkpoints(run).Length);

        Flip(Path.Combine(older, "manifest.json"));
        (await Resume(run)).Exits(ExitCode.Ok);
        Folders.AssertSame(interrupted.Whole, run);
    }

    [Fact]
    public async Task A_checkpoint_of_another_version_is_refused_by_name()
    {
        var run = interrupted.Copy(_folder);
        foreach (var checkpoint in Folders.Checkpoints(run))
        {
            var manifest = Path.Combine(checkpoint, "manifest.json");
            Change(manifest, "sintropia", "0.0.9");
            File.WriteAllText(Path.Combine(checkpoint, "manifest.sha256"), $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(manifest)))}  manifest.json\n");
        }

        Assert.Contains("was written by Sintropia 0.0.9", (await Resume(run)).Exits(ExitCode.CheckpointUnusable).Error);
    }

    [Fact]
    public async Task A_run_of_another_version_is_refused_before_anything_is_touched()
    {
        var run = interrupted.Copy(_folder);
        Change(Path.Combine(run, "run.json"), "sintropia", "0.0.9");

        Assert.Contains("begun with Sintropia 0.0.9", (await Resume(run)).Exits(ExitCode.CheckpointUnusable).Error);
        Assert.Equal("paused", Folders.Manifest(run).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("seed: 11", "seed: 12")]
    [InlineData("dose: 1 uM", "dose: 2 uM")]
    public async Task A_scenario_that_was_changed_since_is_refused_and_putting_it_back_is_enough(string was, string now)
    {
        var run = interrupted.Copy(_folder);
        var scenario = Path.Combine(run, "scenario.yaml");
        var text = File.ReadAllText(scenario);
        File.WriteAllText(scenario, text.Replace(was, now, StringComparison.Ordinal));

        Assert.Contains("was changed after the run began", (await Resume(run)).Exits(ExitCode.CheckpointUnusable).Error);

        File.WriteAllText(scenario, text);
        (await Resume(run)).Exits(ExitCode.Ok);
        Folders.AssertSame(interrupted.Whole, run);
    }

    [Fact]
    public async Task A_table_that_was_cut_is_no_ground_to_go_on_from()
    {
        var run = interrupted.Copy(_folder);
        File.WriteAllText(Path.Combine(run, "events.csv"), "time_h\n");

        Assert.Contains("fewer than", (await Resume(run)).Exits(ExitCode.CheckpointUnusable).Error);
    }

    [Fact]
    public async Task Without_any_checkpoint_a_run_begins_again_and_says_so()
    {
        var run = interrupted.Copy(_folder);
        Directory.Delete(Path.Combine(run, "checkpoints"), recursive: true);

        Assert.Contains("begins again", (await Resume(run)).Exits(ExitCode.Ok).Output);
        Folders.AssertSame(interrupted.Whole, run);
    }

    [Fact]
    public async Task A_run_that_is_complete_says_so_and_stays_as_it_is()
    {
        var run = interrupted.Copy(_folder);
        await Resume(run);

        Assert.Contains("is complete; there is nothing to resume", (await Resume(run)).Exits(ExitCode.Ok).Output);
        Folders.AssertSame(interrupted.Whole, run);
    }

    [Fact]
    public async Task What_is_no_run_cannot_be_resumed()
    {
        Assert.Contains("holds no run", (await Resume(_folder.Root)).Exits(ExitCode.InvalidInput).Error);
    }

    private static Task<Outcome> Resume(string run) => Command.Run("resume", run, "--no-report");

    private static void Truncate(string checkpoint)
    {
        using var niche = new FileStream(Directory.EnumerateFiles(checkpoint, "niche-*.bin").First(), FileMode.Open);
        niche.SetLength(niche.Length / 2);
    }

    private static void Flip(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private static void Change(string path, string key, string value)
    {
        var json = JsonNode.Parse(File.ReadAllText(path), documentOptions: default)!;
        json[key] = value;
        File.WriteAllText(path, json.ToJsonString());
    }
}

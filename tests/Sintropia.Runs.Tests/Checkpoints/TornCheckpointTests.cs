using System.Security.Cryptography;
using System.Text;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Tests.Checkpoints;

public sealed class TornCheckpointTests(FinishedDish finished) : IClassFixture<FinishedDish>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Damages => ["torn niche", "shorter niche", "no niche", "torn manifest", "no manifest", "torn seal", "no seal"];

    [Theory, MemberData(nameof(Damages))]
    public async Task An_older_checkpoint_stands_in_for_a_torn_one(string damage)
    {
        await Dead(keep: 2);
        Assert.Equal(2, Dish.Checkpoints(Run).Count);
        Damage(Dish.Checkpoints(Run)[1], damage);

        var seen = await Resume();
        Assert.Contains(seen, p => p.Note?.Contains("torn") == true);
        Dish.Same(finished.Folder, Run);
    }

    [Fact]
    public async Task If_all_are_torn_the_run_says_so_and_keeps_what_run_json_told()
    {
        await Dish.StopAt(330, Dish.Request(Run, options: Dish.Options(checkpointEverySeconds: 20)));
        var before = Dish.Manifest(Run);
        foreach (var checkpoint in Dish.Checkpoints(Run)) Damage(checkpoint, "torn niche");
        var tables = Dish.Files(Run);

        var run = await Dish.Carry(Dish.Request(Run) with { Continue = true });
        Assert.True(Assert.IsType<CheckpointException>(run.Failure).IsTorn);
        Assert.Equal(before with { Status = RunStatus.Failed, Failure = run.Failure.Message }, Dish.Manifest(Run), Alike);
        Assert.Single(before.Runs);
        Assert.Equal(tables, Dish.Files(Run));
    }

    [Theory]
    [InlineData("sintropia", "0.0.1", "0.0.1")]
    [InlineData("scenario", "0123", "another scenario")]
    public async Task A_whole_checkpoint_of_another_version_or_scenario_is_not_passed_over_for_an_older_one(string key, string value, string told)
    {
        await Dead(keep: 2);
        var newest = Dish.Checkpoints(Run)[1];
        var manifest = File.ReadAllText(Path.Combine(newest, "manifest.json"));
        var changed = System.Text.RegularExpressions.Regex.Replace(manifest, $"\"{key}\":\"[^\"]*\"", $"\"{key}\":\"{value}\"");
        Assert.NotEqual(manifest, changed);
        File.WriteAllText(Path.Combine(newest, "manifest.json"), changed);
        File.WriteAllText(Path.Combine(newest, "manifest.sha256"), $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(changed)))}  manifest.json\n");

        var run = await Dish.Carry(Dish.Request(Run) with { Continue = true });
        Assert.Contains(told, Assert.IsType<CheckpointException>(run.Failure).Message);
        Assert.Equal(2, Dish.Checkpoints(Run).Count);
    }

    [Fact]
    public async Task A_torn_checkpoint_does_not_push_the_next_whole_one_out()
    {
        await Dead(keep: 2);
        Damage(Dish.Checkpoints(Run)[1], "no seal");
        var torn = Path.GetFileName(Dish.Checkpoints(Run)[1]);
        await Dish.StopAt(5, Dish.Request(Run, options: Dish.Options(keep: 1)) with { Continue = true }); // before the tick of the torn one

        var left = Path.GetFileName(Assert.Single(Dish.Checkpoints(Run)));
        Assert.True(string.CompareOrdinal(left, torn) < 0, $"{left} is left");
        await Resume();
        Dish.Same(finished.Folder, Run);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task As_many_checkpoints_are_kept_as_were_asked_for(int keep)
    {
        await Dead(keep);

        Assert.Equal(keep, Dish.Checkpoints(Run).Count);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_checkpoint_that_was_never_finished()
    {
        await Dead(keep: 2);
        var unfinished = Path.Combine(Run, "checkpoints", "part-0009-tick-000000000001.tmp");
        Directory.Move(Dish.Checkpoints(Run)[1], unfinished);

        await Dish.StopAt(20, Dish.Request(Run) with { Continue = true });
        Assert.False(Directory.Exists(unfinished));
        await Resume();
        Dish.Same(finished.Folder, Run);
        Assert.False(Directory.Exists(Path.Combine(Run, "checkpoints")));
    }

    [Fact]
    public async Task Stopped_again_before_the_next_tick_a_run_keeps_the_checkpoint_that_it_has()
    {
        await Dish.StopAt(100, Dish.Request(Run, options: Dish.Options(keep: 1)));
        File.WriteAllText(Path.Combine(Assert.Single(Dish.Checkpoints(Run)), "mark"), "");

        await Dish.StopAt(1, Dish.Request(Run, options: Dish.Options(keep: 1)) with { Continue = true });
        Assert.True(File.Exists(Path.Combine(Assert.Single(Dish.Checkpoints(Run)), "mark"))); // it was not written anew
    }

    public void Dispose() => _folder.Dispose();

    private string Run => _folder["dead"];

    /// <summary>A run whose process died in its second part, with checkpoints some ticks apart.</summary>
    private Task Dead(int keep) => Dish.Kill(250, Dish.Request(_folder["run"], options: Dish.Options(checkpointEverySeconds: 25, keep: keep)), Run);

    private async Task<List<RunProgress>> Resume()
    {
        await using var runs = new LocalRuns(new Clock());
        var seen = new List<RunProgress>();
        await runs.Submit(Dish.Request(Run) with { Continue = true });
        await runs.Inspect(Dish.First, default); // it has begun: who watches only now is told all the same what was torn
        await foreach (var progress in runs.Watch(Dish.First)) seen.Add(progress);
        Assert.Equal((RunStatus.Completed, null), (seen[^1].Status, (await runs.Get(Dish.First)).Failure));
        return seen;
    }

    private static bool Alike(RunManifest one, RunManifest two) => one.ToJson().AsSpan().SequenceEqual(two.ToJson());

    private static void Damage(string checkpoint, string damage)
    {
        var words = damage.Split(' ');
        var file = words[1] switch
        {
            "niche" => Directory.EnumerateFiles(checkpoint, "niche-*").Order(StringComparer.Ordinal).Last(),
            "manifest" => Path.Combine(checkpoint, "manifest.json"),
            _ => Path.Combine(checkpoint, "manifest.sha256"),
        };
        var bytes = File.ReadAllBytes(file);
        if (words[0] == "no") File.Delete(file);
        else if (words[0] == "shorter") File.WriteAllBytes(file, bytes[..^7]);
        else
        {
            bytes[bytes.Length / 3] ^= 1;
            File.WriteAllBytes(file, bytes);
        }
    }
}

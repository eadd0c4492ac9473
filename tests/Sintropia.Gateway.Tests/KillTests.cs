using Sintropia.Client;
using Sintropia.Client.Runs;
using Sintropia.Client.Scenarios;

namespace Sintropia.Gateway.Tests;

/// <summary>Whatever a server was about when it was killed: who starts it again finds every run that was accepted, and each comes to the bits of one that nobody disturbed. SINTROPIA_LONG=1 kills more often.</summary>
public sealed class KillTests : IDisposable
{
    private const int Runs = 3;
    private static readonly string Large = Cultures.Drugged(9).Replace("250 cells", "20000 cells").Replace("capacity: 20000", "capacity: 2000000");
    private static readonly int Kills = Environment.GetEnvironmentVariable("SINTROPIA_LONG") is { Length: > 0 } ? 20 : 5;

    private readonly TemporaryFolder _folder = new();
    private readonly ServerProcess _server;

    public KillTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill -9.");
        _server = new(_folder["data"]);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _server?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Killed_at_random_moments_of_submitting_running_and_downloading_every_run_ends_with_its_right_fingerprint()
    {
        var (expected, table) = await Undisturbed();
        await _server.Start();
        var large = await Submit(Large);
        await _server.Client.Wait(large, Cancelled);
        _server.Kill();

        var random = new Random(20261121);
        var (accepted, keys) = (new Dictionary<string, string>(), new List<(string Key, int Seed)>());
        for (var kill = 0; kill < Kills; kill++)
        {
            await _server.Start();
            for (var i = 0; i < Runs; i++) keys.Add(($"round {kill}, run {i}", i));
            var downloaded = Task.CompletedTask;
            var path = _folder["downloads", $"{kill}.csv"];
            switch (kill % 3)
            {
                case 0:
                    await KillAmong(keys[^Runs..], random.Next(0, Runs), accepted);
                    break;
                case 1:
                    foreach (var (key, seed) in keys[^Runs..]) accepted.Add(key, await Keyed(_server.Client, key, seed));
                    await Events(random.Next(0, 12));
                    _server.Kill();
                    break;
                default:
                    foreach (var (key, seed) in keys[^Runs..]) accepted.Add(key, await Keyed(_server.Client, key, seed));
                    var dies = new Death(_server, random.NextInt64(1, table.Length));
                    downloaded = _server.Client.Download(large, "lineage.csv", path, dies, Cancelled);
                    await dies.Done;
                    break;
            }

            await _server.Start();
            await downloaded; // the same call, which went on when there was a server again
            if (kill % 3 == 2) Assert.Equal(table, await File.ReadAllBytesAsync(path, Cancelled));
            _server.Kill();
        }

        await _server.Start();
        foreach (var (key, seed) in keys) // asked again: the key makes it the same run
        {
            var id = await Keyed(_server.Client, key, seed);
            Assert.Equal(accepted.GetValueOrDefault(key, id), id);
            var ended = await _server.Client.Wait(id, Cancelled);
            Assert.Equal((RunStatus.Completed, expected[seed]), (ended.Run.Status, ended.Fingerprint));
            Assert.Contains(await _server.Client.Files(id, Cancelled), f => f.Name == "report.html");
        }

        Assert.Equal(keys.Count + 1, (await _server.Client.List(cancellation: Cancelled)).Total);
        TestContext.Current.SendDiagnosticMessage($"killed {Kills} times: {accepted.Count} of {keys.Count} runs were answered before, and all ended as undisturbed ones");
    }

    [Fact]
    public async Task Killed_with_a_run_in_each_state_each_is_found_in_its_state()
    {
        await _server.Start();
        var complete = await Submit(Cultures.Drugged(1));
        var fingerprint = (await _server.Client.Wait(complete, Cancelled)).Fingerprint;
        var cancelled = await Submit(Cultures.Small(2));
        await _server.Client.Cancel(cancelled, Cancelled);
        var running = await Submit(Cultures.Endless);
        await Becomes(running, RunStatus.Running);
        var (held, waiting, wanted) = (await Submit(Cultures.Drugged(1)), await Submit(Cultures.Drugged(1)), await Submit(Cultures.Small(4)));
        await _server.Client.Pause(held, Cancelled);

        _server.Kill();
        await _server.Start();

        async Task<RunStatus> Status(string id) => (await _server.Client.Get(id, Cancelled)).Run.Status;
        await Becomes(running, RunStatus.Running);
        Assert.Equal((RunStatus.Completed, fingerprint), (await Status(complete), (await _server.Client.Get(complete, Cancelled)).Fingerprint));
        Assert.NotEqual(RunStatus.Queued, await Status(cancelled));
        Assert.Equal((RunStatus.Paused, RunStatus.Queued, RunStatus.Queued), (await Status(held), await Status(waiting), await Status(wanted)));

        await _server.Client.Pause(running, Cancelled);
        Assert.Equal(fingerprint, (await _server.Client.Wait(waiting, Cancelled)).Fingerprint);
        Assert.Equal(RunStatus.Completed, (await _server.Client.Wait(wanted, Cancelled)).Run.Status);
        Assert.Equal((RunStatus.Paused, RunStatus.Paused), (await Status(running), await Status(held)));
        await _server.Client.Resume(held, Cancelled);
        Assert.Equal(fingerprint, (await _server.Client.Wait(held, Cancelled)).Fingerprint);
        await _server.Client.Cancel(running, Cancelled);
        _server.Kill();
        await _server.Start();
        Assert.Equal(RunStatus.Cancelled, await Status(running));
    }

    [Fact]
    public async Task Killed_in_a_storm_of_submissions_no_run_that_was_answered_is_lost_and_none_is_doubled()
    {
        const int storm = 40;
        await _server.Start();
        await Becomes(await Submit(Cultures.Endless), RunStatus.Running);
        var answered = new List<(int Key, string Id)>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var submissions = Enumerable.Range(0, storm).Select(async key =>
        {
            try
            {
                var run = await _server.Impatient.Submit(new ScenarioText(Cultures.Small(key)), $"storm {key}", Cancelled);
                lock (answered)
                {
                    answered.Add((key, run.Id));
                    if (answered.Count == storm / 4) enough.SetResult();
                }
            }
            catch (ApiException gone) when (gone.Status is null)
            {
                // The server was killed before it answered.
            }
        }).ToList();
        await enough.Task;
        _server.Kill();
        await Task.WhenAll(submissions);

        await _server.Start();
        await _server.Client.Cancel("run-000001", Cancelled);
        var all = new Dictionary<int, string>();
        for (var key = 0; key < storm; key++) all[key] = (await _server.Client.Submit(new ScenarioText(Cultures.Small(key)), $"storm {key}", Cancelled)).Id;

        Assert.All(answered, a => Assert.Equal(a.Id, all[a.Key]));
        Assert.Equal(storm, all.Values.Distinct().Count());
        Assert.Equal(storm + 1, (await _server.Client.List(cancellation: Cancelled)).Total);
        foreach (var id in all.Values) Assert.Equal(RunStatus.Completed, (await _server.Client.Wait(id, Cancelled)).Run.Status);
    }

    [Fact]
    public async Task A_server_that_is_told_to_end_checkpoints_and_goes_on_when_it_is_started_again()
    {
        await _server.Start();
        var id = await Submit(Cultures.Endless);
        double reached = 0;
        await foreach (var position in _server.Client.Watch(id, Cancelled))
            if ((reached = position.TimeH) > 100) break;

        Assert.Equal(143, _server.Terminate());
        await _server.Start();

        await foreach (var position in _server.Client.Watch(id, Cancelled))
        {
            if (position.Status != RunStatus.Running) continue;
            Assert.True(position.TimeH >= reached, $"The run was at {reached} h and began again at {position.TimeH} h.");
            break;
        }
    }

    [Fact]
    public async Task A_branch_that_was_accepted_goes_on_as_a_branch_after_a_death()
    {
        const string branches = "conditions:\n  late: [ { compound: palbociclib, dose: 1 uM, from: 24 h } ]\n";
        await _server.Start();
        var parent = await Submit(Cultures.Drugged(1));
        await _server.Client.Wait(parent, Cancelled);
        var whole = await _server.Client.Wait((await _server.Client.Branch(parent, "12 h", branches, "control", cancellation: Cancelled)).Id, Cancelled);
        var blocker = await Submit(Cultures.Endless);
        var branch = (await _server.Client.Branch(parent, "12 h", branches, "control", "branch", Cancelled)).Id;

        _server.Kill();
        await _server.Start();
        await _server.Client.Cancel(blocker, Cancelled);

        Assert.Equal(whole.Fingerprint, (await _server.Client.Wait(branch, Cancelled)).Fingerprint);
        Assert.Equal(branch, (await _server.Client.Branch(parent, "12 h", branches, "control", "branch", Cancelled)).Id);
    }

    private async Task<string> Submit(string scenario) => (await _server.Client.Submit(new ScenarioText(scenario), cancellation: Cancelled)).Id;

    private async Task Becomes(string id, RunStatus status)
    {
        await foreach (var position in _server.Client.Watch(id, Cancelled))
            if (position.Status == status) return;
        Assert.Equal(status, (await _server.Client.Get(id, Cancelled)).Run.Status);
    }

    /// <summary>Hears some events of the run that is under way, if any is.</summary>
    private async Task Events(int count)
    {
        var under = (await _server.Client.List(RunStatus.Running, cancellation: Cancelled)).Items;
        if (under.Count == 0 || count == 0) return;
        await foreach (var _ in _server.Client.Watch(under[0].Id, Cancelled))
            if (--count == 0) return;
    }

    /// <summary>Submits several at once, and kills the server when some were answered.</summary>
    private async Task KillAmong(IReadOnlyList<(string Key, int Seed)> keys, int answers, Dictionary<string, string> accepted)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (answers == 0) enough.SetResult();
        var submissions = keys.Select(async submitted =>
        {
            try
            {
                var id = await Keyed(_server.Impatient, submitted.Key, submitted.Seed);
                lock (accepted)
                {
                    accepted.Add(submitted.Key, id);
                    if (accepted.Count(a => keys.Any(k => k.Key == a.Key)) == answers) enough.SetResult();
                }
            }
            catch (ApiException gone) when (gone.Status is null)
            {
                // The server was killed before it answered.
            }
        }).ToList();
        await enough.Task;
        _server.Kill();
        await Task.WhenAll(submissions);
    }

    private static async Task<string> Keyed(SintropiaClient client, string key, int seed) => (await client.Submit(new ScenarioText(Cultures.Drugged(seed)), key, Cancelled)).Id;

    /// <summary>Fingerprints of the cultures and the lineage of the large one, of a server that nobody kills.</summary>
    private async Task<(string?[] Fingerprints, byte[] Table)> Undisturbed()
    {
        using var calm = new ServerProcess(_folder["calm"]);
        await calm.Start();
        var fingerprints = new string?[Runs];
        for (var i = 0; i < Runs; i++) fingerprints[i] = (await calm.Client.Wait((await calm.Client.Submit(new ScenarioText(Cultures.Drugged(i)), cancellation: Cancelled)).Id, Cancelled)).Fingerprint;
        Assert.All(fingerprints, Assert.NotNull);
        var large = (await calm.Client.Wait((await calm.Client.Submit(new ScenarioText(Large), cancellation: Cancelled)).Id, Cancelled)).Run.Id;
        await calm.Client.Download(large, "lineage.csv", _folder["lineage.csv"], cancellation: Cancelled);
        return (fingerprints, await File.ReadAllBytesAsync(_folder["lineage.csv"], Cancelled));
    }

    /// <summary>Kills the server when so much of a file has come; whoever reads it is held until it is dead.</summary>
    private sealed class Death(ServerProcess server, long at) : IProgress<long>
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        public void Report(long came)
        {
            if (came < at || _done.Task.IsCompleted) return;
            server.Kill();
            _done.SetResult();
        }
    }
}

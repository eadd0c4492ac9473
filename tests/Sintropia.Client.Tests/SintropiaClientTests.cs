using System.Net;
using Sintropia.Client.Results;
using Sintropia.Client.Runs;
using Sintropia.Client.Scenarios;

namespace Sintropia.Client.Tests;

public sealed class SintropiaClientTests(LocalServer server) : IClassFixture<LocalServer>, IDisposable
{
    private readonly SintropiaClient _client = new(server.Address);
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task From_a_scenario_to_its_results()
    {
        // The same example as client/python/tests/test_example.py, in the same order.
        var scenario = new ScenarioText(Cultures.Drugged);
        Assert.True((await _client.Validate(scenario, Cancelled)).Valid);
        Assert.Contains("palbociclib", (await _client.Explain(scenario, Cancelled)).Explanation);

        var run = await _client.Submit(scenario, cancellation: Cancelled);
        var seen = new List<RunPosition>();
        await foreach (var position in _client.Watch(run.Id, Cancelled)) seen.Add(position);
        Assert.Equal((RunStatus.Completed, 1.0), (seen[^1].Status, seen[^1].Done));

        var detail = await _client.Get(run.Id, Cancelled);
        Assert.Equal(["control", "treated"], detail.Conditions);
        Assert.Equal(32, detail.Fingerprint!.Length);
        var series = (await _client.Timeseries(run.Id, new() { By = ["condition"], Points = 10 }, Cancelled)).Series;
        Assert.Equal(["control", "treated"], series.Select(s => s.Key["condition"]).Order());
        Assert.All(series, s => Assert.Equal(10, s.TimeH.Count));

        await _client.Download(run.Id, "lineage.csv", _folder["lineage.csv"], cancellation: Cancelled);
        var youngest = File.ReadLines(_folder["lineage.csv"]).Skip(1).Select(l => l.Split(',')).Where(f => f[7] == "control").MaxBy(f => int.Parse(f[3], System.Globalization.CultureInfo.InvariantCulture))!;
        var ancestors = await _client.Ancestors(run.Id, youngest[0], "control", 1, Cancelled);
        Assert.Equal(youngest[1], ancestors.Cells[0].Id);
        var descendants = await _client.Descendants(run.Id, ancestors.Cells[^1].Id, "control", 1, cancellation: Cancelled);
        Assert.Contains(descendants.Cells, c => c.Id == youngest[0]);
        Assert.Equal("control", (await _client.Cell(run.Id, youngest[0], Cancelled)).Lives[0].Condition);

        var living = File.ReadLines(_folder["lineage.csv"]).Skip(1).Select(l => l.Split(',')).First(f => f[7] == "control" && Hours(f[9]) < 24 && Hours(f[10]) > 24)[0];
        var dosed = await _client.Wait((await _client.Intervene(run.Id, living, "24 h", new Dictionary<string, string> { ["compound"] = "palbociclib", ["dose"] = "1 uM" }, "control", cancellation: Cancelled)).Id, Cancelled);
        Assert.Equal(["control", $"cell {living[..8]}"], dosed.Conditions);

        var branch = await _client.Branch(run.Id, "12 h", "conditions:\n  late: [ { compound: palbociclib, dose: 1 uM, from: 24 h } ]\n", "control", cancellation: Cancelled);
        Assert.Equal(run.Id, (await _client.Wait(branch.Id, Cancelled)).BranchOf!.Run);
        Assert.NotEmpty(await _client.Models(Cancelled));
        Assert.Equal("sintropia", (await _client.Server(Cancelled)).Name);
    }

    [Fact]
    public async Task A_living_cell_is_followed()
    {
        const string founder = "a900260d2c36d2861a118d084f6f9257";
        var run = await _client.Submit(new(Cultures.Slow), cancellation: Cancelled);
        await foreach (var position in _client.Watch(run.Id, Cancelled))
            if (position.Status == RunStatus.Running) break;
        var seen = new List<Sintropia.Client.Cells.CellEvent>();
        await foreach (var told in _client.FollowCell(run.Id, founder, Cancelled))
        {
            seen.Add(told);
            if (seen.Count == 2) await _client.Cancel(run.Id, Cancelled);
        }

        Assert.Equal(founder, seen[0].State!.Id);
        Assert.Equal("run_over", seen[^1].End!.Why);
    }

    [Fact]
    public async Task Every_run_is_listed_over_pages()
    {
        var submitted = new List<string>();
        for (var i = 0; i < 3; i++) submitted.Add((await _client.Submit(new(Cultures.Small(i)), cancellation: Cancelled)).Id);
        var listed = new List<string>();
        await foreach (var run in _client.All(cancellation: Cancelled)) listed.Add(run.Id);

        Assert.Subset(listed.ToHashSet(), submitted.ToHashSet());
        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Single((await _client.List(limit: 1, cancellation: Cancelled)).Items);
    }

    [Fact]
    public async Task What_is_wrong_with_a_scenario_comes_with_its_line()
    {
        var refused = await Assert.ThrowsAsync<ApiException>(() => _client.Submit(new(Cultures.Small().Replace("duration", "duraton", StringComparison.Ordinal)), cancellation: Cancelled));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid-scenario"), (refused.Status!.Value, refused.Kind));
        Assert.Contains(refused.Problems, p => p is { Line: 4, Nearest: "duration" });
    }

    [Fact]
    public async Task A_scenario_takes_the_files_that_it_names_along()
    {
        var run = await _client.Wait((await _client.Submit(new(Cultures.Drugged), cancellation: Cancelled)).Id, Cancelled);
        await _client.Download(run.Run.Id, "lineage.csv", _folder["data", "mine.csv"], cancellation: Cancelled);
        await File.WriteAllTextAsync(_folder["measured.yaml"], Cultures.Small().Replace("line: { preset: rb-positive }", "line: { cycle: { from: data/mine.csv } }", StringComparison.Ordinal), Cancelled);

        var check = await _client.Validate(ScenarioText.Read(_folder["measured.yaml"], "data/mine.csv"), Cancelled);

        Assert.DoesNotContain(check.Problems, p => p.What.Contains("There is no file", StringComparison.Ordinal));
        Assert.Contains((await _client.Validate(ScenarioText.Read(_folder["measured.yaml"]), Cancelled)).Problems, p => p.What.Contains("There is no file", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_that_are_no_text_are_sent_as_bytes()
    {
        var scenario = ScenarioText.With("x", [new("a.csv", "id,größe\n"u8.ToArray()), new("b.h5ad", [0x89, 0x48, 0x44, 0x46]), new("c.bin", [65, 0, 66])]);

        Assert.Equal(["a.csv"], scenario.Files.Keys);
        Assert.Equal(["b.h5ad", "c.bin"], scenario.BinaryFiles.Keys.Order());
    }

    [Fact]
    public async Task Watching_is_left_when_asked_and_the_run_goes_on()
    {
        var run = await _client.Submit(new(Cultures.Endless), cancellation: Cancelled);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var position in _client.Watch(run.Id, left.Token))
                if (position.Status == RunStatus.Running) await left.CancelAsync();
        });

        Assert.Equal(RunStatus.Running, (await _client.Get(run.Id, Cancelled)).Run.Status);
        await _client.Cancel(run.Id, Cancelled);
    }

    [Fact]
    public async Task A_run_is_paused_resumed_and_cancelled()
    {
        var run = await _client.Submit(new(Cultures.Endless), cancellation: Cancelled);
        await Becomes(run.Id, RunStatus.Running);
        await _client.Pause(run.Id, Cancelled);
        await Becomes(run.Id, RunStatus.Paused);
        await _client.Resume(run.Id, Cancelled);
        await Becomes(run.Id, RunStatus.Running);

        Assert.Equal(RunStatus.Cancelled, (await _client.Cancel(run.Id, Cancelled)).Status);
        Assert.Equal("run-ended", (await Assert.ThrowsAsync<ApiException>(() => _client.Resume(run.Id, Cancelled))).Kind);
    }

    [Fact]
    public async Task Cut_again_and_again_a_watcher_hears_every_event_once()
    {
        await using var proxy = new CuttingProxy(server.Address, connection => 1500 + 200 * (connection % 7));
        using var client = new SintropiaClient(new SintropiaClientOptions(new(proxy.Address)) { LongestWait = TimeSpan.FromMilliseconds(100) });
        var run = await _client.Submit(new(Cultures.Endless), cancellation: Cancelled);
        var numbers = new List<long>();
        await foreach (var told in client.Follow(run.Id, null, Cancelled))
        {
            Assert.False(told.IsGap);
            numbers.Add(long.Parse(told.Id!.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture));
            if (numbers.Count == 40) await _client.Cancel(run.Id, Cancelled);
        }

        Assert.True(proxy.Connections > 3, $"{proxy.Connections} connections");
        Assert.Equal(Enumerable.Range(0, numbers.Count).Select(i => numbers[0] + i), numbers);
    }

    [Fact]
    public async Task Cut_again_and_again_a_download_is_whole()
    {
        var run = await _client.Wait((await _client.Submit(new(Cultures.Drugged), cancellation: Cancelled)).Id, Cancelled);
        var file = (await _client.Files(run.Run.Id, Cancelled)).Single(f => f.Name == "lineage.csv");
        await using var proxy = new CuttingProxy(server.Address, _ => 40_000);
        using var client = new SintropiaClient(new SintropiaClientOptions(new(proxy.Address)) { LongestWait = TimeSpan.FromMilliseconds(50) });
        var lengths = new List<long>();

        await client.Download(run.Run.Id, "lineage.csv", _folder["lineage.csv"], new Heard(lengths), Cancelled);

        Assert.Equal(file.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(_folder["lineage.csv"], Cancelled))));
        Assert.True(proxy.Connections >= file.Bytes / 40_000, $"{proxy.Connections} connections for {file.Bytes} bytes");
        Assert.Equal(lengths.Order(), lengths);
        Assert.Equal([_folder["lineage.csv"]], Directory.EnumerateFiles(_folder.Root));
    }

    [Fact]
    public async Task A_download_goes_on_in_another_process()
    {
        var run = await _client.Wait((await _client.Submit(new(Cultures.Drugged), cancellation: Cancelled)).Id, Cancelled);
        await _client.Download(run.Run.Id, "lineage.csv", _folder["whole.csv"], cancellation: Cancelled);
        var bytes = await File.ReadAllBytesAsync(_folder["whole.csv"], Cancelled);
        var hash = (await _client.Files(run.Run.Id, Cancelled)).Single(f => f.Name == "lineage.csv").Sha256;
        await File.WriteAllBytesAsync(_folder["half.csv.part"], bytes[..(bytes.Length / 2)], Cancelled);
        await File.WriteAllTextAsync(_folder["half.csv.part.tag"], $"\"{hash}\"", Cancelled);
        await File.WriteAllBytesAsync(_folder["all.csv.part"], bytes, Cancelled);
        await File.WriteAllTextAsync(_folder["all.csv.part.tag"], $"\"{hash}\"", Cancelled);
        await File.WriteAllTextAsync(_folder["stale.csv.part"], "of another version", Cancelled);
        await File.WriteAllTextAsync(_folder["stale.csv.part.tag"], "\"another\"", Cancelled);

        foreach (var name in new[] { "half.csv", "all.csv", "stale.csv" })
        {
            await _client.Download(run.Run.Id, "lineage.csv", _folder[name], cancellation: Cancelled);
            Assert.Equal(bytes, await File.ReadAllBytesAsync(_folder[name], Cancelled));
        }
    }

    [Fact]
    public async Task A_part_that_was_spoilt_is_found_by_its_hash()
    {
        var run = await _client.Wait((await _client.Submit(new(Cultures.Small()), cancellation: Cancelled)).Id, Cancelled);
        var hash = (await _client.Files(run.Run.Id, Cancelled)).Single(f => f.Name == "lineage.csv").Sha256;
        await File.WriteAllTextAsync(_folder["lineage.csv.part"], "spoilt", Cancelled);
        await File.WriteAllTextAsync(_folder["lineage.csv.part.tag"], $"\"{hash}\"", Cancelled);

        Assert.Contains("its hash is", (await Assert.ThrowsAsync<IOException>(() => _client.Download(run.Run.Id, "lineage.csv", _folder["lineage.csv"], cancellation: Cancelled))).Message);
        await _client.Download(run.Run.Id, "lineage.csv", _folder["lineage.csv"], cancellation: Cancelled);
    }

    [Fact]
    public async Task Answers_that_are_lost_are_asked_for_again_and_start_one_run()
    {
        // The first three connections carry the request there, and nothing back.
        await using var proxy = new CuttingProxy(server.Address, connection => connection <= 3 ? 0 : long.MaxValue);
        using var client = new SintropiaClient(new SintropiaClientOptions(new(proxy.Address)) { LongestWait = TimeSpan.FromMilliseconds(50) });
        var before = (await _client.List(cancellation: Cancelled)).Total;

        await client.Submit(new(Cultures.Small(99)), cancellation: Cancelled);

        Assert.Equal(before + 1, (await _client.List(cancellation: Cancelled)).Total);
    }

    [Fact]
    public async Task No_server_is_told_with_what_to_do()
    {
        using var client = new SintropiaClient(new SintropiaClientOptions(new("http://127.0.0.1:1")) { Patience = TimeSpan.Zero });
        var none = await Assert.ThrowsAsync<ApiException>(() => client.List(cancellation: Cancelled));

        Assert.Null(none.Status);
        Assert.Contains("sintropia serve", none.Message);
    }

    [Fact]
    public async Task What_is_not_there_is_told_at_once() => Assert.Equal("unknown-run", (await Assert.ThrowsAsync<ApiException>(() => _client.Get("run-999999", Cancelled))).Kind);

    [Fact]
    public void A_token_is_not_shown() => Assert.DoesNotContain("secret", new SintropiaClientOptions(new("http://localhost")) { Token = "secret" }.ToString());

    private async Task Becomes(string id, RunStatus status)
    {
        await foreach (var position in _client.Watch(id, Cancelled))
            if (position.Status == status) return;
        Assert.Fail($"{id} ended and was never {status}.");
    }

    private sealed class Heard(List<long> all) : IProgress<long>
    {
        public void Report(long value) => all.Add(value);
    }

    private static double Hours(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

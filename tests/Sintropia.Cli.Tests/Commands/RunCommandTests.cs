using System.Text.Json;

namespace Sintropia.Cli.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_says_where_its_files_are_with_fingerprint_and_counts()
    {
        var outcome = await Run(Cultures.Drugged(), "run");

        outcome.Exits(ExitCode.Ok);
        Assert.Contains(Folders.Fingerprint(_folder["run"])!, outcome.Output);
        Assert.Contains(_folder["run", "report.html"], outcome.Output);
        Assert.Matches(@"control +300 +[\d,]+ +[\d,]+ +\d+", outcome.Output);
        Assert.Contains("<html", File.ReadAllText(_folder["run", "report.html"]));
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public async Task A_collector_that_is_none_is_refused_and_one_that_is_gone_is_told_of()
    {
        (await Run(Cultures.Small(), "none", "--otlp", "collector")).Exits(ExitCode.Usage);
        Assert.False(Directory.Exists(_folder["none"]));

        var gone = await Run(Cultures.Small(), "gone", "--otlp", "http://127.0.0.1:1", "--no-report");
        gone.Exits(ExitCode.Ok);
        Assert.Contains("The collector at http://127.0.0.1:1/ does not take what it is sent", gone.Error);
    }

    [Fact]
    public async Task Neither_threads_nor_niches_change_a_byte()
    {
        await Run(Cultures.Drugged(), "one", "--threads", "1");
        foreach (var (threads, niche) in ((int, int)[])[(1, 64), (2, 64), (3, 257), (2, 16384)])
        {
            var name = $"{threads}-{niche}";
            (await Run(Cultures.Drugged(), name, "--threads", $"{threads}", "--niche", $"{niche}", "--no-report")).Exits(ExitCode.Ok);
            Folders.AssertSame(_folder["one"], _folder[name]);
        }
    }

    [Fact]
    public async Task A_seed_of_the_command_line_is_kept_in_the_scenario_of_the_run()
    {
        await Run(Cultures.Small(), "given", "--seed", "42", "--no-report");
        await Run(Cultures.Small().Replace("seed: 3", "seed: 42", StringComparison.Ordinal), "written", "--no-report");
        (await Command.Run("run", _folder["given", "scenario.yaml"], "--out", _folder["again"], "--no-report")).Exits(ExitCode.Ok);
        await Run(Cultures.Small(), "other", "--no-report");

        Assert.Equal(42, Folders.Manifest(_folder["given"]).GetProperty("seed").GetInt32());
        Assert.Equal(Folders.Fingerprint(_folder["written"]), Folders.Fingerprint(_folder["given"]));
        Folders.AssertSame(_folder["given"], _folder["again"]);
        Assert.NotEqual(Folders.Fingerprint(_folder["other"]), Folders.Fingerprint(_folder["given"]));
    }

    [Fact]
    public async Task A_seed_that_stands_on_no_line_of_its_own_is_not_guessed()
    {
        var scenario = "{ " + string.Join(", ", Cultures.Small().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith(' ') && l.Length > 1).Take(5)) +
            ", cell_types: { line: { preset: rb-positive } }, tissues: { dish: { populations: [ { type: line, cells: 50 cells } ] } } }";

        (await Run(scenario, "as-it-is", "--no-report")).Exits(ExitCode.Ok);
        Assert.Contains("--seed cannot be written into", (await Run(scenario, "other", "--seed", "42")).Exits(ExitCode.Usage).Error);
    }

    [Fact]
    public async Task A_mark_of_encoding_before_the_text_makes_no_other_scenario()
    {
        _folder.Write("marked.yaml", "\uFEFF" + Cultures.Small());
        (await Command.Run("run", _folder["marked.yaml"], "--out", _folder["marked"], "--no-report")).Exits(ExitCode.Ok);
        await Run(Cultures.Small(), "plain", "--no-report");

        Assert.Equal(Folders.Manifest(_folder["plain"]).GetProperty("scenario_sha256").GetString(), Folders.Manifest(_folder["marked"]).GetProperty("scenario_sha256").GetString());
    }

    [Fact]
    public async Task Json_is_an_object_a_line_from_started_to_completed()
    {
        var outcome = (await Run(Cultures.Drugged(), "run", "--json", "--no-report")).Exits(ExitCode.Ok);

        var events = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal("started", events[0].GetProperty("event").GetString());
        Assert.Equal("completed", events[^1].GetProperty("event").GetString());
        Assert.Equal(Folders.Fingerprint(_folder["run"]), events[^1].GetProperty("fingerprint").GetString());
        Assert.Equal(2, events[^1].GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public async Task A_quiet_run_says_nothing()
    {
        var outcome = (await Run(Cultures.Small(), "run", "--quiet")).Exits(ExitCode.Ok);

        Assert.Equal(("", ""), (outcome.Output, outcome.Error));
    }

    [Fact]
    public async Task An_earlier_run_is_replaced_only_on_demand()
    {
        await Run(Cultures.Small(), "run", "--no-report");
        var before = Folders.Fingerprint(_folder["run"]);

        var refused = (await Run(Cultures.Small(), "run", "--seed", "9")).Exits(ExitCode.Usage);
        Assert.Contains("--overwrite", refused.Error);
        Assert.Equal(before, Folders.Fingerprint(_folder["run"]));

        (await Run(Cultures.Small(), "run", "--seed", "9", "--overwrite", "--no-report")).Exits(ExitCode.Ok);
        Assert.NotEqual(before, Folders.Fingerprint(_folder["run"]));
    }

    [Fact]
    public async Task A_folder_with_anything_else_is_left_alone_even_on_demand()
    {
        Directory.CreateDirectory(_folder["thesis"]);
        File.WriteAllText(_folder["thesis", "chapter.txt"], "years of work");

        Assert.Contains("is not empty and holds no run", (await Run(Cultures.Small(), "thesis", "--overwrite")).Exits(ExitCode.Usage).Error);
        Assert.Equal("years of work", File.ReadAllText(_folder["thesis", "chapter.txt"]));
    }

    [Fact]
    public async Task A_run_that_another_process_writes_is_left_alone()
    {
        await Run(Cultures.Small(), "run", "--no-report");
        using var other = new FileStream(_folder["run", "run.lock"], FileMode.Create, FileAccess.Write, FileShare.None);

        Assert.Contains("another run writes there", (await Run(Cultures.Small(), "run", "--overwrite")).Exits(ExitCode.Usage).Error);
        Assert.Contains("completed", File.ReadAllText(_folder["run", "run.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_culture_that_outgrows_its_limit_fails_with_what_to_change()
    {
        var outcome = (await Run(Cultures.Small("limit: 55 cells"), "run")).Exits(ExitCode.RunFailed);

        Assert.Contains("its limit of 55", outcome.Error);
        Assert.Equal("failed", Folders.Manifest(_folder["run"]).GetProperty("status").GetString());
    }

    private Task<Outcome> Run(string scenario, string name, params string[] more) =>
        Command.Run(["run", _folder.Write(name + ".yaml", scenario), "--out", _folder[name], .. more]);
}

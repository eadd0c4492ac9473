using Sintropia.Data.Hdf5;
using Sintropia.Runs.Results;

namespace Sintropia.Web.Tests.Pages;

/// <summary>What a reader does on the page, in a real browser, against a real server. SINTROPIA_SHOTS=DIR leaves pictures there.</summary>
public sealed class PageTests(PageRuns runs) : IClassFixture<PageRuns>
{
    private Uri Address => runs.Server!.Address;

    [Fact]
    public async Task Without_runs_the_page_says_what_to_do()
    {
        Browser.Need();
        await using var server = await Server.Start();

        await Browser.Follow("nothingYet", server.Address);
    }

    [Fact]
    public async Task A_scenario_is_written_corrected_at_its_line_explained_and_submitted()
    {
        Browser.Need();
        await using var server = await Server.Start();

        await Browser.Follow("submitted", server.Address, new { scenario = Cultures.Small() });
    }

    [Fact]
    public async Task A_scenario_that_is_too_large_is_refused_with_the_limit()
    {
        Browser.Need();
        await using var server = await Server.Start(Server.Web with { MostFounders = 10_000 });

        await Browser.Follow("refusedAtTheDoor", server.Address, new { scenario = Cultures.Small() });
    }

    [Fact]
    public async Task A_run_is_watched_live_through_a_break_paused_resumed_and_cancelled()
    {
        Browser.Need();
        await using var server = await Server.Start();
        var run = await server.Submit(Cultures.Lasting());

        await Browser.Follow("steered", server.Address, new { run });

        Assert.Equal(RunStatus.Cancelled, (await server.Runs.Get(new(run), Server.Cancelled)).Status);
    }

    [Fact]
    public async Task Runs_are_listed_with_their_place_in_the_queue_and_go_on_while_they_are_looked_at()
    {
        Browser.Need();
        await using var server = await Server.Start();
        var running = await server.Submit(Cultures.Lasting());
        await server.Becomes(running, RunStatus.Running);
        await server.Submit(Cultures.Lasting(6));
        await server.Submit(Cultures.Lasting(7));

        await Browser.Follow("queued", server.Address, new { running });

        foreach (var run in await server.Runs.List(Server.Cancelled)) await server.Runs.Cancel(run.Id, Server.Cancelled);
    }

    [Fact]
    public async Task Charts_are_drawn_from_sums_of_the_server()
    {
        Browser.Need();

        await Browser.Follow("charted", Address, new { run = runs.DruggedId, fingerprint = runs.Drugged["fingerprint"]!.GetValue<string>() });
    }

    [Fact]
    public async Task What_blood_carries_is_drawn_by_place_of_runs_that_have_blood()
    {
        Browser.Need();
        await using var server = await Server.Start();
        var run = await server.Submit(Cultures.Patient);
        await server.End(run);

        await Browser.Follow("circulated", server.Address, new { run });
    }

    [Fact]
    public async Task What_predictors_are_asked_is_drawn_while_a_run_is_under_way()
    {
        Browser.Need();
        await using var server = await Server.Start();
        var run = await server.Submit(Cultures.Attentive);

        await Browser.Follow("burdened", server.Address, new { run });

        await server.Runs.Cancel(new(run), Server.Cancelled);
    }

    [Fact]
    public async Task A_million_cells_are_as_light_to_look_at_as_a_hundred()
    {
        Browser.Need();
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SINTROPIA_LONG") is { Length: > 0 }, "A run of a million cells takes some seconds and 300 MB: SINTROPIA_LONG=1 does it.");
        await using var server = await Server.Start();
        var run = await server.Submit(Cultures.Small().Replace("30 cells", "1000000 cells").Replace("duration: 12 h", "duration: 2 h\nlineage: none"));
        await server.End(run);

        await Browser.Follow("weighed", server.Address, new { run, most = 200_000 });
    }

    [Fact]
    public async Task Files_are_downloaded_and_the_report_is_opened()
    {
        Browser.Need();

        await Browser.Follow("downloaded", Address, new { run = runs.DruggedId, bytes = new FileInfo(Path.Combine(runs.Folder, "timeseries.csv")).Length, report = "A report of the test" });
    }

    [Fact]
    public async Task Two_conditions_are_compared()
    {
        Browser.Need();

        await Browser.Follow("compared", Address, new { run = runs.DruggedId });
    }

    [Fact]
    public async Task A_run_is_forked_and_a_mistake_in_its_branches_is_told_at_its_line()
    {
        Browser.Need();

        await Browser.Follow("forked", Address, new { run = runs.DruggedId });
    }

    [Fact]
    public async Task A_lineage_is_walked_by_keyboard_from_ancestors_to_descendants()
    {
        Browser.Need();
        var rows = CsvRows.Read(Path.Combine(runs.Folder, "lineage.csv")).Where(r => r[7] == "control" && r[8] == "1").ToList();
        var clone = rows.GroupBy(r => r[4]).MaxBy(g => g.Count())!;
        var parents = clone.ToDictionary(r => r[0], r => r[1]);
        var leaf = clone.MaxBy(r => int.Parse(r[3], System.Globalization.CultureInfo.InvariantCulture))!;
        var ancestors = 0;
        for (var at = parents[leaf[0]]; at.Length > 0; at = parents[at]) ancestors++;

        await Browser.Follow("walked", Address, new { run = runs.DruggedId, founder = clone.Key, cells = clone.Count(), leaf = leaf[0], ancestors });
    }

    [Fact]
    public async Task A_living_cell_is_followed_until_it_divides_and_then_its_daughter_is()
    {
        Browser.Need();
        await using var server = await Server.Start();
        var run = await server.Submit(Cultures.Slow.Replace("tick: 1 min", "tick: 0.5 min"));
        await server.Becomes(run, RunStatus.Running);
        await server.Runs.Pause(new(run), Server.Cancelled); // until a browser is there
        var cell = Sintropia.Biology.Cells.CellId.Founder(0, 7);

        await Browser.Follow("accompanied", server.Address, new { run, cell = cell.ToString(), daughter = cell.Daughter(0).ToString()[..8] });

        await server.Runs.Cancel(new(run), Server.Cancelled);
    }

    [Fact]
    public async Task Something_is_done_to_one_cell_in_a_fork()
    {
        Browser.Need();
        var cell = CsvRows.Read(Path.Combine(runs.Folder, "lineage.csv")).First(r => r[7] == "control" && r[8] == "1" && r[1].Length > 0 && r[11] == "divided");

        await Browser.Follow("aimed", Address, new { run = runs.DruggedId, founder = cell[4], cell = cell[0] });
    }

    [Fact]
    public async Task Cells_are_seen_by_what_they_express_and_a_dose_is_thought_onto_one()
    {
        Browser.Need();
        Assert.SkipUnless(HdfLibrary.IsPresent, $"libhdf5 is not on this machine: {HdfLibrary.Problem}");

        await Browser.Follow("thought", Address, new { run = runs.Listening });
    }

    [Fact]
    public async Task A_run_without_expression_says_so()
    {
        Browser.Need();

        await Browser.Follow("silent", Address, new { run = runs.DruggedId });
    }

    [Fact]
    public async Task Models_show_their_cards()
    {
        Browser.Need();

        await Browser.Follow("carded", Address);
    }

    [Fact]
    public async Task A_token_is_asked_for_and_kept_while_the_tab_is_open()
    {
        Browser.Need();
        const string token = "0123456789abcdef0123456789abcdef";
        await using var server = await Server.Start(Server.Web with { Token = token }, completed: folder => File.WriteAllText(Path.Combine(folder, "report.html"), "<!doctype html><title>Report</title><p>A report of the test</p>"));
        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await server.End(await server.Submit(Cultures.Small()));

        await Browser.Follow("tokened", server.Address, new { token });
    }

    [Fact]
    public async Task Light_and_dark_follow_the_system_and_a_switch()
    {
        Browser.Need();

        await Browser.Follow("coloured", Address);
    }

    [Fact]
    public async Task Every_view_fits_into_a_narrow_window()
    {
        Browser.Need();

        await Browser.Follow("narrow", Address, new { pages = Views().Select(v => new[] { v[0], v[1] }) });
    }

    [Fact]
    public async Task The_page_is_walked_by_keyboard()
    {
        Browser.Need();

        await Browser.Follow("typed", Address);
    }

    [Fact]
    public async Task What_goes_wrong_is_said_with_what_to_do()
    {
        Browser.Need();

        await Browser.Follow("lost", Address);
    }

    [Fact]
    public async Task Pictures_of_every_view_are_taken_where_somebody_asks_for_them()
    {
        Browser.Need();
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SINTROPIA_SHOTS") is { Length: > 0 }, "SINTROPIA_SHOTS names no folder, so that nobody wants pictures.");

        await Browser.Follow("pictures", Address, new { pages = Views() });

        Assert.True(Directory.GetFiles(Environment.GetEnvironmentVariable("SINTROPIA_SHOTS")!, "*-dark-390.png").Length >= Views().Count());
    }

    private IEnumerable<string[]> Views() =>
    [
        ["/", ".runs li", "runs"], ["/submit", ".problems .good", "submit"], [$"/runs/{runs.DruggedId}", ".chart svg path", "run"], [$"/runs/{runs.DruggedId}/lineage?condition=control&founder=1", ".tree g", "lineage"],
        [$"/runs/{runs.Listening}/expression", HdfLibrary.IsPresent ? ".virtual .chart svg path" : ".part", "expression"], [$"/runs/{runs.DruggedId}/files", ".part table", "files"], [$"/runs/{runs.DruggedId}/branch", "textarea", "branch"],
        [$"/compare?a={runs.DruggedId}&ac=control&b={runs.DruggedId}&bc=treated", ".chart svg path", "compare"], ["/models", ".card", "models"],
    ];
}

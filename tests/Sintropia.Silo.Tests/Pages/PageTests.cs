using Sintropia.Biology.Cells;
using Sintropia.Data.Hdf5;
using Sintropia.Web.Tests;
using Sintropia.Web.Tests.Pages;
using RunStatus = Sintropia.Client.Runs.RunStatus;

namespace Sintropia.Silo.Tests.Pages;

/// <summary>What a reader does on the page, in a real browser, where a silo that is a gateway and nothing else serves it over the cluster. The flows are those of Sintropia.Web.Tests.</summary>
public sealed class PageTests(ServedCluster cluster) : IClassFixture<ServedCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scenario_is_written_corrected_at_its_line_explained_and_submitted()
    {
        await Begin();

        await Browser.Follow("submitted", cluster.Address, new { scenario = Cultures.Small() });
    }

    [Fact]
    public async Task A_run_is_watched_live_through_a_break_paused_resumed_and_cancelled()
    {
        await Begin();
        var run = await cluster.Submit(Cultures.Endless().Replace("record: every 1000 h", "record: every 10 h"));

        await Browser.Follow("steered", cluster.Address, new { run });

        Assert.Equal(RunStatus.Cancelled, (await cluster.Client.Get(run, Cancelled)).Run.Status);
    }

    [Fact]
    public async Task Charts_are_drawn_from_sums_of_the_gateway()
    {
        await Begin();

        await Browser.Follow("charted", cluster.Address, new { run = cluster.Drugged.Run.Id, fingerprint = cluster.Drugged.Fingerprint });
    }

    [Fact]
    public async Task What_predictors_of_other_machines_are_asked_is_drawn_while_a_run_is_under_way()
    {
        await Begin();
        var run = await cluster.Submit(Cultures.Attentive);

        await Browser.Follow("burdened", cluster.Address, new { run });

        await cluster.Client.Cancel(run, Cancelled);
    }

    [Fact]
    public async Task Files_are_downloaded_and_the_report_that_a_silo_wrote_is_opened()
    {
        await Begin();

        await Browser.Follow("downloaded", cluster.Address, new { run = cluster.Drugged.Run.Id, bytes = await cluster.Bytes(cluster.Drugged, "timeseries.csv"), report = "A drugged culture" });
    }

    [Fact]
    public async Task A_run_is_forked_and_a_mistake_in_its_branches_is_told_at_its_line()
    {
        await Begin();

        await Browser.Follow("forked", cluster.Address, new { run = cluster.Drugged.Run.Id });
    }

    [Fact]
    public async Task A_living_cell_is_followed_until_it_divides_and_then_its_daughter_is()
    {
        await Begin();
        var run = await cluster.Submit(Cultures.Slow.Replace("tick: 1 min", "tick: 0.5 min"));
        await foreach (var position in cluster.Client.Watch(run, Cancelled))
            if (position.Status == RunStatus.Running) break;
        await cluster.Client.Pause(run, Cancelled); // until a browser is there
        var cell = CellId.Founder(0, 7);

        await Browser.Follow("accompanied", cluster.Address, new { run, cell = cell.ToString(), daughter = cell.Daughter(0).ToString()[..8] });

        await cluster.Client.Cancel(run, Cancelled);
    }

    [Fact]
    public async Task Something_is_done_to_one_cell_in_a_fork()
    {
        await Begin();
        var cell = (await cluster.Rows(cluster.Drugged, "lineage.csv")).First(r => r[7] == "control" && r[8] == "1" && r[1].Length > 0 && r[11] == "divided");

        await Browser.Follow("aimed", cluster.Address, new { run = cluster.Drugged.Run.Id, founder = cell[4], cell = cell[0] });
    }

    [Fact]
    public async Task Cells_are_seen_by_what_they_express_and_a_dose_is_thought_onto_one()
    {
        await Begin();
        Assert.SkipUnless(HdfLibrary.IsPresent, $"libhdf5 is not on this machine: {HdfLibrary.Problem}");

        await Browser.Follow("thought", cluster.Address, new { run = cluster.Listening.Run.Id });
    }

    private async Task Begin()
    {
        Browser.Need();
        await cluster.Begun();
    }
}

using System.Text.Json;

namespace Sintropia.Reports.Tests;

public sealed class RunReportTests
{
    [Fact]
    public void A_whole_run_becomes_one_page()
    {
        using var temporary = new TemporaryFolder();
        // For eyes: SINTROPIA_REPORT_SAMPLE=folder keeps a larger sample and its report there.
        var kept = Environment.GetEnvironmentVariable("SINTROPIA_REPORT_SAMPLE");
        var folder = kept ?? temporary.Path;
        SampleRun.Write(folder, founders: kept is null ? 40 : 600);

        var path = RunReport.Write(folder);

        Assert.Equal(Path.Combine(Path.GetFullPath(folder), "report.html"), path);
        Assert.EndsWith("</html>", File.ReadAllText(path).TrimEnd(), StringComparison.Ordinal);
        Assert.False(File.Exists(path + ".tmp"));
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, founders: 12);

        var first = File.ReadAllBytes(RunReport.Write(folder.Path, folder["first.html"]));

        Assert.Equal(first, File.ReadAllBytes(RunReport.Write(folder.Path, folder["second.html"])));
    }

    [Fact]
    public void Rate_doubling_time_and_GR_are_those_of_the_counts()
    {
        using var folder = new TemporaryFolder();
        HandWrittenRun.Write(folder.Path);

        var rows = RunReport.Summarize(folder.Path).Metrics.Rows;

        Assert.Equal(Math.Log(4) / 20, rows[0].Rate.Value!.Value, 12);
        Assert.Equal(10, rows[0].DoublingH.Value!.Value, 12);
        Assert.Equal(Math.Sqrt(2) - 1, rows[1].Gr.Value!.Value, 12); // half the rate of the control: 2^½ − 1
        Assert.Equal(400, rows[0].Last);
        Assert.Equal(0.75, rows[0].Fractions["G1"]); // the dead are no part of it
        Assert.Null(rows[0].Rate.Low); // no clones.csv, no interval
    }

    [Fact]
    public void Growth_is_taken_from_the_first_intervention_that_sets_a_condition_apart()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, founders: 12);

        var metrics = RunReport.Summarize(folder.Path).Metrics;

        Assert.Equal((24, 96, 12), (metrics.FromH, metrics.ToH, metrics.Groups));
        Assert.All(metrics.Rows, row => Assert.True(row.Rate.Low < row.Rate.Value && row.Rate.Value < row.Rate.High));
        Assert.True(metrics.Rows[1].Gr.High < 1, "palbociclib slows this culture");
    }

    [Fact]
    public void The_result_is_told_in_words_with_its_numbers()
    {
        using var folder = new TemporaryFolder();
        HandWrittenRun.Write(folder.Path);

        var words = RunReport.Summarize(folder.Path).Summary;

        Assert.Equal("In control, 100 founders became 400 living cells in 20 h (4-fold). They doubled every 10 h.", words[0]);
        Assert.Equal("Drug ended at 2-fold (200 living cells): GR 0.41 against control.", words[1]);
    }

    [Fact]
    public void A_name_cannot_become_markup()
    {
        const string Evil = "</script><script>alert(1)</script><!-- \" ' & \u2028";
        using var folder = new TemporaryFolder();
        HandWrittenRun.Write(folder.Path, name: Evil, drug: Evil);

        foreach (var options in new ReportOptions[] { new(), new() { PlainTables = true } })
        {
            var html = File.ReadAllText(RunReport.Write(folder.Path, options: options));
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<!-- \"", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_payload_comes_back_as_it_went_in()
    {
        Assert.SkipUnless(RunReport.IsInteractive, "The page was built without node.");
        using var folder = new TemporaryFolder();
        HandWrittenRun.Write(folder.Path, name: "</script> __SINTROPIA_PAYLOAD__ __SINTROPIA_TITLE__");

        var html = File.ReadAllText(RunReport.Write(folder.Path));
        const string Opening = "<script id=\"payload\" type=\"application/json\">";
        var start = html.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length;
        using var payload = JsonDocument.Parse(html[start..html.IndexOf("</script>", start, StringComparison.Ordinal)]);

        Assert.Equal("</script> __SINTROPIA_PAYLOAD__ __SINTROPIA_TITLE__", payload.RootElement.GetProperty("run").GetProperty("name").GetString());
        Assert.Equal([100, 400], payload.RootElement.GetProperty("growth")[0].GetProperty("mean").EnumerateArray().Select(value => value.GetInt32()));
    }

    [Fact]
    public void A_seed_past_two_to_the_53_keeps_its_digits()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder.Path, founders: 4, replicates: 1);

        Assert.Equal("18446744073709551557", RunReport.Summarize(folder.Path).Run.Seed);
    }

    [Fact]
    public void Only_run_json_has_to_be_there()
    {
        using var folder = new TemporaryFolder();
        HandWrittenRun.Write(folder.Path, status: "running");
        File.Delete(folder["timeseries.csv"]);

        var payload = RunReport.Summarize(folder.Path);

        Assert.Null(payload.Lineage);
        Assert.Empty(payload.Exposures);
        Assert.Contains(payload.Notices, notice => notice.Contains("no cells yet", StringComparison.Ordinal));
        Assert.Contains(payload.Notices, notice => notice.Contains("not completed (running)", StringComparison.Ordinal));
        Assert.True(new FileInfo(RunReport.Write(folder.Path)).Length > 0);
        Assert.True(new FileInfo(RunReport.Write(folder.Path, options: new() { PlainTables = true })).Length > 0);
    }

    [Fact]
    public void A_folder_that_is_no_run_is_named()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains(folder.Path, Assert.Throws<FileNotFoundException>(() => RunReport.Write(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_torn_run_json_is_named_with_its_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["run.json"], "{\n\"name\": \"x\",\n\"seed\": ");

        Assert.Contains("run.json, line 3", Assert.Throws<InvalidDataException>(() => RunReport.Summarize(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_may_be_null_and_lists_may_not()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["run.json"], """{ "name": "x", "description": null, "finished": null, "status": "running" }""");
        Assert.Equal("", RunReport.Summarize(folder.Path).Run.Description);

        File.WriteAllText(folder["run.json"], """{ "name": "x", "conditions": null }""");
        Assert.Contains("conditions", Assert.Throws<InvalidDataException>(() => RunReport.Summarize(folder.Path)).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RunReport.Summarize("nowhere", new() { MaximumPoints = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => RunReport.Summarize("nowhere", new() { MaximumTreeCells = 0 }));
    }
}

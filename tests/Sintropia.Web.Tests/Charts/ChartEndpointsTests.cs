using System.Globalization;
using System.Net;
using Sintropia.Runs.Results;
using Sintropia.Web.Charts;
using Sintropia.Web.Problems;

namespace Sintropia.Web.Tests.Charts;

public sealed class ChartEndpointsTests(FinishedRun finished) : IClassFixture<FinishedRun>
{
    private readonly Server _server = finished.Server;

    private string At => $"/api/v1/runs/{finished.Id}/timeseries";

    [Fact]
    public async Task Counts_are_summed_over_what_is_left_out_and_replicates_averaged()
    {
        var answer = await _server.Told($"{At}?by=condition");

        var rows = CsvRows.Read(Path.Combine(finished.Folder, "timeseries.csv")).ToList();
        foreach (var series in answer["series"]!.AsArray())
        {
            var condition = series!["key"]!["condition"]!.GetValue<string>();
            var times = series["time_h"]!.AsArray().Select(t => t!.GetValue<double>()).ToList();
            var values = series["value"]!.AsArray().Select(t => t!.GetValue<double>()).ToList();
            Assert.Equal(times.Order(), times);
            for (var i = 0; i < times.Count; i++)
                Assert.Equal(rows.Where(r => r[1] == condition && double.Parse(r[0], CultureInfo.InvariantCulture) == times[i]).Sum(r => double.Parse(r[^1], CultureInfo.InvariantCulture)) / 2, values[i]);
        }

        Assert.Equal(2, answer["series"]!.AsArray().Count);
        Assert.Equal(rows.Count, answer["rows"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_blood_carries_is_told_by_place_and_of_a_run_without_blood_there_is_none()
    {
        await using var server = await Server.Start();
        var patient = await server.Submit(Cultures.Patient);
        Assert.Equal("completed", (await server.End(patient))["run"]!["status"]!.GetValue<string>());

        var plasma = (await server.Told($"/api/v1/runs/{patient}/timeseries?table=circulation&by=condition,unit&place=plasma&quantity=concentration"))["series"]!.AsArray().Single(s => s!["key"]!["condition"]!.GetValue<string>() == "treated")!;

        Assert.Equal("uM", plasma["key"]!["unit"]!.GetValue<string>());
        Assert.Equal(0, plasma["value"]![0]!.GetValue<double>());
        Assert.True(plasma["value"]!.AsArray().Max(v => v!.GetValue<double>()) > 0);
        Assert.Empty((await _server.Told($"{At}?table=circulation"))["series"]!.AsArray());
    }

    [Fact]
    public async Task Series_are_thinned_with_both_ends_kept()
    {
        var line = (await _server.Told($"{At}?by=condition&points=4&condition=control"))["series"]![0]!;

        Assert.Equal(4, line["time_h"]!.AsArray().Count);
        Assert.Equal((0.0, 36.0), (line["time_h"]![0]!.GetValue<double>(), line["time_h"]![3]!.GetValue<double>()));
    }

    [Theory]
    [InlineData("table=events")]
    [InlineData("table=exposure")]
    [InlineData("table=timeseries&by=")]
    [InlineData("table=events&event=divisions&by=condition,replicate")]
    public async Task Other_tables_are_read_too(string query) => Assert.NotEmpty((await _server.Told($"{At}?{query}"))["series"]!.AsArray());

    [Theory]
    [InlineData("table=lineage")]
    [InlineData("table=../run.json")]
    [InlineData("by=fate")]
    [InlineData("points=1")]
    [InlineData("points=1000000")]
    [InlineData("points=many")]
    [InlineData("table=events&phase=G1")]
    public async Task What_cannot_be_charted_is_refused(string query) => Server.IsProblem(HttpStatusCode.BadRequest, "bad-request", await _server.Get($"{At}?{query}"));

    [Fact]
    public async Task A_run_that_recorded_nothing_yet_has_no_series()
    {
        await using var server = await Server.Start();
        await server.Submit(Cultures.Endless());
        var waits = await server.Submit(Cultures.Small());

        Assert.Empty((await server.Told($"/api/v1/runs/{waits}/timeseries"))["series"]!.AsArray());
    }

    [Fact]
    public void Half_a_row_at_the_end_of_a_table_under_way_is_left_out()
    {
        using var reader = new StringReader("time_h,condition,replicate,organ,tissue,cell_type,phase,value\n0,a,1,o,t,c,G1,5\n1,a,1,o,t,c,G1,7\n2,a,1,o,t,c,G1,1");

        var line = Assert.Single(TimeseriesTable.Read(reader, TimeseriesQuery.Of(null, "phase", null, new Dictionary<string, string?>()), growing: true, Server.Cancelled).Series);

        Assert.Equal([5, 7], line.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("time_h,condi")]
    [InlineData("time_h,condition,replicate,organ,tissue,cell_type,phase,value\n")]
    public void Half_a_head_of_a_table_under_way_is_a_table_without_rows(string text)
    {
        using var reader = new StringReader(text);

        Assert.Empty(TimeseriesTable.Read(reader, TimeseriesQuery.Of(null, "phase", null, new Dictionary<string, string?>()), growing: true, Server.Cancelled).Series);
    }

    [Fact]
    public void A_chart_of_too_many_series_says_what_to_do()
    {
        using var reader = new StringReader("time_h,condition,replicate,organ,tissue,cell_type,phase,value\n" + string.Join('\n', Enumerable.Range(0, 1000).Select(i => $"0,c{i},1,o,t,c,G1,5")) + "\n");

        Assert.Contains("fewer columns", Assert.Throws<ApiProblem>(() => TimeseriesTable.Read(reader, TimeseriesQuery.Of(null, "condition", null, new Dictionary<string, string?>()), growing: false, Server.Cancelled)).Message);
    }
}

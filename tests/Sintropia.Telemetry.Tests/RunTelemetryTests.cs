using System.Diagnostics;
using Sintropia.Telemetry.Tests.Collecting;

namespace Sintropia.Telemetry.Tests;

/// <summary>One export at a time: all listen to the same sources.</summary>
public sealed class RunTelemetryTests
{
    [Fact]
    public async Task A_run_is_a_trace_of_parts_ticks_tissues_niches_and_batches()
    {
        await using var collector = await Collector.Start();
        using (TelemetryExport.Start(Options(collector, TraceDetail.Niches), "culture")) Culture.Run();

        Assert.Equal("culture", collector.Service);
        var spans = collector.Spans.ToDictionary(s => s.Id);
        var run = Assert.Single(spans.Values, s => s.Name == "run");
        Assert.Equal("", run.Parent);
        Assert.All(spans.Values, s => Assert.Equal(run.Trace, s.Trace));
        Assert.All(spans.Values, s => Assert.True(s.End >= s.Start, $"{s.Name} ended before it began."));
        Assert.Equal(
            ["checkpoint < part", "niche < tissue", "part < run", "predictor batch < tissue", "tick < part", "tissue < tick"],
            spans.Values.Where(s => s != run).Select(s => $"{s.Name} < {spans[s.Parent].Name}").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Culture.Ticks, spans.Values.Count(s => s.Name == "tick"));
        Assert.Equal(Enumerable.Range(0, Culture.Ticks).Select(t => (long)t), spans.Values.Where(s => s.Name == "tick").Select(s => (long)s.Attributes["sintropia.tick"]).Order());
        Assert.All(spans.Values.Where(s => s.Name == "tick"), tick =>
            Assert.Equal(["dish", "other"], spans.Values.Where(s => s.Parent == tick.Id).Select(s => (string)s.Attributes["sintropia.tissue"]).Order()));
    }

    [Fact]
    public async Task Spans_say_what_they_are_of()
    {
        await using var collector = await Collector.Start();
        using (TelemetryExport.Start(Options(collector, TraceDetail.Niches), "culture")) Culture.Run("named");

        var run = Assert.Single(collector.Spans, s => s.Name == "run");
        Assert.Equal(("named", "Dish", false, "completed", 1), ((string)run.Attributes["sintropia.run"], (string)run.Attributes["sintropia.scenario"], (bool)run.Attributes["sintropia.resumed"], (string)run.Attributes["sintropia.status"], run.Status));
        var first = collector.Spans.Single(s => s.Name == "tick" && (long)s.Attributes["sintropia.tick"] == 0);
        Assert.Equal((340L, 0.0), ((long)first.Attributes["sintropia.cells"], (double)first.Attributes["sintropia.time_h"]));
        var tissues = collector.Spans.Where(s => s.Parent == first.Id).ToList();
        Assert.Equal([("culture", 300L), ("culture", 40L)], tissues.OrderByDescending(t => (long)t.Attributes["sintropia.cells"]).Select(t => ((string)t.Attributes["sintropia.organ"], (long)t.Attributes["sintropia.cells"])));
        // Cells of niches add up to those of their tissue, and founders are all asked about in the first tick.
        Assert.All(tissues, t =>
        {
            Assert.Equal((long)t.Attributes["sintropia.cells"], collector.Spans.Where(s => s.Parent == t.Id && s.Name == "niche").Sum(s => (long)s.Attributes["sintropia.cells"]));
            var batches = collector.Spans.Where(s => s.Parent == t.Id && s.Name == "predictor batch").ToList();
            Assert.All(batches, b => Assert.Equal(("stand-in", 0.0), ((string)b.Attributes["sintropia.predictor"], (double)b.Attributes["sintropia.wait_s"])));
            Assert.InRange(batches.Sum(b => (long)b.Attributes["sintropia.batch_size"]), (long)t.Attributes["sintropia.cells"], 2 * (long)t.Attributes["sintropia.cells"]);
        });
        Assert.All(collector.Spans.Where(s => s.Name == "checkpoint"), s => Assert.StartsWith("part-0000-tick-", (string)s.Attributes["sintropia.checkpoint"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TraceDetail.None, "")]
    [InlineData(TraceDetail.Runs, "checkpoint part run")]
    [InlineData(TraceDetail.Ticks, "checkpoint part run tick tissue")]
    public async Task Traces_go_down_as_far_as_was_asked(TraceDetail detail, string names)
    {
        await using var collector = await Collector.Start();
        using (TelemetryExport.Start(Options(collector, detail), "culture")) Culture.Run();

        Assert.Equal(names, string.Join(' ', collector.Spans.Select(s => s.Name).Distinct().Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Metrics_add_up_to_what_the_run_says()
    {
        await using var collector = await Collector.Start();
        Runs.Results.PartSummary end;
        using (TelemetryExport.Start(Options(collector, TraceDetail.None), "culture")) end = Culture.Run("counted");

        var last = collector.Points.Where(p => p.Attributes.GetValueOrDefault("run") is "counted").GroupBy(p => (p.Name, p.Attributes.GetValueOrDefault("cause"), p.Attributes.GetValueOrDefault("phase"))).ToDictionary(g => g.Key, g => g.Last());
        Assert.Equal(end.Divisions, last[("sintropia.divisions", null, null)].Value);
        Assert.Equal(end.Deaths, last[("sintropia.deaths", "apoptosis", null)].Value);
        Assert.Equal(Culture.Ticks, last[("sintropia.tick.duration", null, null)].Value);
        Assert.InRange(last[("sintropia.cell_steps", null, null)].Value, Culture.Ticks * 300, Culture.Ticks * (end.FinalLiving + end.Deaths + end.Divisions));
        Assert.True(last[("sintropia.checkpoint.bytes", null, null)].Value > 10_000 * last[("sintropia.checkpoint.duration", null, null)].Value);
        var asked = collector.Points.Last(p => p.Name == "sintropia.predictor.batch.size").Value;
        Assert.Equal(asked, collector.Points.Last(p => p.Name == "sintropia.predictor.batch.duration").Value);
        Assert.True(asked > 2 * Culture.Ticks);
    }

    [Fact]
    public async Task Metrics_have_the_names_kinds_and_units_that_dashboards_ask_for()
    {
        await using var collector = await Collector.Start();
        using (TelemetryExport.Start(Options(collector, TraceDetail.None) with { MetricsEvery = TimeSpan.FromMilliseconds(100) }, "culture"))
        {
            // Cells are shown of runs under way only, so it takes one that is seen while it goes on.
            var until = Stopwatch.StartNew();
            while (!collector.Points.Any(p => p.Name == "sintropia.cells") && until.Elapsed < TimeSpan.FromMinutes(1)) Culture.Run();
        }

        Assert.Equal(
            [
                "sintropia.cell_steps counter {step}", "sintropia.cells gauge {cell}", "sintropia.checkpoint.bytes counter By", "sintropia.checkpoint.duration histogram s",
                "sintropia.deaths counter {death}", "sintropia.divisions counter {division}", "sintropia.predictor.batch.duration histogram s", "sintropia.predictor.batch.size histogram {cell}", "sintropia.tick.duration histogram s",
            ],
            collector.Points.Where(p => p.Name.StartsWith("sintropia.", StringComparison.Ordinal)).Select(p => $"{p.Name} {p.Kind} {p.Unit}").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["G0", "G1", "G2", "M", "S", "apoptotic", "mitotic_death", "necrotic", "senescent"], collector.Points.Where(p => p.Name == "sintropia.cells").Select(p => (string)p.Attributes["phase"]).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(collector.Points, p => p.Name == "dotnet.process.memory.working_set");
    }

    [Fact]
    public async Task A_run_asked_for_by_a_request_is_a_trace_of_its_own()
    {
        await using var collector = await Collector.Start();
        using var requests = new ActivitySource("Sintropia.Test.Requests");
        using (TelemetryExport.Start(Options(collector, TraceDetail.Ticks), "culture", [requests.Name]))
        {
            using var request = requests.StartActivity("request");
            Assert.NotNull(request);
            Culture.Run();
        }

        var (run, asked) = (collector.Spans.Single(s => s.Name == "run"), collector.Spans.Single(s => s.Name == "request"));
        Assert.Equal("", run.Parent);
        Assert.NotEqual(asked.Trace, run.Trace);
    }

    [Fact]
    public async Task Whoever_is_watched_ends_with_the_same_bits()
    {
        await using var collector = await Collector.Start();
        string watched;
        using (TelemetryExport.Start(Options(collector, TraceDetail.Niches), "culture")) watched = Culture.Run().Fingerprint;

        Assert.Equal(Culture.Run().Fingerprint, watched);
    }

    [Fact]
    public async Task A_collector_that_is_gone_is_told_of_once_and_the_run_goes_on()
    {
        Uri gone;
        await using (var collector = await Collector.Start()) gone = collector.Address;
        var told = new List<string>();
        using (TelemetryExport.Start(new() { OtlpEndpoint = gone, Protocol = TelemetryProtocol.Http, MetricsEvery = TimeSpan.FromMilliseconds(100) }, "culture", trouble: sentence =>
        {
            lock (told) told.Add(sentence);
        })) Culture.Run();

        var sentence = Assert.Single(told);
        Assert.Contains(gone.ToString(), sentence, StringComparison.Ordinal);
        Assert.Contains("the run is not affected", sentence, StringComparison.Ordinal);
    }

    private static TelemetryOptions Options(Collector collector, TraceDetail detail) => new() { OtlpEndpoint = collector.Address, Protocol = TelemetryProtocol.Http, Traces = detail };
}

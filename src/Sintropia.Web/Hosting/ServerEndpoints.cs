using System.Globalization;
using System.Text;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Queue;
using Sintropia.Runs.Results;
using Sintropia.Web.Events;

namespace Sintropia.Web.Hosting;

/// <summary>What the server is and how it does.</summary>
internal static class ServerEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("", (WebOptions web, IRuns runs) => TypedResults.Ok(new ServerCard("sintropia", RunExecution.Version, (long)web.MaxBodyMegabytes << 20, (runs as QueuedRuns)?.MostWaiting, web.MostFounders, web.SubmitsPerMinute, web.MostWatchers)))
            .WithTags("Server").WithName("getServer").WithSummary("Says what this server is, and how much it takes").Produces<ServerCard>();
        api.MapGet("/metrics", Metrics).WithTags("Server").WithName("getMetrics").WithSummary("Counts runs and readers, for Prometheus").Produces<string>(StatusCodes.Status200OK, "text/plain");
    }

    private static async Task<IResult> Metrics(IRuns runs, RunFeeds feeds, CancellationToken cancellation)
    {
        var counts = (await runs.List(cancellation)).CountBy(r => r.Status).ToDictionary();
        var text = new StringBuilder("# HELP sintropia_runs Runs by status.\n# TYPE sintropia_runs gauge\n");
        foreach (var status in Enum.GetValues<RunStatus>()) text.Append(CultureInfo.InvariantCulture, $"sintropia_runs{{status=\"{status.ToString().ToLowerInvariant()}\"}} {counts.GetValueOrDefault(status)}\n");
        text.Append(CultureInfo.InvariantCulture, $"# HELP sintropia_watchers Readers of progress.\n# TYPE sintropia_watchers gauge\nsintropia_watchers {feeds.Readers}\n");
        text.Append(CultureInfo.InvariantCulture, $"# HELP sintropia_process_memory_bytes Memory of the process.\n# TYPE sintropia_process_memory_bytes gauge\nsintropia_process_memory_bytes {Environment.WorkingSet}\n");
        var heap = GC.GetGCMemoryInfo(GCKind.Any);
        text.Append(CultureInfo.InvariantCulture, $"# HELP sintropia_process_heap_bytes Memory of objects after the last collection.\n# TYPE sintropia_process_heap_bytes gauge\nsintropia_process_heap_bytes {heap.HeapSizeBytes}\n");
        text.Append(CultureInfo.InvariantCulture, $"# HELP sintropia_process_heap_committed_bytes Memory that is kept for objects.\n# TYPE sintropia_process_heap_committed_bytes gauge\nsintropia_process_heap_committed_bytes {heap.TotalCommittedBytes}\n");
        return TypedResults.Text(text.ToString(), "text/plain; version=0.0.4; charset=utf-8");
    }
}

using System.Text;
using Microsoft.AspNetCore.Mvc;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Web.Hosting;

namespace Sintropia.Web.Charts;

/// <summary>Tables of a run, summed up here: a chart of a million cells is as small as one of a hundred.</summary>
internal static class ChartEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/runs/{id}/timeseries", Read).WithTags("Results").WithName("readTimeseries").WithSummary("Sums a table of a run up for charts, also while it is written")
        .Produces<TimeseriesView>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).RequireRateLimiting(Limits.Scanning);

    private static async Task<IResult> Read(
        string id, IRuns runs, CancellationToken cancellation, string? table = null, string? by = null, int? points = null, string? condition = null, string? replicate = null, string? organ = null, string? tissue = null,
        [FromQuery(Name = "cell_type")] string? cellType = null, string? phase = null, [FromQuery(Name = "event")] string? happened = null, string? substance = null, string? place = null, string? quantity = null)
    {
        var query = TimeseriesQuery.Of(table, by, points, new Dictionary<string, string?>
        {
            ["condition"] = condition, ["replicate"] = replicate, ["organ"] = organ, ["tissue"] = tissue, ["cell_type"] = cellType, ["phase"] = phase, ["event"] = happened, ["substance"] = substance, ["place"] = place, ["quantity"] = quantity,
        });
        var view = await runs.Get(new(id), cancellation);
        Stream stream;
        try
        {
            stream = await runs.Open(new(id), query.Table + ".csv", cancellation);
        }
        catch (FileNotFoundException) when (view.Status is RunStatus.Queued or RunStatus.Running or RunStatus.Paused || query.Table == TimeseriesQuery.Circulation)
        {
            return TypedResults.Ok(new TimeseriesView(query.Table, query.By, 0, [])); // nothing was recorded yet, or there is no blood
        }

        await using (stream)
        {
            using var reader = new StreamReader(stream, Encoding.UTF8, false, 1 << 16);
            return TypedResults.Ok(TimeseriesTable.Read(reader, query, view.Status != RunStatus.Completed, cancellation));
        }
    }
}

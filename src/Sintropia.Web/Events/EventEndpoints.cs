using System.Buffers;
using Microsoft.AspNetCore.Mvc;
using Sintropia.Runs.Port;
using Sintropia.Web.Hosting;
using Sintropia.Web.Runs;

namespace Sintropia.Web.Events;

/// <summary>The progress of a run as server-sent events.</summary>
internal static class EventEndpoints
{
    private const int MostBytes = 1 << 16;

    public static void Map(RouteGroupBuilder api) => api.MapGet("/runs/{id}/events", Follow).WithTags("Runs").WithName("followRun").WithSummary("Tells how far a run is, as server-sent events")
        .WithDescription("Events are `progress`, `end` and `gap`; the data of the first two is a run position. With Last-Event-ID the stream goes on after that event; `gap` says that others in between are no longer kept, and each event holds the whole state. A stream that was read to its `end` is answered 204.")
        .Produces<RunPosition>(StatusCodes.Status200OK, "text/event-stream").Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task Follow(string id, HttpContext context, [FromHeader(Name = "Last-Event-ID")] string? lastEvent, RunFeeds feeds, WebOptions web, IHostApplicationLifetime host, TimeProvider time, CancellationToken cancellation)
    {
        var feed = await feeds.Join(new RunId(id), cancellation);
        try
        {
            var (heard, missing) = feed.Place(lastEvent);
            if (lastEvent is not null && !missing && heard == feed.Last && feed.HasEnded)
            {
                context.Response.StatusCode = StatusCodes.Status204NoContent; // a browser comes back by itself, until it is told this
                return;
            }

            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellation, host.ApplicationStopping);
            var writer = new EventWriter(context, web, time, leaving.Token);
            writer.Begin();
            if (missing) writer.Buffer.Write(RunFeed.Gap(null));
            while (true)
            {
                feed.Read(ref heard, writer.Buffer, MostBytes);
                await writer.Send();
                if (heard < feed.Last) continue;
                if (feed.IsOver && heard == feed.Last) return;
                await writer.Wait(feed.News(heard));
            }
        }
        catch (OperationCanceledException)
        {
            // The reader went, did not read, or the server is about to stop: all three may come back.
        }
        finally
        {
            feeds.Leave(feed);
        }
    }
}

using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Sintropia.Runs.Port;
using Sintropia.Web.Hosting;
using Sintropia.Web.Runs;

namespace Sintropia.Web.Events;

/// <summary>The progress of a run as server-sent events.</summary>
internal static class EventEndpoints
{
    private const int MostBytes = 1 << 16;

    private static ReadOnlySpan<byte> Beginning => "retry: 2000\n\n"u8;

    private static ReadOnlySpan<byte> Heartbeat => ":\n\n"u8;

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
            await new Reader(context, feed, web, time, leaving.Token).Read(heard, missing);
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

    private sealed class Reader(HttpContext context, RunFeed feed, WebOptions web, TimeProvider time, CancellationToken leaving)
    {
        private readonly ArrayBufferWriter<byte> _buffer = new(1024);

        public async Task Read(long heard, bool missing)
        {
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            _buffer.Write(Beginning);
            if (missing) _buffer.Write(RunFeed.Gap(null));
            while (true)
            {
                feed.Read(ref heard, _buffer, MostBytes);
                await Write();
                if (heard < feed.Last) continue;
                if (feed.IsOver && heard == feed.Last) return;
                try
                {
                    await feed.News(heard).WaitAsync(web.Heartbeat, time, leaving);
                }
                catch (TimeoutException)
                {
                    _buffer.Write(Heartbeat);
                }
            }
        }

        /// <summary>Writes what there is; a reader who takes it too slowly loses the connection, and can come back for the rest.</summary>
        private async Task Write()
        {
            if (_buffer.WrittenCount == 0) return;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(leaving);
            patience.CancelAfter(web.ReaderPatience);
            try
            {
                await context.Response.BodyWriter.WriteAsync(_buffer.WrittenMemory, patience.Token);
                _buffer.ResetWrittenCount();
            }
            catch (OperationCanceledException) when (!leaving.IsCancellationRequested)
            {
                context.Abort();
                throw;
            }
        }
    }
}

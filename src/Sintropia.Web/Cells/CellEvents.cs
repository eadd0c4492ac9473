using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Web.Events;
using Sintropia.Web.Hosting;
using Sintropia.Web.Problems;

namespace Sintropia.Web.Cells;

/// <summary>One living cell as server-sent events, looked at whenever its run tells how far it is.</summary>
internal static class CellEvents
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/runs/{id}/cells/{cell}/events", Follow).WithTags("Cells").WithName("followCell").WithSummary("Follows a living cell, as server-sent events")
        .WithDescription("Events are `cell`, whose data is the state of the cell, and `end`, which says why there are no more and whom to follow next. Each holds the whole state, so a reader who comes back goes on with the present one. While the run is held nothing is told.")
        .Produces<CellState>(StatusCodes.Status200OK, "text/event-stream").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task Follow(string id, string cell, HttpContext context, IRuns runs, RunFeeds feeds, WebOptions web, IHostApplicationLifetime host, TimeProvider time, CancellationToken cancellation)
    {
        var (run, which) = (new RunId(id), CellEndpoints.Which(cell));
        var feed = await feeds.Join(run, cancellation);
        try
        {
            var look = new Look(runs, run, which);
            var first = await look.Again(cancellation);
            while (first is null && look.Status == RunStatus.Running && !look.HasSeen && !feed.IsOver)
            {
                await feed.News(feed.Last).WaitAsync(cancellation);
                first = await look.Again(cancellation);
            }

            if (first is null)
                throw look.Status == RunStatus.Running ? new ApiProblem(StatusCodes.Status404NotFound, "unknown-cell", "The cell does not live now in the part of the run that is under way. GET the cell itself to see what became of it, or follow one that lives.")
                    : new ApiProblem(StatusCodes.Status409Conflict, "not-under-way", $"The run is {look.Status.ToString().ToLowerInvariant()}, so none of its cells can be followed. Follow it when the run is under way.");
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellation, host.ApplicationStopping);
            var writer = new EventWriter(context, web, time, leaving.Token);
            writer.Begin();
            await Tell(look, first, feed, writer, leaving.Token);
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

    private static async Task Tell(Look look, CellView first, RunFeed feed, EventWriter writer, CancellationToken leaving)
    {
        var (last, condition, replicate) = (first, look.Condition, look.Replicate);
        writer.Tell("cell", CellState.Of(first));
        for (var heard = feed.Last; ;)
        {
            await writer.Send();
            await writer.Wait(feed.News(heard));
            if (feed.Last == heard && !feed.IsOver) continue; // a sign of life
            heard = feed.Last;
            var now = await look.Again(leaving);
            string? why = null;
            if (feed.HasEnded || look.Status is RunStatus.Completed or RunStatus.Cancelled or RunStatus.Failed) why = "run_over";
            else if (feed.IsOver) return; // nobody tells any more: the reader comes back
            else if (look.Status != RunStatus.Running || !look.HasSeen) continue; // held, or just about to be, or to go on
            else if ((look.Condition, look.Replicate) != (condition, replicate) || now?.Time < last.Time) why = "part_over";
            else if (now is null) why = await look.Divided(leaving) switch { true => "divided", false => last.Phase.IsLiving() ? "gone" : "died", null => null };
            if (why is not null)
            {
                writer.Tell("end", new CellEnd(why, condition, replicate, last.Time, why == "divided" ? look.Daughters : []));
                await writer.Send();
                return;
            }

            if (now is null) continue; // what became of it is seen when the run goes on
            if (now.Time > last.Time) writer.Tell("cell", CellState.Of(now));
            last = now;
        }
    }

    /// <summary>Looks at the cell, and at what its run is about.</summary>
    private sealed class Look(IRuns runs, RunId run, CellId cell)
    {
        public RunStatus Status { get; private set; }

        /// <summary>Whether the last look was into a run that was under way: then a cell that was not seen is not there.</summary>
        public bool HasSeen { get; private set; }

        public string Condition { get; private set; } = "";

        public int Replicate { get; private set; } = 1;

        public IReadOnlyList<string> Daughters => [cell.Daughter(0).ToString(), cell.Daughter(1).ToString()];

        /// <returns>The cell; null if it is not there, or the run is not under way.</returns>
        public async Task<CellView?> Again(CancellationToken cancellation)
        {
            var seen = await At(cell, cancellation);
            var view = await runs.Get(run, cancellation);
            Status = view.Status;
            if (view.Progress is { } at) (Condition, Replicate) = (at.Condition, at.Replicate);
            return seen;
        }

        /// <returns>Whether it has; null if the run was held meanwhile, so that this cannot be seen now.</returns>
        public async Task<bool?> Divided(CancellationToken cancellation)
        {
            for (var i = 0; i < 2; i++)
            {
                if (await At(cell.Daughter(i), cancellation) is not null) return true;
                if (!HasSeen) return null;
            }

            return false;
        }

        private async Task<CellView?> At(CellId one, CancellationToken cancellation)
        {
            HasSeen = false;
            if ((await runs.Get(run, cancellation)).Status != RunStatus.Running) return null;
            try
            {
                var seen = await runs.Inspect(run, one, cancellation);
                HasSeen = true;
                return seen;
            }
            catch (InvalidOperationException)
            {
                return null; // the run ended, or was held, in between
            }
        }
    }
}

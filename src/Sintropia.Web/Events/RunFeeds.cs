using System.Security.Cryptography;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Web.Hosting;
using Sintropia.Web.Problems;

namespace Sintropia.Web.Events;

/// <summary>The feeds of the runs that somebody watches, or watched a short while ago. Each listens to its run once, however many read.</summary>
internal sealed class RunFeeds(IRuns runs, WebOptions web, IHostApplicationLifetime host, TimeProvider time, ILogger<RunFeeds> log)
{
    private const int Most = 64; // runs that are listened to; those that nobody reads go first

    private readonly Lock _gate = new();
    private readonly Dictionary<RunId, (RunFeed Feed, CancellationTokenSource End)> _feeds = [];
    private int _readers;

    /// <summary>Readers at this time.</summary>
    public int Readers => Volatile.Read(ref _readers);

    /// <summary>Joins the readers of a run.</summary>
    /// <exception cref="UnknownRunException">There is no such run.</exception>
    /// <exception cref="ApiProblem">As many read as may.</exception>
    public async Task<RunFeed> Join(RunId id, CancellationToken cancellation)
    {
        var view = await runs.Get(id, cancellation);
        lock (_gate)
        {
            if (_readers >= web.MostWatchers)
                throw new ApiProblem(StatusCodes.Status503ServiceUnavailable, "too-many-watchers", $"{web.MostWatchers} readers follow runs here, which is the limit (Web:MostWatchers). Ask for the run itself now and then instead, or again later.") { RetryAfter = 30 };
            var ended = view.Status is RunStatus.Completed or RunStatus.Cancelled or RunStatus.Failed;
            if (!_feeds.TryGetValue(id, out var found) || (found.Feed.IsOver && !(ended && found.Feed.HasEnded))) found = Listen(id);
            found.Feed.Readers++;
            _readers++;
            found.Feed.LastUsed = time.GetTimestamp();
            return found.Feed;
        }
    }

    /// <summary>Leaves them.</summary>
    public void Leave(RunFeed feed)
    {
        lock (_gate)
        {
            feed.Readers--;
            _readers--;
            feed.LastUsed = time.GetTimestamp();
        }
    }

    private (RunFeed Feed, CancellationTokenSource End) Listen(RunId id)
    {
        foreach (var (idle, old) in _feeds.Where(f => f.Value.Feed.Readers == 0).OrderBy(f => f.Value.Feed.LastUsed).Take(_feeds.Count - Most + 1).ToList())
        {
            old.End.Cancel();
            _feeds.Remove(idle);
        }

        var feed = new RunFeed(web.KeptEvents, RandomNumberGenerator.GetHexString(8, lowercase: true));
        var made = (feed, CancellationTokenSource.CreateLinkedTokenSource(host.ApplicationStopping));
        _feeds[id] = made;
        _ = Task.Run(() => Pump(id, feed, made.Item2.Token));
        return made;
    }

    private async Task Pump(RunId id, RunFeed feed, CancellationToken cancellation)
    {
        try
        {
            await foreach (var progress in runs.Watch(id, cancellation)) feed.Add(progress);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody reads it any more, or the server is about to stop.
        }
        catch (Exception lost) // the edge of a feed: its readers come back, and then a new one listens
        {
            log.LogWarning(lost, "Run {Run} can no longer be followed.", id);
        }
        finally
        {
            feed.Close();
        }
    }
}

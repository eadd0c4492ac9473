using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Web.Hosting;
using Sintropia.Web.Runs;

namespace Sintropia.Web.Events;

/// <summary>
/// What a run tells, numbered, with the last of it kept: any number of readers share it, each with a number of its own to go on from, and one that does not read holds nothing back. Numbers begin anew
/// with each feed, so its name stands before them: who comes with the number of another is told that something may be missing.
/// </summary>
internal sealed class RunFeed(int kept, string name)
{
    private readonly Lock _gate = new();
    private readonly byte[]?[] _frames = new byte[]?[kept];
    private TaskCompletionSource _news = New();
    private long _last;
    private bool _over, _ended;

    /// <summary>The number of the newest event; 0 before the first.</summary>
    public long Last
    {
        get
        {
            lock (_gate) return _last;
        }
    }

    /// <summary>Whether nothing more is told.</summary>
    public bool IsOver
    {
        get
        {
            lock (_gate) return _over;
        }
    }

    /// <summary>Whether the last that was told is how the run ended.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_gate) return _ended;
        }
    }

    public int Readers;

    public long LastUsed { get; set; }

    /// <summary>Adds an event.</summary>
    public void Add(RunProgress progress)
    {
        var ends = progress.Status is RunStatus.Completed or RunStatus.Cancelled or RunStatus.Failed;
        var data = JsonSerializer.SerializeToUtf8Bytes(RunPosition.Of(progress), Spelling.Json);
        lock (_gate)
        {
            _last++;
            _ended = ends;
            _frames[_last % kept] = Frame(_last, ends ? "end" : "progress", data);
            Wake();
        }
    }

    /// <summary>Nothing more is told.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _over = true;
            Wake();
        }
    }

    /// <summary>Where a reader goes on who has heard up to an event.</summary>
    /// <param name="id">The id of that event; null for one that begins, who hears the newest first.</param>
    /// <returns>The number of what was heard, and whether anything in between may be missing.</returns>
    public (long Heard, bool Missing) Place(string? id)
    {
        lock (_gate)
        {
            if (id is null) return (Math.Max(0, _last - 1), false);
            return id.StartsWith(name + "-", StringComparison.Ordinal) && long.TryParse(id.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var heard) && heard <= _last
                ? (heard, false)
                : (Math.Max(0, _last - 1), true);
        }
    }

    /// <summary>What comes after an event, as much as fits.</summary>
    /// <param name="heard">The number of the last that was heard; set to that of the last that is given.</param>
    /// <param name="into">Where it is written.</param>
    /// <param name="most">Bytes from which on no further event is added.</param>
    /// <returns>Events that are no longer kept, and were left out.</returns>
    public long Read(ref long heard, IBufferWriter<byte> into, int most)
    {
        lock (_gate)
        {
            var oldest = Math.Max(1, _last - kept + 1);
            var missed = Math.Max(0, oldest - heard - 1);
            heard += missed;
            if (missed > 0) into.Write(Gap(missed));
            for (var written = 0; heard < _last && written < most;)
            {
                var frame = _frames[++heard % kept]!;
                into.Write(frame);
                written += frame.Length;
            }

            return missed;
        }
    }

    /// <summary>Completes when there is something after an event, or the feed is over.</summary>
    public Task News(long heard)
    {
        lock (_gate) return heard < _last || _over ? Task.CompletedTask : _news.Task;
    }

    /// <summary>The event that tells a reader that others are missing.</summary>
    public static byte[] Gap(long? missed) => Encoding.UTF8.GetBytes($"event: gap\ndata: {{\"missed\":{missed?.ToString(CultureInfo.InvariantCulture) ?? "null"}}}\n\n");

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private byte[] Frame(long number, string kind, byte[] data) => [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {name}-{number}\nevent: {kind}\ndata: ")), .. data, (byte)'\n', (byte)'\n'];

    private void Wake()
    {
        var news = _news;
        _news = New();
        news.TrySetResult();
    }
}

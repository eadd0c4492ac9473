using System.Diagnostics;
using System.Globalization;
using Sintropia.Client;
using Sintropia.Client.Runs;

namespace Sintropia.Benchmarks.Serving;

/// <summary>One who follows a run: counts what does not come, comes twice or late. What an event says of the wall time of its run is when it was told, but for a constant; the least difference of all watchers is taken for it.</summary>
internal sealed class Watcher(SintropiaClient client, string run)
{
    private readonly List<double> _delays = [];
    private string? _last;
    private long _number;

    public long Heard { get; private set; }

    public long Lost { get; private set; }

    public long Twice { get; private set; }

    /// <summary>When the last event came, less the wall time that it tells, s.</summary>
    public IReadOnlyList<double> Take()
    {
        lock (_delays)
        {
            var taken = _delays.ToList();
            _delays.Clear();
            return taken;
        }
    }

    /// <summary>Follows until told to leave, from where it left the last time.</summary>
    public async Task Follow(CancellationToken leave)
    {
        try
        {
            await foreach (var told in client.Follow(run, _last, leave)) Hear(told);
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            // It comes back, or the measurement is over.
        }
    }

    private void Hear(RunEvent told)
    {
        var now = Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
        if (told.Id is null)
        {
            Lost += told.Missed ?? 1;
            return;
        }

        var number = long.Parse(told.Id.AsSpan(told.Id.IndexOf('-') + 1), CultureInfo.InvariantCulture);
        if (_last is not null && number <= _number) Twice++;
        if (_last is not null && number > _number + 1) Lost += number - _number - 1;
        var joins = _last is null; // it hears what was told before it came, which is not late
        (_last, _number, Heard) = (told.Id, number, Heard + 1);
        if (joins || told.Position is not { Status: RunStatus.Running, Note: null } position) return;
        lock (_delays) _delays.Add(now - position.WallSeconds);
    }
}

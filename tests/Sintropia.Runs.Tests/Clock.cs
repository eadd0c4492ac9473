namespace Sintropia.Runs.Tests;

/// <summary>A clock that moves on by a second whenever a run looks at it, so that a run reports after every tick; and that can act at one of these looks, always the same one.</summary>
internal sealed class Clock : TimeProvider
{
    private readonly DateTimeOffset _first = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _seconds;
    private int _looks;

    /// <summary>What to do at a look, given its number from 1; done by the run's own thread.</summary>
    public Action<int>? AtLook { get; set; }

    public override long TimestampFrequency => 1;

    public override long GetTimestamp()
    {
        AtLook?.Invoke(Interlocked.Increment(ref _looks));
        return Interlocked.Increment(ref _seconds);
    }

    public override DateTimeOffset GetUtcNow() => _first.AddSeconds(Interlocked.Increment(ref _seconds));

    public void Pass(TimeSpan time) => Interlocked.Add(ref _seconds, (long)time.TotalSeconds);
}

using Sintropia.Cli.Terminals;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;

namespace Sintropia.Cli.Watching;

/// <summary>An object a line, for programs: started, progress once a second, note.</summary>
internal sealed class JsonView(Terminal terminal) : IRunView
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private long _last;
    private int _part;

    public void Begin(RunRequest request) => JsonLine.Write(terminal.Output, new
    {
        Event = "started",
        request.Plan.Name,
        Directory = Path.GetFullPath(request.Directory),
        Resumed = request.Continue,
        request.Plan.Seed,
        DurationH = request.Plan.Duration,
        request.Plan.Conditions,
        request.Plan.Replicates,
        request.Options.Simulation.Threads,
    });

    public void Show(RunProgress progress, double secondsLeft)
    {
        // The first of each part too, so that a reader of a short run sees all of them.
        if (progress.Part == _part && terminal.Time.GetElapsedTime(_last) < Every) return;
        (_part, _last) = (progress.Part, terminal.Time.GetTimestamp());
        JsonLine.Write(terminal.Output, new
        {
            Event = "progress",
            progress.Condition,
            progress.Replicate,
            progress.Part,
            progress.Parts,
            TimeH = progress.Time,
            DurationH = progress.Duration,
            progress.Living,
            progress.Divisions,
            progress.Deaths,
            progress.Done,
            progress.Effort.WallSeconds,
            EquivalentCellUpdatesPerSecond = progress.Effort.EquivalentUpdatesPerSecond,
            SecondsLeft = double.IsFinite(secondsLeft) ? secondsLeft : (double?)null,
        });
    }

    public void Tell(string note) => JsonLine.Write(terminal.Output, new { Event = "note", Text = note });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

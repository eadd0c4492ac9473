using System.Globalization;
using Sintropia.Cli.Terminals;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;

namespace Sintropia.Cli.Watching;

/// <summary>A line every few seconds, for files and pipes.</summary>
internal sealed class LinesView(Terminal terminal) : IRunView
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private long _last = terminal.Time.GetTimestamp();

    public void Begin(RunRequest request) => terminal.Output.WriteLine(RunInWords.Beginning(request));

    public void Show(RunProgress progress, double secondsLeft)
    {
        if (terminal.Time.GetElapsedTime(_last) < Every) return;
        _last = terminal.Time.GetTimestamp();
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{progress.Done * 100,5:f1} %  {RunInWords.Place(progress)}, {Words.Count(progress.Living, "living cell")}, {Words.Rate(progress.Effort.EquivalentUpdatesPerSecond)} updates/s{RunInWords.Left(secondsLeft, ", ")}"));
    }

    public void Tell(string note) => terminal.Output.WriteLine(note);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

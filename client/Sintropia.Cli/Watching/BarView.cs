using Sintropia.Cli.Terminals;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Spectre.Console;

namespace Sintropia.Cli.Watching;

/// <summary>A bar that fills up, with cells, rate and time left, for somebody who watches.</summary>
internal sealed class BarView(Terminal terminal) : IRunView
{
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TextColumn _before = new(), _after = new();
    private readonly ProgressBarColumn _bar = new();
    private IAnsiConsole? _console;
    private ProgressTask? _task;
    private Task _shown = Task.CompletedTask;

    public void Begin(RunRequest request)
    {
        terminal.Output.WriteLine(terminal.Strong(RunInWords.Beginning(request)));
        _console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = terminal.Colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(terminal.Output),
        });
        _console.Profile.Width = terminal.Width;
        _console.Profile.Capabilities.Unicode = true;
        var started = new TaskCompletionSource<ProgressTask>();
        _shown = _console.Progress().AutoClear(true).HideCompleted(false).Columns(_before, _bar, _after).StartAsync(context =>
        {
            started.SetResult(context.AddTask("run"));
            return _over.Task;
        });
        _task = started.Task.GetAwaiter().GetResult();
    }

    public void Show(RunProgress progress, double secondsLeft)
    {
        var line = BarLine.Of(progress, secondsLeft, terminal.Width);
        (_before.Text, _after.Text, _bar.Width) = (line.Before, line.After, line.Bar);
        _task!.Value = progress.Done * 100;
    }

    public void Tell(string note) => _console!.WriteLine(note);

    public async ValueTask DisposeAsync()
    {
        _over.TrySetResult();
        await _shown;
    }
}

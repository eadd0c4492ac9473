using Sintropia.Cli.Terminals;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;

namespace Sintropia.Cli.Watching;

/// <summary>Shows nothing but what needs attention.</summary>
internal sealed class QuietView(Terminal terminal) : IRunView
{
    public void Begin(RunRequest request)
    {
    }

    public void Show(RunProgress progress, double secondsLeft)
    {
    }

    public void Tell(string note) => terminal.Complain(note);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using System.Runtime.InteropServices;

namespace Sintropia.Cli.Terminals;

/// <summary>Hears Ctrl-C, SIGTERM and the closing of the terminal while a run is under way: the first asks for a checkpoint, the second ends the process.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] _heard;

    public Interruption(Terminal terminal)
    {
        _heard = terminal.HearsSignals ? [Hear(PosixSignal.SIGINT, ExitCode.Interrupted, terminal), Hear(PosixSignal.SIGTERM, ExitCode.Terminated, terminal), Hear(PosixSignal.SIGHUP, ExitCode.Terminated, terminal)] : [];
    }

    /// <summary>Completes at the first signal.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Exit code of that signal; 0 before.</summary>
    public int Code { get; private set; }

    public void Dispose()
    {
        foreach (var signal in _heard) signal.Dispose();
    }

    private PosixSignalRegistration Hear(PosixSignal signal, int code, Terminal terminal) => PosixSignalRegistration.Create(signal, context =>
    {
        if (Code != 0)
        {
            if (terminal.Interactive) terminal.Output.Write("\e[?25h"); // the progress bar had hidden the cursor
            Environment.Exit(code);
        }

        context.Cancel = true;
        Code = code;
        _asked.TrySetResult();
    });
}

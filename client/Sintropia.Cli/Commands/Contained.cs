using System.Diagnostics;
using System.Runtime.InteropServices;
using Sintropia.Cli.Terminals;

namespace Sintropia.Cli.Commands;

/// <summary>Files that strangers made are read in a process of their own: should one crash the HDF5 library, there is still somebody to say so.</summary>
internal static class Contained
{
    private const string Inside = "SINTROPIA_CONTAINED";
    private const int Signals = 128;

    private static readonly HashSet<int> Crashes = [4, 6, 7, 8, 11]; // SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV

    /// <summary>Carries out a command, in a child where this is a program of its own.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="file">What is read.</param>
    /// <param name="command">What to do.</param>
    public static int Run(Terminal terminal, string file, Func<int> command)
    {
        if (!terminal.HearsSignals || Environment.GetEnvironmentVariable(Inside) is not null) return command();
        using var child = Process.Start(Again())!;
        // The signal reaches the child too, which takes its half file away; this process waits for that.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        var said = child.StandardError.ReadToEnd();
        child.WaitForExit();
        return Ended(terminal, file, child.ExitCode, said);
    }

    /// <summary>What the end of the child means.</summary>
    internal static int Ended(Terminal terminal, string file, int code, string said)
    {
        if (!Crashes.Contains(code - Signals))
        {
            terminal.Error.Write(said);
            return code;
        }

        terminal.Complain($"{file}: The HDF5 library crashed while it read this file (signal {code - Signals}). The file is damaged, or was made to do that; nothing was written. Get it again from where it comes from.");
        return ExitCode.InvalidInput;
    }

    private static ProcessStartInfo Again()
    {
        var own = Environment.ProcessPath!;
        var start = new ProcessStartInfo(own) { UseShellExecute = false, RedirectStandardError = true };
        var words = Environment.GetCommandLineArgs();
        foreach (var word in Path.GetFileNameWithoutExtension(own) == "dotnet" ? words : words[1..]) start.ArgumentList.Add(word);
        start.Environment[Inside] = "1";
        return start;
    }
}

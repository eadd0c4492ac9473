using System.Diagnostics;
using System.Runtime.InteropServices;
using Sintropia.Cli.Terminals;

namespace Sintropia.Cli.Tests;

/// <summary>The command, in this process and as a process of its own.</summary>
internal static class Command
{
    /// <summary>Carries out a command line in this process: the entry point itself, with writers for a terminal.</summary>
    public static async Task<Outcome> Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await CommandLine.InvokeAsync(args, new Terminal(output, error));
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>Starts the program.</summary>
    public static Process Start(string folder, params string[] args) => Start(folder, new Dictionary<string, string>(), args);

    /// <summary>Starts the program in an environment with something added.</summary>
    public static Process Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in args.Prepend(Path.Combine(AppContext.BaseDirectory, "sintropia.dll"))) start.ArgumentList.Add(word);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for its end.</summary>
    public static async Task<Outcome> End(this Process process)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Sends it a signal, as `kill` does.</summary>
    public static void Signal(this Process process, int signal) => Assert.Equal(0, Kill(process.Id, signal));

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}

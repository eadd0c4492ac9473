using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Sintropia.Client;

namespace Sintropia.Gateway.Tests;

/// <summary>A server as a process of its own, at a port and a data folder that it keeps when it is started again.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const int Sigkill = 9, Sigterm = 15;

    private readonly string _folder;
    private readonly int _port = FreePort();
    private Process? _process;

    public ServerProcess(string folder)
    {
        _folder = folder;
        Client = new(new SintropiaClientOptions(new($"http://127.0.0.1:{_port}")) { Patience = TimeSpan.FromSeconds(60), LongestWait = TimeSpan.FromMilliseconds(500) });
        Http = new() { BaseAddress = new($"http://127.0.0.1:{_port}") };
        Impatient = new(new SintropiaClientOptions(new($"http://127.0.0.1:{_port}")) { Patience = TimeSpan.Zero });
    }

    public SintropiaClient Client { get; }

    /// <summary>For what the client has no call.</summary>
    public HttpClient Http { get; }

    /// <summary>Says at once that the server is gone.</summary>
    public SintropiaClient Impatient { get; }

    /// <summary>Starts `sintropia serve` and waits until it listens.</summary>
    public async Task Start()
    {
        _process = Run("sintropia.dll", ["serve", "--data", _folder, "--port", $"{_port}", "--threads", "1", "--checkpoint-every", "0.001 s", "--submits-per-minute", "100000"]);
        var said = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        if (said?.Contains("listens at", StringComparison.Ordinal) is not true) Assert.Fail($"The server did not start: {said}\n{await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
        _ = _process.StandardOutput.ReadToEndAsync();
        _ = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Ends it as `kill -9` does.</summary>
    public void Kill()
    {
        Assert.Equal(0, Signal(_process!.Id, Sigkill));
        _process.WaitForExit();
        Assert.Equal(128 + Sigkill, _process.ExitCode);
    }

    /// <summary>Asks it to end.</summary>
    public int Terminate()
    {
        Assert.Equal(0, Signal(_process!.Id, Sigterm));
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        Client.Dispose();
        Http.Dispose();
        Impatient.Dispose();
        if (_process is { HasExited: false }) _process.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
    }

    public static Process Run(string program, IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in args.Prepend(Path.Combine(AppContext.BaseDirectory, program))) start.ArgumentList.Add(word);
        start.Environment.Remove("SINTROPIA_TOKEN");
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}

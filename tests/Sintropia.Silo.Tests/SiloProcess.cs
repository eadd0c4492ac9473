using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Sintropia.Silo.Tests;

/// <summary>A silo in a process of its own.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly int _health;
    private readonly List<string> _said = [];

    private SiloProcess(Process process, int health) => (_process, _health) = (process, health);

    /// <summary>What it wrote.</summary>
    public string Said
    {
        get
        {
            lock (_said) return string.Join('\n', _said);
        }
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Its port for clients.</summary>
    public int GatewayPort { get; private init; }

    /// <summary>Its port for other silos.</summary>
    public int SiloPort { get; private init; }

    /// <summary>Where it answers probes.</summary>
    public string HealthAddress { get; private init; } = "";

    /// <summary>Where it serves the API.</summary>
    public string ApiAddress { get; private init; } = "";

    /// <summary>Starts a silo that is a cluster of its own.</summary>
    public static SiloProcess StartAlone(string folder, params (string Key, string Value)[] more) =>
        Start("", folder, [("Silo__Clustering", "Localhost"), ("Silo__AdvertisedAddress", ""), ("Storage__GrainStorage", "Folder"), .. more]);

    /// <summary>Starts a silo that finds the others in a database, and shares a folder with them.</summary>
    public static SiloProcess Start(string postgres, string folder, params (string Key, string Value)[] more)
    {
        var (silo, gateway, health, api) = (FreePort(), FreePort(), FreePort(), FreePort());
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Sintropia.Silo.dll"));
        foreach (var (key, value) in ((string, string)[])
        [
            ("Silo__Clustering", "postgres"), ("Silo__ConnectionString", postgres), ("Silo__SiloPort", $"{silo}"), ("Silo__GatewayPort", $"{gateway}"), ("Silo__HealthPort", $"{health}"),
            ("Silo__ApiPort", $"{api}"), ("Silo__AdvertisedAddress", "127.0.0.1"), ("Silo__LostAfterSeconds", "4"), ("Storage__DataFolder", folder), ("Storage__GrainStorage", "Postgres"), .. more,
        ]) start.Environment[key] = value.Length > 0 ? value : null;
        var process = Process.Start(start)!;
        var started = new SiloProcess(process, health) { GatewayPort = gateway, SiloPort = silo, HealthAddress = $"http://127.0.0.1:{health}", ApiAddress = $"http://127.0.0.1:{api}" };
        process.OutputDataReceived += (_, line) => started.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => started.Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return started;
    }

    /// <summary>Waits until a probe says that it is ready.</summary>
    public async Task Ready()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        for (var attempt = 0; attempt < 600; attempt++)
        {
            Assert.False(_process.HasExited, $"The silo ended: {Said}");
            try
            {
                using var answer = await client.GetAsync($"http://127.0.0.1:{_health}/healthz/ready", TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            catch (TaskCanceledException)
            {
                // It is busy starting.
            }

            await Task.Delay(100, TestContext.Current.CancellationToken); // polls a process: there is no event to wait for
        }

        Assert.Fail($"The silo did not become ready: {Said}");
    }

    /// <summary>Takes its power away.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Stops it in the middle of whatever it does.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signal("CONT");

    /// <summary>Asks it to leave, as Kubernetes does.</summary>
    public async Task<int> Terminate()
    {
        Signal("TERM");
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Waits for its end.</summary>
    public Task Ended() => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (_said) _said.Add(line);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Sintropia.Silo.Benchmarks;

/// <summary>Silos in processes of their own on this machine, and a client of theirs.</summary>
internal sealed class Silos : IAsyncDisposable
{
    private const int FirstPort = 22111;
    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-silos-").FullName;
    private readonly List<Process> _processes = [];
    private IHost? _client;

    public IClusterClient Client => _client!.Services.GetRequiredService<IClusterClient>();

    /// <summary>Where runs are.</summary>
    public string Runs => Path.Combine(_folder, "runs");

    /// <summary>Memory of all silos now, B.</summary>
    public double Memory => _processes.Sum(Resident);

    /// <summary>Processor time of all silos so far, s.</summary>
    public double Processor => _processes.Sum(p =>
    {
        p.Refresh();
        return p.TotalProcessorTime.TotalSeconds;
    });

    /// <summary>Time that all cores of this machine were not idle so far, s: for whomever, also for other machines that share them.</summary>
    public static double Taken
    {
        get
        {
            var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            return (ticks.Sum() - ticks[3] - ticks[4]) / 100; // all but idle and waiting for disks
        }
    }

    public static async Task<Silos> Start(int count, Func<int, (string Key, string Value)[]>? more = null)
    {
        var silos = new Silos();
        for (var i = 0; i < count; i++)
        {
            silos._processes.Add(Launch(silos._folder, i, more?.Invoke(i) ?? []));
            await Ready(i);
        }

        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(orleans => orleans
            .UseStaticClustering([.. Enumerable.Range(0, count).Select(i => new IPEndPoint(IPAddress.Loopback, FirstPort + i * 10 + 1))])
            .Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = ("sintropia", "sintropia")));
        silos._client = builder.Build();
        await silos._client.StartAsync();
        return silos;
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null) await _client.StopAsync();
        foreach (var process in _processes) Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        foreach (var process in _processes)
            if ((await process.StandardOutput.ReadToEndAsync()).Split('\n').LastOrDefault(l => l.Contains("pauses", StringComparison.Ordinal)) is { } pauses) Console.WriteLine(pauses.Trim());
        Directory.Delete(_folder, recursive: true);
    }

    private static Process Launch(string folder, int number, (string Key, string Value)[] more)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Sintropia.Silo.dll"));
        var port = FirstPort + number * 10;
        foreach (var (key, value) in ((string, string)[])
        [
            ("Silo__SiloPort", $"{port}"), ("Silo__GatewayPort", $"{port + 1}"), ("Silo__HealthPort", $"{port + 2}"), ("Silo__ApiPort", $"{port + 3}"), ("Storage__DataFolder", folder),
            .. number == 0 ? [] : new[] { ("Silo__PrimaryPort", $"{FirstPort}") }, .. more,
        ]) start.Environment[key] = value;
        return Process.Start(start)!;
    }

    private static async Task Ready(int number)
    {
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                using var answer = await client.GetAsync($"http://127.0.0.1:{FirstPort + number * 10 + 2}/healthz/ready");
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(200);
        }

        throw new TimeoutException($"Silo {number} did not become ready in two minutes.");
    }

    private static double Resident(Process process)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith("VmRSS", StringComparison.Ordinal));
        return line is null ? 0 : 1024 * double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Runs;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Cluster.Benchmarks;

/// <summary>A population on silo processes of this machine: start-up, ticks, memory, checkpoint, pauses of the collector.</summary>
internal static class Scale
{
    private const int FirstPort = 22111;

    public static async Task Run(Figures figures, int cells, string resolution, int silos)
    {
        var folder = Directory.CreateTempSubdirectory("sintropia-scale-").FullName;
        var processes = Enumerable.Range(0, silos).Select(i => Start(folder, i)).ToList();
        try
        {
            for (var i = 0; i < silos; i++) await Ready(i);
            using var client = await Client(silos);
            var runs = new GrainRuns(client.Services.GetRequiredService<IClusterClient>(), new() { Resolution = Enum.Parse<Resolution>(resolution, ignoreCase: true) });
            var clock = Stopwatch.StartNew();
            var plan = Cultures.Growing(cells, 24, recordEvery: 24);
            var id = await runs.Submit(new(plan, "run") { Options = new() { CheckpointEvery = TimeSpan.FromHours(1) } });
            double founded = 0, peak = 0;
            var checkpoint = Task.CompletedTask;
            var noted = "";
            RunProgress? last = null;
            await foreach (var progress in runs.Watch(id))
            {
                if (founded == 0 && progress.Time > 0) founded = clock.Elapsed.TotalSeconds;
                if (progress.Done > 0.5 && checkpoint.IsCompleted && noted.Length == 0) checkpoint = client.Services.GetRequiredService<IGrainFactory>().GetGrain<IRunGrain>(id.Value).Checkpoint();
                if (progress.Note is { } note && note.StartsWith("checkpoint", StringComparison.Ordinal)) noted = note;
                peak = Math.Max(peak, processes.Sum(Resident));
                last = progress;
            }

            await checkpoint;
            if (last?.Status != RunStatus.Completed) throw new InvalidOperationException($"The run is {last?.Status}: {last?.Note}");
            var manifest = RunDirectory.Open(Path.Combine(folder, "runs", "run")).Manifest();
            var ticks = (int)(24 / plan.Tick);
            figures.Add("cells at the end", "cells", last.Living);
            figures.Add("submission to first progress", "s", founded);
            figures.Add("wall time of the run", "s", manifest.WallSeconds);
            figures.Add("mean tick", "s", (manifest.WallSeconds - manifest.Performance!.CheckpointSeconds) / ticks);
            figures.Add("cell-hours per second", "1/s", manifest.Performance.CellHours / manifest.WallSeconds);
            figures.Add("checkpoint", "s", manifest.Performance.CheckpointSeconds);
            figures.Add("peak memory of all silos", "GB", peak / 1e9);
            figures.Add("peak memory per cell at the end", "B", peak / last.Living);
            Console.WriteLine(noted);
        }
        finally
        {
            foreach (var process in processes) Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
            foreach (var process in processes) Console.WriteLine((await process.StandardOutput.ReadToEndAsync()).Split('\n').LastOrDefault(l => l.Contains("pauses", StringComparison.Ordinal)) ?? "");
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string folder, int number)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Sintropia.Silo.dll"));
        var port = FirstPort + number * 10;
        foreach (var (key, value) in ((string, string)[])
        [
            ("Silo__SiloPort", $"{port}"), ("Silo__GatewayPort", $"{port + 1}"), ("Silo__HealthPort", $"{port + 2}"), ("Silo__ApiPort", $"{port + 3}"), ("Storage__DataFolder", folder),
            .. number == 0 ? [] : new[] { ("Silo__PrimaryPort", $"{FirstPort}") },
        ]) start.Environment[key] = value;
        return Process.Start(start)!;
    }

    private static async Task Ready(int number)
    {
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 300; attempt++)
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

        throw new TimeoutException($"Silo {number} did not become ready in a minute.");
    }

    private static async Task<IHost> Client(int silos)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(orleans => orleans
            .UseStaticClustering([.. Enumerable.Range(0, silos).Select(i => new IPEndPoint(IPAddress.Loopback, FirstPort + i * 10 + 1))])
            .Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = ("sintropia", "sintropia")));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static double Resident(Process process)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith("VmRSS", StringComparison.Ordinal));
        return line is null ? 0 : 1024 * double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}

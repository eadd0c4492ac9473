using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sintropia.Client;
using Sintropia.Client.Runs;
using Sintropia.Client.Scenarios;
using MachineNote = Sintropia.Runs.Results.MachineNote;

namespace Sintropia.Benchmarks.Serving;

/// <summary>
/// Two hundred watchers on one run of a gateway in another process, fifty runs that wait behind it, and clients that ask for lists, runs and tables all the while. Some watchers leave and come back.
/// What comes late, not at all or twice is counted, and what the gateway holds is looked at every few seconds; of half an hour that is a soak.
/// </summary>
internal static class ServingBenchmarks
{
    private const int Watchers = 200, Waiting = 50, Restless = 50;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10), Restlessness = TimeSpan.FromSeconds(1), WarmUp = TimeSpan.FromSeconds(10); // both processes compile their code meanwhile

    private const string Watched = """
        format: 1
        name: A culture that is watched
        seed: 5
        duration: 4000000 h
        record: every 1000 h
        lineage: none
        cell_types:
          line: { preset: rb-positive }
        tissues:
          dish:
            crowding: { capacity: 100000 cells, power: 2 }
            populations:
              - { type: line, cells: 100000 cells }
        """;

    private sealed record Sample(double Minute, double MemoryMb, double HeapMb, int Handles, int Threads, double Processors, double EventP50Ms, double EventP99Ms, double RequestP50Ms, double RequestP99Ms);

    /// <summary>Measures and keeps the figures.</summary>
    /// <param name="file">Where they are kept; null for nowhere.</param>
    /// <param name="duration">Seconds; null for a minute.</param>
    public static int Run(string? file, string? duration) => Measure(file, duration is null ? 60 : double.Parse(duration, CultureInfo.InvariantCulture)).GetAwaiter().GetResult();

    private static async Task<int> Measure(string? file, double seconds)
    {
        using var server = new ServerUnderLoad();
        using var client = new SintropiaClient(server.Address.ToString());
        var run = (await client.Submit(new ScenarioText(Watched))).Id;
        for (var i = 0; i < Waiting; i++) await client.Submit(new ScenarioText(Watched.Replace("seed: 5", $"seed: {i + 6}", StringComparison.Ordinal)));
        await foreach (var position in client.Watch(run))
            if (position.Status == RunStatus.Running && position.TimeH > 0) break;

        using var over = new CancellationTokenSource();
        var watchers = Enumerable.Range(0, Watchers).Select(_ => new Watcher(client, run)).ToList();
        var following = watchers.Select((w, i) => i < Restless ? Roam(w, i, over.Token) : w.Follow(over.Token)).ToList();
        var requests = new List<double>();
        var asking = Ask(client, run, requests, over.Token);

        await Task.Delay(WarmUp);
        foreach (var watcher in watchers) watcher.Take();
        lock (requests) requests.Clear();

        var samples = new List<Sample>();
        var (delays, asked, quickest) = (new List<float>(), new List<double>(), double.PositiveInfinity);
        var (began, processor) = (Stopwatch.GetTimestamp(), (await server.Held()).ProcessorSeconds);
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds)
        {
            var since = Stopwatch.GetTimestamp();
            await Task.Delay(TimeSpan.FromSeconds(Math.Max(0.1, Math.Min(Interval.TotalSeconds, seconds - Stopwatch.GetElapsedTime(began).TotalSeconds))));
            var (held, wall) = (await server.Held(), Stopwatch.GetElapsedTime(since).TotalSeconds);
            var late = watchers.SelectMany(w => w.Take()).ToList();
            if (late.Count > 0) quickest = Math.Min(quickest, late.Min());
            List<double> answers;
            lock (requests)
            {
                answers = [.. requests];
                requests.Clear();
            }

            var milliseconds = late.Select(d => (d - quickest) * 1e3).ToList();
            delays.AddRange(milliseconds.Select(d => (float)d));
            asked.AddRange(answers);
            samples.Add(new(Math.Round(Stopwatch.GetElapsedTime(began).TotalMinutes, 2), Math.Round(held.Megabytes, 1), Math.Round(held.HeapMegabytes, 1), held.Handles, held.Threads, Math.Round((held.ProcessorSeconds - processor) / wall, 2), At(milliseconds, 0.5), At(milliseconds, 0.99), At(answers, 0.5), At(answers, 0.99)));
            processor = held.ProcessorSeconds;
        }

        var waiting = (await client.List(RunStatus.Queued)).Total;
        await over.CancelAsync();
        await Task.WhenAll(following.Append(asking));
        var (heard, lost, twice) = (watchers.Sum(w => w.Heard), watchers.Sum(w => w.Lost), watchers.Sum(w => w.Twice));
        var third = Math.Max(1, samples.Count / 3);
        var result = new
        {
            machine = MachineNote.Here, date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), seconds, watchers = Watchers, of_them_leave_and_come_back = Restless, runs_that_wait = waiting,
            events_heard = heard, events_lost = lost, events_twice = twice,
            event_latency_ms = Quantiles([.. delays.Select(d => (double)d)]), request_latency_ms = Quantiles(asked), requests = asked.Count,
            memory_mb = Course(samples, third, s => s.MemoryMb), heap_mb = Course(samples, third, s => s.HeapMb), handles = Course(samples, third, s => s.Handles), threads = Course(samples, third, s => s.Threads), processors_used = Course(samples, third, s => s.Processors),
            event_p99_ms = Course(samples, third, s => s.EventP99Ms), samples = Thinned(samples),
        };
        var text = JsonSerializer.Serialize(result, new JsonSerializerOptions { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
        Console.WriteLine(text);
        if (file is not null) await File.WriteAllTextAsync(file, text + "\n");
        return lost == 0 && twice == 0 && waiting == Waiting && delays.Count > 0 ? 0 : 1;
    }

    /// <summary>Leaves now and then, and comes back at once for what was told meanwhile.</summary>
    private static async Task Roam(Watcher watcher, int number, CancellationToken over)
    {
        var stay = Restlessness + TimeSpan.FromMilliseconds(20 * number);
        while (!over.IsCancellationRequested)
        {
            using var leave = CancellationTokenSource.CreateLinkedTokenSource(over);
            leave.CancelAfter(stay);
            await watcher.Follow(leave.Token);
        }
    }

    /// <summary>Asks for the list, the run and a chart in turn, as a page that is open does.</summary>
    private static async Task Ask(SintropiaClient client, string run, List<double> requests, CancellationToken over)
    {
        try
        {
            for (var turn = 0; ; turn++)
            {
                var asked = Stopwatch.GetTimestamp();
                if (turn % 3 == 0) await client.List(cancellation: over);
                else if (turn % 3 == 1) await client.Get(run, over);
                else await client.Files(run, over);
                lock (requests) requests.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                await Task.Delay(50, over);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private static object Quantiles(List<double> values) => new { p50 = At(values, 0.5), p90 = At(values, 0.9), p99 = At(values, 0.99), most = At(values, 1) };

    private static object Course(List<Sample> samples, int third, Func<Sample, double> value) =>
        new { first = value(samples[0]), most = samples.Max(value), first_third = Math.Round(samples.Take(third).Average(value), 3), last_third = Math.Round(samples.TakeLast(third).Average(value), 3), last = value(samples[^1]) };

    /// <summary>At most one a minute.</summary>
    private static List<Sample> Thinned(List<Sample> samples) => [.. samples.GroupBy(s => (int)s.Minute).Select(g => g.Last())];

    private static double At(List<double> values, double share) => values.Count == 0 ? -1 : Math.Round(values.Order().ElementAt((int)Math.Min(values.Count - 1, share * values.Count)), 3);
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Sintropia.Client.Runs;
using Sintropia.Client.Scenarios;

namespace Sintropia.Gateway.Tests;

/// <summary>Two hundred watchers on one run, with fifty that wait. SINTROPIA_SOAK=SECONDS goes on for longer; what was measured is printed, and only what must hold is asserted.</summary>
public sealed partial class LoadTests : IDisposable
{
    private const int Watchers = 200, Waiting = 50;

    private readonly TemporaryFolder _folder = new();

    private static double Seconds => double.TryParse(Environment.GetEnvironmentVariable("SINTROPIA_SOAK"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 3;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_watcher_hears_every_event_once_while_many_runs_wait()
    {
        using var server = new ServerProcess(_folder["data"]);
        await server.Start();
        var id = (await server.Client.Submit(new ScenarioText(Cultures.Endless), cancellation: Cancelled)).Id;
        for (var i = 0; i < Waiting; i++) await server.Client.Submit(new ScenarioText(Cultures.Small(i)), cancellation: Cancelled);

        var arrived = new ConcurrentDictionary<long, (long First, long Last)>();
        var heard = Enumerable.Range(0, Watchers).Select(_ => Hear(server, id, arrived)).ToList();
        var (requests, memory, began) = (new List<double>(), new List<double>(), Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < Seconds)
        {
            var asked = Stopwatch.GetTimestamp();
            await server.Client.List(cancellation: Cancelled);
            requests.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            memory.Add(await Memory(server));
        }

        await server.Client.Cancel(id, Cancelled);
        var all = await Task.WhenAll(heard);

        foreach (var numbers in all) Assert.Equal(Enumerable.Range(0, numbers.Count).Select(i => numbers[0] + i), numbers); // none lost, none twice
        Assert.Single(all.Select(n => n[^1]).Distinct());
        var spread = arrived.Where(a => a.Key > all.Max(n => n[0])).Select(a => Stopwatch.GetElapsedTime(a.Value.First, a.Value.Last).TotalMilliseconds).ToList();
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
            $"{Watchers} watchers, {Waiting} waiting, {Seconds:0} s: {arrived.Count} events each; from the first watcher to the last {At(spread, 0.5):f1} ms (p50), {At(spread, 0.99):f1} ms (p99); a list of runs {At(requests, 0.5):f1} ms (p50), {At(requests, 0.99):f1} ms (p99) over {requests.Count}; memory {memory[0]:f0} MB at first, {memory.Max():f0} MB at most, {memory[^1]:f0} MB at last"));
        for (var i = 0; i < Waiting; i++) Assert.Equal(RunStatus.Completed, (await server.Client.Wait($"run-{i + 2:d6}", Cancelled)).Run.Status);
    }

    private static async Task<List<long>> Hear(ServerProcess server, string id, ConcurrentDictionary<long, (long First, long Last)> arrived)
    {
        var numbers = new List<long>();
        await foreach (var told in server.Client.Follow(id, null, Cancelled))
        {
            Assert.False(told.IsGap);
            var (number, now) = (long.Parse(told.Id!.Split('-')[1], CultureInfo.InvariantCulture), Stopwatch.GetTimestamp());
            numbers.Add(number);
            arrived.AddOrUpdate(number, (now, now), (_, before) => (before.First, now));
        }

        return numbers;
    }

    private static double At(List<double> values, double share) => values.Count == 0 ? double.NaN : values.Order().ElementAt((int)Math.Min(values.Count - 1, share * values.Count));

    private static async Task<double> Memory(ServerProcess server)
    {
        var text = await server.Http.GetStringAsync("/api/v1/metrics", Cancelled);
        return double.Parse(MemoryLine().Match(text).Groups[1].Value, CultureInfo.InvariantCulture) / 1e6;
    }

    [GeneratedRegex(@"(?m)^sintropia_process_memory_bytes (\d+)$")]
    private static partial Regex MemoryLine();
}

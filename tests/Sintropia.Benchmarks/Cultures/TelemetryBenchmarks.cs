using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;
using Sintropia.Telemetry;

namespace Sintropia.Benchmarks.Cultures;

/// <summary>What it costs a whole run to be watched: metrics alone, then traces of ticks, then of niches, sent to a listener of this process. Ratios of interleaved repetitions.</summary>
internal static class TelemetryBenchmarks
{
    private const int Repetitions = 9;

    private const string Scenario = """
        format: 1
        name: Watched culture
        seed: 20260101
        duration: 48 h
        cell_types:
          line:
            cycle: { G1: { erlang: 5 h, stages: 5 }, S: { erlang: 8 h, stages: 10 }, G2: { erlang: 4 h, stages: 5 }, M: 1 h }
            hazards: [ { outcome: apoptosis, rate: 0.003 per h } ]
        lineage: none
        tissues:
          dish:
            populations:
              - { type: line, cells: 100000 cells }
        """;

    public static int Run(string? resultFile)
    {
        using var listener = new HttpListener();
        listener.Prefixes.Add("http://127.0.0.1:4399/");
        listener.Start();
        var taken = 0L;
        _ = Task.Run(async () =>
        {
            while (listener.IsListening)
            {
                var context = await listener.GetContextAsync();
                await context.Request.InputStream.CopyToAsync(Stream.Null);
                Interlocked.Add(ref taken, context.Request.ContentLength64);
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        });

        var to = new TelemetryOptions { OtlpEndpoint = new("http://127.0.0.1:4399/"), Protocol = TelemetryProtocol.Http, MetricsEvery = TimeSpan.FromSeconds(1) };
        var ways = new (string Name, TelemetryOptions Options)[]
        {
            ("nobody watches", new()), ("metrics", to with { Traces = TraceDetail.None }), ("metrics and traces of ticks", to), ("metrics and traces of niches", to with { Traces = TraceDetail.Niches }),
        };
        var plan = RunPlans.Of(ScenarioFile.Parse(Scenario, "watched.yaml"));
        foreach (var (_, options) in ways) Time(plan, options);
        var seconds = ways.Select(_ => new double[Repetitions]).ToArray();
        for (var repetition = 0; repetition < Repetitions; repetition++)
            for (var i = 0; i < ways.Length; i++)
            {
                var way = (i + repetition) % ways.Length; // nobody is always the first
                seconds[way][repetition] = Time(plan, ways[way].Options);
            }

        Console.WriteLine($"{MachineNote.Here.Os}; {MachineNote.Here.Processor}; {MachineNote.Here.Cores} processors; {MachineNote.Here.Runtime}");
        Console.WriteLine($"100,000 founders, 48 h, {plan.Duration / plan.Tick:f0} ticks; {Repetitions} interleaved repetitions; {taken / 1e6:f1} MB were sent");
        var rows = ways.Select((way, i) => new { name = way.Name, median_s = Median(seconds[i]), least_s = seconds[i].Min(), ratio = Median(seconds[i].Zip(seconds[0], (watched, alone) => watched / alone)), least_ratio = seconds[i].Min() / seconds[0].Min() }).ToList();
        foreach (var row in rows) Console.WriteLine($"{row.name,-32} {row.median_s,7:f3} s   × {row.ratio:f3} (of the least times × {row.least_ratio:f3})");
        if (resultFile is not null)
        {
            File.WriteAllText(resultFile, JsonSerializer.Serialize(new { machine = MachineNote.Here, date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), rows }, new JsonSerializerOptions { WriteIndented = true }) + "\n");
            Console.WriteLine($"\nwritten to {resultFile}");
        }

        return 0;
    }

    private static double Time(RunPlan plan, TelemetryOptions telemetry)
    {
        var folder = Directory.CreateTempSubdirectory("sintropia-bench-");
        GC.Collect();
        try
        {
            using var export = TelemetryExport.Start(telemetry, "benchmark");
            var watch = Stopwatch.StartNew();
            using var control = new RunControl();
            new RunExecution(plan, RunDirectory.Create(Path.Combine(folder.FullName, "run"), false), new(), RunPlace.Here, control, _ => { }, TimeProvider.System).Run(false);
            return watch.Elapsed.TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Repetitions / 2);
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Sintropia.Evaluation.Perturbations;
using Sintropia.Runs.Results;

namespace Sintropia.Benchmarks.Evaluation;

/// <summary>Metrics of perturbations on 20,000 cells × 5,000 genes, against the same in numpy and scipy on the same matrix, with as many threads as each uses by itself.</summary>
internal static class MetricBenchmarks
{
    private const int Cells = 20_000, Genes = 5_000, Controls = 2_000, Groups = 18, Tested = 3, Repetitions = 3;

    public static int Run(string? resultFile)
    {
        if (!File.Exists("/usr/bin/python3"))
        {
            Console.Error.WriteLine("numpy and scipy are not on this machine, so there is nothing to compare with. Install them (Debian: apt-get install python3-scipy) and run this again.");
            return 1;
        }

        Console.WriteLine($"{MachineNote.Here.Os}; {MachineNote.Here.Processor}; {Environment.ProcessorCount} processors; {MachineNote.Here.Runtime}");
        float[] real = Drawn(1), predicted = Drawn(2);
        string[] genes = [.. Enumerable.Range(0, Genes).Select(g => $"g{g}")], done = [.. Enumerable.Range(0, Cells).Select(i => i < Controls ? "control" : $"p{(i - Controls) / ((Cells - Controls) / Groups):00}")];
        PerturbationCells cells = new(real, genes, done, "control"), guessed = new(predicted, genes, done, "control");
        var few = Few(real, genes, done);

        Dictionary<string, double> ours = [];
        var bulks = (Real: Pseudobulks.Of(cells), Predicted: Pseudobulks.Of(guessed));
        for (var i = 0; i < Repetitions; i++)
        {
            Time("pseudobulks of measured and predicted cells", () => bulks = (Pseudobulks.Of(cells), Pseudobulks.Of(guessed)));
            Time("correlations and errors of effects", () =>
            {
                EffectErrors.Correlation(bulks.Real, bulks.Predicted);
                EffectErrors.MeanAbsolute(bulks.Real, bulks.Predicted);
                EffectErrors.MeanSquared(bulks.Real, bulks.Predicted, ofEffects: true);
            });
            Time("discrimination", () => DiscriminationScore.Of(bulks.Real, bulks.Predicted, new()));
            Time("rank sums with ties and Benjamini-Hochberg", () => DifferentialTable.Of(few));
        }

        var theirs = Python(real, predicted);
        var rows = ours.Select(o => new Dictionary<string, object> { ["name"] = o.Key, ["ms"] = 1e3 * o.Value, ["scipy_ms"] = 1e3 * theirs[o.Key], ["ratio"] = theirs[o.Key] / o.Value }).ToList();
        rows.Add(new() { ["name"] = "all of these", ["ms"] = 1e3 * ours.Values.Sum(), ["scipy_ms"] = 1e3 * ours.Keys.Sum(k => theirs[k]), ["ratio"] = ours.Keys.Sum(k => theirs[k]) / ours.Values.Sum() });
        foreach (var row in rows) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row["name"],-48} numpy and scipy {row["scipy_ms"]:f1} ms   ours {row["ms"]:f1} ms   {row["ratio"]:f1} ×"));
        if (resultFile is null) return 0;
        File.WriteAllText(resultFile, JsonSerializer.Serialize(new { machine = MachineNote.Here, date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), cells = Cells, genes = Genes, perturbations = Groups, perturbations_of_rank_sums = Tested, rows }, new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
        return 0;

        void Time(string name, Action action)
        {
            var watch = Stopwatch.StartNew();
            action();
            ours[name] = Math.Min(ours.GetValueOrDefault(name, double.PositiveInfinity), watch.Elapsed.TotalSeconds);
        }
    }

    // Logs of counts, four of five of them 0: as tied as real data.
    private static float[] Drawn(int seed)
    {
        var random = new Random(seed);
        var values = new float[Cells * Genes];
        for (var i = 0; i < values.Length; i++) values[i] = random.Next(5) == 0 ? MathF.Log(1 + random.Next(1, 12) + (i / Genes % Groups == i % Groups ? 3 : 0)) : 0;
        return values;
    }

    /// <summary>Controls and the first perturbations: scipy would take minutes for all.</summary>
    private static PerturbationCells Few(float[] values, string[] genes, string[] done)
    {
        var rows = Controls + Tested * ((Cells - Controls) / Groups);
        return new(values.AsMemory(0, rows * Genes), genes, done[..rows], "control");
    }

    private static Dictionary<string, double> Python(float[] real, float[] predicted)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, MemoryMarshal.AsBytes(real.AsSpan()));
            File.WriteAllBytes($"{path}.predicted", MemoryMarshal.AsBytes(predicted.AsSpan()));
            var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true };
            foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "Evaluation", "metrics.py"), path, .. new[] { Cells, Genes, Controls, Groups, Environment.ProcessorCount, Tested }.Select(n => n.ToString(CultureInfo.InvariantCulture))]) start.ArgumentList.Add(word);
            using var process = Process.Start(start)!;
            var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            return lines.Select(l => (Name: l[..l.LastIndexOf(' ')], Seconds: l[(l.LastIndexOf(' ') + 1)..])).ToDictionary(l => l.Name, l => double.Parse(l.Seconds, CultureInfo.InvariantCulture));
        }
        finally
        {
            File.Delete(path);
            File.Delete($"{path}.predicted");
        }
    }
}

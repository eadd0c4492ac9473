using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Hdf5;
using Sintropia.Data.Matrices;
using Sintropia.Data.TenX;
using Sintropia.Data.Tables;
using Sintropia.Runs.Results;

namespace Sintropia.Benchmarks.Files;

/// <summary>Files of cells against scipy and h5py on the same files: 10x folders, and rows of .h5ad files. Engines take turns; a ratio is the median over the repetitions. Python's start and imports do not count.</summary>
internal static class DataBenchmarks
{
    private const int Repetitions = 5;
    private const string Python = "/usr/bin/python3";

    public static int Run(string? resultFile)
    {
        if (!HdfLibrary.IsPresent)
        {
            Console.Error.WriteLine(HdfLibrary.Problem);
            return 1;
        }

        if (Pbmc() is not { } pbmc)
        {
            Console.Error.WriteLine("../shared/data/pbmc3k_10x/pbmc3k_raw_labelled.h5ad is not beside the repository; it is what is measured.");
            return 1;
        }

        Console.WriteLine($"{MachineNote.Here.Os}; {MachineNote.Here.Processor}; {MachineNote.Here.Cores} processors; {MachineNote.Here.Runtime}; libhdf5 {HdfLibrary.Version}");
        var folder = Directory.CreateTempSubdirectory("sintropia-bench-").FullName;
        try
        {
            var (tenX, packed) = (Path.Combine(folder, "tenx"), Path.Combine(folder, "packed.h5ad"));
            var data = Read(pbmc);
            TenXFolder.Write(tenX, data);
            AnnDataWriter.Write(packed, data);
            var random = new Random(7);
            int[] starts = [.. Enumerable.Range(0, 200).Select(_ => random.Next(data.Cells - 100))], rows = [.. Enumerable.Range(0, 400).Select(_ => random.Next(data.Cells)).Distinct().Order()];
            List<Dictionary<string, object>> results =
            [
                Compared("10x folder, gzip", () => TenXFolder.Read(tenX).X!.ColumnSums().Sum(), "mtx", tenX),
                .. new[] { ("as published", pbmc), ("gzip", packed) }.SelectMany(f => new[]
                {
                    Compared($"200 slices of 100 rows, {f.Item1}", Slices(f.Item2, starts), "slices", f.Item2, string.Join(',', starts), "100"),
                    Compared($"{rows.Length} single rows, {f.Item1}", Rows(f.Item2, rows), "rows", f.Item2, string.Join(',', rows)),
                    Compared($"all rows, {f.Item1}", All(f.Item2), "all", f.Item2),
                }),
                Peaks(folder, tenX),
            ];
            if (resultFile is null) return 0;
            var kept = new { machine = MachineNote.Here, hdf5 = HdfLibrary.Version, date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), rows = results };
            File.WriteAllText(resultFile, JsonSerializer.Serialize(kept, new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
            Console.WriteLine($"\nwritten to {resultFile}");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Does one thing in a process of its own, and prints the most memory it took, MiB.</summary>
    public static int Peak(string[] words)
    {
        var sum = words switch
        {
            ["nothing"] => 0,
            ["mtx", var path] => TenXFolder.Read(path).X!.StoredValues,
            ["write", var path, var cells] => Written(path, int.Parse(cells, CultureInfo.InvariantCulture)),
            ["blocks", var path] => Blocks(path),
            ["all", var path] => Read(path).X!.StoredValues,
            _ => throw new ArgumentException($"Nobody knows {string.Join(' ', words)}."),
        };
        var peak = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{double.Parse(peak, CultureInfo.InvariantCulture) / 1024:0} {sum}"));
        return 0;
    }

    private static Dictionary<string, object> Compared(string name, Func<double> ours, params string[] theirs)
    {
        ours();
        var (own, baseline, ratios, memory) = (new List<double>(), new List<double>(), new List<double>(), 0.0);
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var watch = Stopwatch.StartNew();
            var sum = ours();
            own.Add(watch.Elapsed.TotalSeconds);
            var said = Said(Python, [Path.Combine(AppContext.BaseDirectory, "Files", "baseline.py"), .. theirs]);
            if (Math.Abs(said[1] - sum) > 1e-6 * Math.Abs(sum)) throw new InvalidOperationException($"{name}: Python reads a sum of {said[1]}, and we {sum}.");
            baseline.Add(said[0]);
            memory = said[2];
            ratios.Add(baseline[^1] / own[^1]);
        }

        Console.WriteLine($"{name,-44} ours {Median(own) * 1e3,8:f1} ms   Python {Median(baseline) * 1e3,8:f1} ms   {Median(ratios):f2} ×   (Python's peak {memory:f0} MiB)");
        return new() { ["name"] = name, ["ms"] = Median(own) * 1e3, ["python_ms"] = Median(baseline) * 1e3, ["ratio"] = Median(ratios), ["python_peak_mib"] = memory };
    }

    private static Func<double> Slices(string path, int[] starts)
    {
        return () =>
        {
            using var file = AnnDataFile.Open(path);
            return starts.Sum(start => Sum(file.X!.ReadRows(start, 100)));
        };
    }

    private static Func<double> Rows(string path, int[] rows) => () =>
    {
        using var file = AnnDataFile.Open(path);
        return Sum(file.X!.ReadRows(rows));
    };

    private static Func<double> All(string path) => () =>
    {
        using var file = AnnDataFile.Open(path);
        return Sum(file.X!.Read());
    };

    private static double Sum(CellMatrix matrix)
    {
        var sum = 0.0;
        foreach (var value in ((SparseMatrix)matrix).Values) sum += value;
        return sum;
    }

    private static Dictionary<string, object> Peaks(string folder, string tenX)
    {
        var large = Path.Combine(folder, "large.h5ad");
        const int cells = 100_000;
        var nothing = PeakOf("nothing");
        var (mtx, write, blocks, all) = (PeakOf("mtx", tenX), PeakOf("write", large, $"{cells}"), PeakOf("blocks", large), PeakOf("all", large));
        var size = new FileInfo(large).Length / (1024.0 * 1024);
        Console.WriteLine($"peak memory, MiB: nothing {nothing:f0}; 10x folder {mtx:f0}; {cells:N0} cells × 2,000 genes (file {size:f0} MiB, 160 MB of values): written by blocks {write:f0}, read by blocks {blocks:f0}, read whole {all:f0}");
        return new() { ["name"] = "peak memory, MiB", ["nothing"] = nothing, ["tenx_folder"] = mtx, ["written_by_blocks"] = write, ["read_by_blocks"] = blocks, ["read_whole"] = all, ["file"] = size };
    }

    private static double PeakOf(params string[] words)
    {
        var own = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(own) == "dotnet" ? [typeof(DataBenchmarks).Assembly.Location] : [];
        return Said(own, [.. host, "data-peak", .. words])[0];
    }

    // 200 of 2,000 genes in each cell.
    private static long Written(string path, int cells)
    {
        using var writer = AnnDataWriter.Create(path, new([.. Enumerable.Range(0, 2000).Select(g => $"gene{g}")]), new() { Compression = 1 });
        var random = new Random(1);
        for (var first = 0; first < cells; first += 5000)
        {
            var (starts, columns, values) = (new long[5001], new int[5000 * 200], new float[5000 * 200]);
            for (var i = 0; i < columns.Length; i++) (columns[i], values[i]) = (i % 200 * 10 + random.Next(10), random.Next(1, 20));
            for (var row = 0; row <= 5000; row++) starts[row] = row * 200L;
            var names = Enumerable.Range(first, 5000).Select(c => $"cell{c}").ToArray();
            writer.Append(new Table(names, CategoryColumn.Of("phase", [.. names.Select((_, i) => i % 2 == 0 ? "G1" : "S")])), new SparseMatrix(5000, 2000, starts, columns, values));
        }

        writer.Complete();
        return cells;
    }

    private static long Blocks(string path)
    {
        using var file = AnnDataFile.Open(path);
        return file.X!.Blocks(16 << 20).Sum(block => block.Values.StoredValues);
    }

    private static AnnotatedMatrix Read(string path)
    {
        using var file = AnnDataFile.Open(path);
        return file.Read();
    }

    private static double[] Said(string program, string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? [.. said.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))] : throw new InvalidOperationException($"{program} {words[0]} failed. The baselines need Python with scipy and h5py: apt-get install python3-scipy python3-h5py");
    }

    private static string? Pbmc()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (Path.Combine(at, "shared", "data", "pbmc3k_10x", "pbmc3k_raw_labelled.h5ad") is var path && File.Exists(path))
                return path;
        return null;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

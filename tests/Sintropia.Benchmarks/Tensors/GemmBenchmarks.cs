using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sintropia.Runs.Results;
using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Threads;

namespace Sintropia.Benchmarks.Tensors;

/// <summary>Matrix products against OpenBLAS with its best kernels, at 1 and 2 threads. Engines take turns within each repetition; a ratio is the median over the repetitions, each of which ran within the same milliseconds.</summary>
internal static unsafe class GemmBenchmarks
{
    private const int Repetitions = 61;
    private const double SecondsPerTurn = 0.004;

    // After its last call a worker of OpenBLAS looks for more for 2²¹ ticks of the processor's clock, some 0.8 ms (OpenBlas.Environment), and would do so on a core that the next engine's turn is
    // measured on. The caller waits busily: were it to sleep, a virtual machine's processors would halt, and Linux, which takes a halted one for one that its host has given away, then wakes both
    // threads on the same processor and leaves them there for milliseconds, whoever's they are.
    private static readonly TimeSpan TheirIdleSpinning = TimeSpan.FromMilliseconds(2);

    private static readonly (int M, int N, int K)[] Sizes = [(256, 256, 256), (256, 1024, 256), (1024, 1024, 1024), (64, 512, 2048), (4096, 128, 512)];

    private static readonly (int M, int N, int K)[] Few = [(1, 1024, 256), (4, 1024, 256), (16, 1024, 256)];

    public static int Run(string? resultFile, string? only = null)
    {
        if (OpenBlas.Environment.Any(e => Environment.GetEnvironmentVariable(e.Key) != e.Value)) return Again();
        if (!OpenBlas.IsPresent)
        {
            Console.Error.WriteLine(OpenBlas.HowToGetIt);
            return 1;
        }

        Console.WriteLine($"{MachineNote.Here.Os}; {MachineNote.Here.Processor}; {MachineNote.Here.Cores} processors; {MachineNote.Here.Runtime}");
        Console.WriteLine($"{OpenBlas.Description}; {string.Join(' ', OpenBlas.Environment.Select(e => $"{e.Key}={e.Value}"))}");
        Console.WriteLine($"GFLOP/s: median, best of 20 ({Repetitions} interleaved repetitions); ratio to OpenBLAS: median of repetitions");

        var rows = new List<Dictionary<string, object>>();
        using var two = new Team(2);
        foreach (var team in new[] { Team.Single, two })
        {
            Console.WriteLine($"\n{team.Threads} thread(s)");
            Judge(rows, only, team, "A·B", Sizes, false, false, judged: true);
            Judge(rows, only, team, "A·Bᵀ", Sizes, false, true, judged: true);
            Judge(rows, only, team, "Aᵀ·B", Sizes, true, false, judged: false);
            Judge(rows, only, team, "A·B, few rows", Few, false, false, judged: false);
            Judge(rows, only, team, "A·Bᵀ, few rows", Few, false, true, judged: false);
        }

        if (resultFile is not null)
        {
            var kept = new { machine = MachineNote.Here, openBlas = OpenBlas.Description, environment = OpenBlas.Environment, date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), rows };
            File.WriteAllText(resultFile, JsonSerializer.Serialize(kept, new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
            Console.WriteLine($"\nwritten to {resultFile}");
        }

        return 0;
    }

    // OpenBLAS reads the environment of the process, which .NET cannot change from within once it has started.
    private static int Again()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
        var words = Environment.GetCommandLineArgs();
        var isHosted = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        foreach (var word in isHosted ? words : words[1..]) start.ArgumentList.Add(word);
        foreach (var (name, value) in OpenBlas.Environment) start.Environment[name] = value;

        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static void Judge(List<Dictionary<string, object>> rows, string? only, Team team, string product, (int M, int N, int K)[] sizes, bool aTransposed, bool bTransposed, bool judged)
    {
        var (plain, packed) = (new List<double>(), new List<double>());
        foreach (var (m, n, k) in sizes)
        {
            if (only is not null && !$"{product} {m}×{n}×{k}, {team.Threads}".Contains(only, StringComparison.Ordinal)) continue;
            var row = Measure(team, product, m, n, k, aTransposed, bTransposed);
            rows.Add(row);
            plain.Add((double)row["ratio"]);
            packed.Add((double)row["packed_ratio"]);
        }

        if (!judged || plain.Count < sizes.Length) return;
        Console.WriteLine($"{product,-16}{"geometric mean",-18} {Mean(plain):f3} ×, least {plain.Min():f3}; packed {Mean(packed):f3} ×, least {packed.Min():f3}");
        rows.Add(new()
        {
            ["name"] = $"{product} geometric mean", ["threads"] = team.Threads, ["ratio"] = Mean(plain), ["least_ratio"] = plain.Min(), ["packed_ratio"] = Mean(packed), ["packed_least_ratio"] = packed.Min(),
        });
    }

    private static Dictionary<string, object> Measure(Team team, string product, int m, int n, int k, bool aTransposed, bool bTransposed)
    {
        OpenBlas.UseThreads(team.Threads);
        var random = new Random(1);
        var (a, b, c) = (Values(m * k, random), Values(k * n, random), Values(m * n, random));
        var aLayout = aTransposed ? MatrixLayout.RowMajor(k, m).Transposed : MatrixLayout.RowMajor(m, k);
        var bLayout = bTransposed ? MatrixLayout.RowMajor(n, k).Transposed : MatrixLayout.RowMajor(k, n);
        var cLayout = MatrixLayout.RowMajor(m, n);
        var weights = new PackedMatrix(b, bLayout);

        Action[] engines =
        [
            () => { fixed (float* pa = (Span<float>)a, pb = (Span<float>)b, pc = (Span<float>)c) OpenBlas.Multiply(pa, aTransposed, pb, bTransposed, pc, m, n, k); },
            () => Gemm.Multiply(team, a, aLayout, b, bLayout, c, cLayout),
            () => Gemm.Multiply(team, a, aLayout, weights, c, cLayout),
        ];
        var calls = Math.Max(1, (int)(SecondsPerTurn * team.Threads * 2e11 / (2.0 * m * n * k)));
        foreach (var engine in engines) Seconds(engine, calls);

        var rates = engines.Select(_ => new double[Repetitions]).ToArray();
        for (var repetition = 0; repetition < Repetitions; repetition++)
            for (var turn = 0; turn < engines.Length; turn++)
            {
                var engine = (repetition + turn) % engines.Length;
                rates[engine][repetition] = 2e-9 * m * n * k * calls / Seconds(engines[engine], calls);
                if (engine == 0 && team.Threads > 1) WaitBusily(TheirIdleSpinning);
            }

        double[] ratios = [.. rates.Select(r => Median(r.Zip(rates[0], (own, theirs) => own / theirs)))];
        double[] medians = [.. rates.Select(Median)];
        double[] bests = [.. rates.Select(r => r.Order().ElementAt(Repetitions * 19 / 20))];
        var size = $"{m}×{n}×{k}";
        Console.WriteLine($"{product,-16}{size,-16} OpenBLAS {medians[0],4:f0} {bests[0],4:f0}   ours {medians[1],4:f0} {bests[1],4:f0}  {ratios[1]:f3} ×   packed {medians[2],4:f0} {bests[2],4:f0}  {ratios[2]:f3} ×   ours {1e-3 * 2 * m * n * k / medians[1]:f1} µs");
        return new()
        {
            ["name"] = $"{product} {size}", ["threads"] = team.Threads, ["openblas_gflops"] = medians[0], ["gflops"] = medians[1], ["packed_gflops"] = medians[2],
            ["openblas_best_gflops"] = bests[0], ["best_gflops"] = bests[1], ["packed_best_gflops"] = bests[2], ["ratio"] = ratios[1], ["packed_ratio"] = ratios[2],
        };
    }

    private static void WaitBusily(TimeSpan time)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time;) Thread.SpinWait(8);
    }

    private static double Seconds(Action engine, int calls)
    {
        var watch = Stopwatch.StartNew();
        for (var call = 0; call < calls; call++) engine();
        return watch.Elapsed.TotalSeconds;
    }

    private static AlignedFloats Values(int count, Random random)
    {
        var values = new AlignedFloats(count);
        for (var i = 0; i < count; i++) values[i] = random.NextSingle() - 0.5f;
        return values;
    }

    private static double Mean(List<double> ratios) => Math.Exp(ratios.Average(Math.Log));

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Repetitions / 2);
}

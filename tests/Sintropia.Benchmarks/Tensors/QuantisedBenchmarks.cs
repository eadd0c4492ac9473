using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sintropia.Predictors.Quantising;
using Sintropia.Predictors.ScGpt;
using Sintropia.Runs.Results;
using Sintropia.Tensors;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Threads;
using Sintropia.Weights.Quantising;

namespace Sintropia.Benchmarks.Tensors;

/// <summary>Linear layers with weights of a byte each against our own in float32 with packed weights: sizes of scGPT and SE-600M, of which all weights are read at each product and do not fit into the caches. Engines take turns; a ratio is the median over repetitions.</summary>
internal static class QuantisedBenchmarks
{
    private const int Repetitions = 15, CacheBytes = 256 << 20;
    private const double Budget = 1.5, MemoryBudget = 0.3;

    private static readonly (string What, int Rows, int Outputs, int Inputs)[] s_sizes =
    [
        ("SE-600M qkv, one token", 1, 6144, 2048), ("SE-600M skip block, one token", 1, 8214, 4107), ("SE-600M qkv, four tokens", 4, 6144, 2048), ("scGPT qkv, one token", 1, 1536, 512), ("SE-600M qkv, 64 tokens", 64, 6144, 2048), ("scGPT qkv, 1,200 tokens", 1200, 1536, 512),
    ];

    public static int Run(string? file)
    {
        Console.WriteLine($"{MachineNote.Here.Os}; {MachineNote.Here.Processor}; {MachineNote.Here.Cores} processors; {MachineNote.Here.Runtime}");
        var rows = new List<Dictionary<string, object>>();
        using var two = new Team(2);
        foreach (var team in new[] { Team.Single, two })
            foreach (var (what, count, outputs, inputs) in s_sizes)
            {
                var row = Judge(team, what, count, outputs, inputs);
                rows.Add(row);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{team.Threads} thread(s)  {what,-32} float32 {row["float32_us"],9:0.0} µs  int8 {row["int8_us"],9:0.0} µs  ×{row["ratio"]:0.00}  memory {row["memory"]:0.000}"));
            }

        var cells = Cells();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"scGPT, 12 layers of 512, 8 heads, 1,200 genes: float32 {cells["float32_cells_per_s"]:0.00} cells/s, int8 {cells["int8_cells_per_s"]:0.00} cells/s; weights {cells["memory"]:0.000} of float32"));
        if (file is not null)
            File.WriteAllText(file, JsonSerializer.Serialize(new { machine = MachineNote.Here, date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), rows, scgpt = cells }, new JsonSerializerOptions { WriteIndented = true }) + "\n");
        return rows.Where(r => (int)r["rows"] == 1 && (int)r["inputs"] > 1024).All(r => (double)r["ratio"] >= Budget && (double)r["memory"] <= MemoryBudget) ? 0 : 1;
    }

    // As many matrices as fill more than any cache, taken in turn, as the layers of a network are.
    private static Dictionary<string, object> Judge(Team team, string what, int count, int outputs, int inputs)
    {
        var backend = new ManagedBackend(team);
        var layers = Math.Max(2, CacheBytes / (outputs * inputs * sizeof(float)));
        var random = new Random(1);
        var values = new float[outputs * inputs];
        for (var i = 0; i < values.Length; i++) values[i] = random.NextSingle() - 0.5f;
        var rows = ByteRows.Of(values, outputs);
        Tensor[] floats = [.. Enumerable.Range(0, layers).Select(_ => Tensor.From([outputs, inputs], values, backend))];
        ByteMatrix[] bytes = [.. Enumerable.Range(0, layers).Select(_ => new ByteMatrix(rows.Rows, rows.Columns, rows.Values, rows.Scales))];
        var x = Tensor.From([count, inputs], values.AsSpan(0, count * inputs), backend);
        var workspace = new Workspace();
        var passes = Math.Max(1, 64 / count / 4);
        double[] plain = new double[Repetitions], quantised = new double[Repetitions];
        for (var repetition = -2; repetition < Repetitions; repetition++) // the first passes pack and warm
        {
            var one = Seconds(() => { foreach (var weight in floats) { using var scope = workspace.Begin(); x.Linear(weight); } }, passes) / layers;
            var other = Seconds(() => { foreach (var weight in bytes) { using var scope = workspace.Begin(); x.Linear(weight); } }, passes) / layers;
            if (repetition >= 0) (plain[repetition], quantised[repetition]) = (one, other);
        }

        double[] ratios = [.. plain.Zip(quantised, (a, b) => a / b).Order()];
        return new()
        {
            ["threads"] = team.Threads, ["what"] = what, ["rows"] = count, ["outputs"] = outputs, ["inputs"] = inputs,
            ["float32_us"] = 1e6 * plain.Order().ElementAt(Repetitions / 2), ["int8_us"] = 1e6 * quantised.Order().ElementAt(Repetitions / 2), ["ratio"] = ratios[Repetitions / 2], ["memory"] = bytes[0].Bytes / (double)(sizeof(float) * (long)values.Length),
        };
    }

    private static Dictionary<string, object> Cells()
    {
        const int Genes = 1200, Words = 5000;
        ScGptNetwork plain = new(new() { Tokens = Words }), quantised = new(new() { Tokens = Words });
        plain.Initialise(1);
        quantised.Initialise(1);
        var layers = ByteQuantisation.Apply(quantised);
        GeneTokens tokens = new(new([1, Genes], [.. Enumerable.Range(0, Genes).Select(i => i * 4)]), Tensor.From([1, Genes], [.. Enumerable.Range(0, Genes).Select(i => (float)(i % 50))]));
        var workspace = new Workspace();
        double Rate(ScGptNetwork network) => 1 / Enumerable.Range(0, 5).Select(_ => Seconds(() => { using var scope = workspace.Begin(); network.Embed(tokens); }, 1)).Order().ElementAt(1);
        return new() { ["float32_cells_per_s"] = Rate(plain), ["int8_cells_per_s"] = Rate(quantised), ["memory"] = layers.Sum(l => l.BytesAfter) / (double)layers.Sum(l => l.BytesBefore) };
    }

    private static double Seconds(Action work, int times)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++) work();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds / times;
    }
}

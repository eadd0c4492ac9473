using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sintropia.Runs.Results;
using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Kernels.Activations;
using Sintropia.Tensors.Kernels.Arithmetic;
using Sintropia.Tensors.Kernels.Distances;
using Sintropia.Tensors.Kernels.Functions;
using Sintropia.Tensors.Kernels.Indexing;
using Sintropia.Tensors.Kernels.Losses;
using Sintropia.Tensors.Kernels.Optimisers;
using Sintropia.Tensors.Kernels.Rows;

namespace Sintropia.Benchmarks.Tensors;

/// <summary>
/// Row kernels on one thread against TensorPrimitives and libtorch, 65,536 elements a call (256 kB in, 256 kB out). Engines take turns within each repetition, each after a call that is not
/// measured, so that all find their own data in the cache; a ratio to one of the others is the median over the repetitions, and the least of them is told. (The best of the others in each repetition would be better than any of them, by their noise.)
/// </summary>
internal static class RowBenchmarks
{
    private const int Repetitions = 31, Elements = 65536;
    private const double SecondsPerTurn = 0.002;

    private sealed record Kernel(string Name, Action Ours, Action? Primitives, string? Torch, int Count = Elements);

    public static int Run(string? resultFile, string? only = null)
    {
        TorchRows?[] torches = Vector512.IsHardwareAccelerated ? [TorchRows.Start("default"), TorchRows.Start("avx512")] : [TorchRows.Start("default")];
        Console.WriteLine($"{MachineNote.Here.Os}; {MachineNote.Here.Processor}; {MachineNote.Here.Cores} processors; {MachineNote.Here.Runtime}");
        Console.WriteLine(torches[0] is null ? TorchRows.HowToGetIt : string.Join("\n", torches.Select(t => t!.Description)));
        Console.WriteLine($"Million elements per second on one thread, medians of {Repetitions} interleaved repetitions; × is ours to the better of the others: median of repetitions, and the interval in which it lies with 97 %.\n");
        Console.WriteLine($"{"",-26} {"ours",8} {"primitives",11} {string.Join(' ', torches.Where(t => t is not null).Select((_, i) => $"{(i == 0 ? "libtorch" : "its AVX-512"),12}"))}");
        var rows = Kernels().Where(kernel => only is null || kernel.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).Select(kernel => Measure(kernel, [.. torches.OfType<TorchRows>()])).ToList();
        foreach (var torch in torches) torch?.Dispose();
        if (resultFile is null) return 0;

        var kept = new
        {
            machine = MachineNote.Here, libtorch = torches[0] is null ? TorchRows.HowToGetIt : string.Join("; ", torches.Select(t => t!.Description)),
            date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), rows,
        };
        File.WriteAllText(resultFile, JsonSerializer.Serialize(kept, new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
        Console.WriteLine($"\nwritten to {resultFile}");
        return 0;
    }

    private static Dictionary<string, object> Measure(Kernel kernel, TorchRows[] torches)
    {
        // Ours first; the others as far as they have it.
        var engines = new List<(string Name, Func<int, double> Seconds)> { ("ours", calls => Seconds(kernel.Ours, calls)) };
        if (kernel.Primitives is { } primitives) engines.Add(("primitives", calls => Seconds(primitives, calls)));
        for (var t = 0; t < torches.Length && kernel.Torch is not null; t++)
        {
            var torch = torches[t];
            if (!double.IsNaN(torch.Seconds(kernel.Torch, 3))) engines.Add((t == 0 ? "libtorch" : "libtorch AVX-512", calls => torch.Seconds(kernel.Torch, calls)));
        }

        Warm(kernel.Ours);
        if (kernel.Primitives is not null) Warm(kernel.Primitives);
        var turns = engines.Select(e => (int)Math.Clamp(SecondsPerTurn / Math.Max(1e-9, Enumerable.Range(0, 5).Min(_ => e.Seconds(3))), 1, 10_000)).ToArray();
        var rates = engines.Select(_ => new double[Repetitions]).ToArray();
        for (var repetition = 0; repetition < Repetitions; repetition++)
            for (var turn = 0; turn < engines.Count; turn++)
            {
                var i = (repetition + (repetition % 2 == 0 ? turn : engines.Count - turn)) % engines.Count; // forwards, then backwards: else one would always come after the wait for another process
                rates[i][repetition] = kernel.Count / engines[i].Seconds(turns[i]) / 1e6;
            }

        var row = new Dictionary<string, object> { ["name"] = kernel.Name, ["elements"] = kernel.Count };
        for (var i = 0; i < engines.Count; i++) (row[$"{engines[i].Name} M/s"], row[$"{engines[i].Name} best M/s"]) = (Median(rates[i]), rates[i].Max());
        var (ratio, low, high) = (double.NaN, double.NaN, double.NaN);
        if (engines.Count > 1)
        {
            (ratio, low, high) = rates[1..].Select(others => Interval(rates[0].Zip(others, (own, theirs) => own / theirs))).MinBy(interval => interval.Median);
            (row["ratio"], row["ratio_low"], row["ratio_high"]) = (ratio, low, high);
        }

        string Cell(string name, int width) => (row.TryGetValue($"{name} M/s", out var rate) ? ((double)rate).ToString("f0", CultureInfo.InvariantCulture) : "–").PadLeft(width);
        Console.WriteLine(
            $"{kernel.Name,-26} {Cell("ours", 8)} {Cell("primitives", 11)} {string.Join(' ', torches.Select((_, t) => Cell(t == 0 ? "libtorch" : "libtorch AVX-512", 12)))}   {(double.IsNaN(ratio) ? "" : string.Create(CultureInfo.InvariantCulture, $"{ratio:f2} ×  ({low:f2}–{high:f2})"))}");
        return row;
    }

    // The runtime compiles a method for speed when it has been called thirty times and a tenth of a second has passed, in the background; and once more what that brings up.
    private static void Warm(Action engine)
    {
        for (var round = 0; round < 4; round++)
        {
            for (var call = 0; call < 40; call++) engine();
            Thread.Sleep(150);
        }
    }

    private static IEnumerable<Kernel> Kernels()
    {
        var (x, g, y, z) = (Normal(1), Normal(2), new AlignedFloats(Elements), new AlignedFloats(Elements));
        var (p, q) = (x.Select(v => MathF.Abs(v) + 0.1f), g.Select(v => MathF.Abs(v) + 0.1f));
        yield return new("exp", () => Elementwise.Map(x, y, default(Exp)), () => TensorPrimitives.Exp<float>(x, y), "exp");
        yield return new("expm1", () => Elementwise.Map(x, y, default(Expm1)), () => TensorPrimitives.ExpM1<float>(x, y), "expm1");
        yield return new("log", () => Elementwise.Map(p, y, default(Log)), () => TensorPrimitives.Log<float>(p, y), "log");
        yield return new("log1p", () => Elementwise.Map(p, y, default(Log1p)), () => TensorPrimitives.LogP1<float>(p, y), "log1p");
        yield return new("tanh", () => Elementwise.Map(x, y, default(Tanh)), () => TensorPrimitives.Tanh<float>(x, y), "tanh");
        yield return new("erf", () => Elementwise.Map(x, y, default(Erf)), null, "erf");
        yield return new("sigmoid", () => Elementwise.Map(x, y, default(Sigmoid)), () => TensorPrimitives.Sigmoid<float>(x, y), "sigmoid");
        yield return new("softplus", () => Elementwise.Map(x, y, default(Softplus)), null, "softplus");
        yield return new("sine", () => Elementwise.Map(x, y, default(Sine)), () => TensorPrimitives.Sin<float>(x, y), "sin");
        yield return new("sqrt", () => Elementwise.Map(p, y, default(SquareRoot)), () => TensorPrimitives.Sqrt<float>(p, y), "sqrt");
        yield return new("1/sqrt", () => Elementwise.Map(p, y, default(ReciprocalSquareRoot)), null, "rsqrt");
        yield return new("lgamma", () => Elementwise.Map(p, y, default(LogGamma)), null, "lgamma");
        yield return new("digamma", () => Elementwise.Map(p, y, default(Digamma)), null, "digamma");
        yield return new("pow", () => Elementwise.Zip(p, q, y, default(Pow)), () => TensorPrimitives.Pow<float>(p, q, y), "pow");
        yield return new("GELU (erf)", () => Elementwise.Map(x, y, default(Gelu)), null, "gelu");
        yield return new("GELU (tanh)", () => Elementwise.Map(x, y, default(GeluTanh)), null, "gelu_tanh");
        yield return new("SiLU", () => Elementwise.Map(x, y, default(Silu)), null, "silu");
        yield return new("ELU", () => Elementwise.Map(x, y, new Elu(1)), null, "elu");
        yield return new("ReLU", () => Elementwise.Map(x, y, default(Relu)), () => TensorPrimitives.Max<float>(x, 0, y), "relu");
        yield return new("GELU (erf) backward", () => Elementwise.Zip(x, g, y, default(Gelu.Gradient)), null, "gelu_backward");
        yield return new("SiLU backward", () => Elementwise.Zip(x, g, y, default(Silu.Gradient)), null, "silu_backward");
        yield return new("add", () => Elementwise.Zip(x, g, y, default(Add)), () => TensorPrimitives.Add<float>(x, g, y), "add");
        yield return new("multiply", () => Elementwise.Zip(x, g, y, default(Multiply)), () => TensorPrimitives.Multiply<float>(x, g, y), "mul");
        yield return new("divide", () => Elementwise.Zip(x, q, y, default(Divide)), () => TensorPrimitives.Divide<float>(x, q, y), "div");
        yield return new("sum", () => Keep(Sums.Sum(x)), () => Keep(TensorPrimitives.Sum<float>(x)), "sum");
        yield return new("dot", () => Keep(Sums.OfProducts(x, g)), () => Keep(TensorPrimitives.Dot<float>(x, g)), "dot");
        yield return new("norm", () => Keep(Sums.Norm(x)), () => Keep(TensorPrimitives.Norm<float>(x)), "norm");
        foreach (var kernel in new[] { 64, 256, 1024 }.SelectMany(length => Rows(length, x, g, y))) yield return kernel;

        var labels = Enumerable.Range(0, 256).Select(i => i * 7 % 256).ToArray();
        var (loss, max, log) = (new AlignedFloats(256), new AlignedFloats(256), new AlignedFloats(256));
        yield return new("cross-entropy 256", () => CrossEntropy.Forward(x, 256, labels, default, 0, -100, loss, max, log), null, "cross_entropy256");
        var (best, places) = (new AlignedFloats(32), new int[32]);
        yield return new("top 32 of 1024", () => { for (var r = 0; r < 64; r++) TopK.Row(x.AsSpan(r * 1024, 1024), true, best, places); }, null, "topk32");
        yield return new("distances 128×128×128", () => PairwiseDistances.Euclidean(x.AsSpan(0, 16384), g.AsSpan(0, 16384), 128, y.AsSpan(0, 16384)), null, "cdist128", 128 * 128 * 128);
        var (counts, theta) = (p.Select(v => MathF.Floor(20 * v)), q);
        yield return new("negative binomial", () => Elementwise.Zip(counts, p, theta, y, default(NegativeBinomial)), null, null);
        yield return new("its slope in dispersion", () => Elementwise.Zip(counts, p, theta, y, default(NegativeBinomial.OfDispersion)), null, null);
        var step = new AdamStep(10, 1e-3, 0.9, 0.999, 1e-8, decay: 0.01);
        var (parameters, mean, square) = (Normal(3), new AlignedFloats(Elements), new AlignedFloats(Elements));
        yield return new("AdamW", () => Adam.Update(step, g, parameters, mean, square), () => PrimitiveAdam(g, parameters, mean, square, y, z), null);
    }

    private static IEnumerable<Kernel> Rows(int length, AlignedFloats x, AlignedFloats g, AlignedFloats y)
    {
        var m = Elements / length;
        var (scale, shift, soft) = (Normal(4, length), Normal(5, length), new AlignedFloats(Elements));
        var (each, mean, inverse, ofScale, ofShift, column) = (new AlignedFloats(m), new AlignedFloats(m), new AlignedFloats(m), new AlignedFloats(length), new AlignedFloats(length), new AlignedFloats(length));
        var places = Enumerable.Range(0, m).Select(i => i * 7 % m).ToArray();
        Softmax.Forward(x, length, soft);
        LayerNorm.Forward(x, scale, shift, length, 1e-5f, y, mean, inverse);
        yield return new($"softmax {length}", () => Softmax.Forward(x, length, y), () => Each(length, (at, n) => TensorPrimitives.SoftMax<float>(x.AsSpan(at, n), y.AsSpan(at, n))), $"softmax{length}");
        yield return new($"softmax backward {length}", () => Softmax.Backward(soft, g, length, y), null, $"softmax_backward{length}");
        yield return new($"log-softmax {length}", () => LogSoftmax.Forward(x, length, y), null, $"log_softmax{length}");
        yield return new($"layer norm {length}", () => LayerNorm.Forward(x, scale, shift, length, 1e-5f, y, mean, inverse), () => Each(length, (at, n) => PrimitiveLayerNorm(x.AsSpan(at, n), scale, shift, y.AsSpan(at, n))), $"layer_norm{length}");
        yield return new(
            $"layer norm backward {length}",
            () =>
            {
                LayerNorm.Backward(x, scale, mean, inverse, g, length, y);
                LayerNorm.OfParameters(x, mean, inverse, g, length, ofScale, ofShift, 0, length);
            },
            null, $"layer_norm_backward{length}");
        yield return new($"RMS norm {length}", () => RmsNorm.Forward(x, scale, length, 1e-6f, y, inverse), () => Each(length, (at, n) => PrimitiveRmsNorm(x.AsSpan(at, n), scale, y.AsSpan(at, n))), null);
        yield return new($"sum of rows {length}", () => { for (var r = 0; r < m; r++) each[r] = Sums.Sum(x.AsSpan(r * length, length)); }, () => Each(length, (at, n) => each[at / n] = TensorPrimitives.Sum<float>(x.AsSpan(at, n))), $"sum{length}");
        yield return new($"sum of columns {length}", () => Sums.Columns(x, length, column, 0, length), () => PrimitiveColumns(x, column), $"sum_columns{length}");
        yield return new($"max of rows {length}", () => { for (var r = 0; r < m; r++) each[r] = Extremes.Max(x.AsSpan(r * length, length)); }, () => Each(length, (at, n) => each[at / n] = TensorPrimitives.Max<float>(x.AsSpan(at, n))), $"max{length}");
        yield return new($"variance of rows {length}", () => { for (var r = 0; r < m; r++) each[r] = Moments.Variance(x.AsSpan(r * length, length), 0); }, null, $"var{length}");
        yield return new($"log-sum-exp {length}", () => { for (var r = 0; r < m; r++) each[r] = LogSoftmax.LogSumExp(x.AsSpan(r * length, length)); }, null, $"logsumexp{length}");
        yield return new($"take rows {length}", () => Gather.Take(x, length, places, y), null, $"take{length}");
    }

    private static void Each(int length, Action<int, int> row)
    {
        for (var at = 0; at < Elements; at += length) row(at, length);
    }

    private static void PrimitiveLayerNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, Span<float> y)
    {
        TensorPrimitives.Subtract<float>(x, TensorPrimitives.Sum<float>(x) / x.Length, y);
        TensorPrimitives.Multiply<float>(y, 1 / MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(y) / x.Length + 1e-5f), y);
        TensorPrimitives.MultiplyAdd<float>(y, scale, shift, y);
    }

    private static void PrimitiveRmsNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, Span<float> y)
    {
        TensorPrimitives.Multiply<float>(x, 1 / MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(x) / x.Length + 1e-6f), y);
        TensorPrimitives.Multiply<float>(y, scale, y);
    }

    private static void PrimitiveColumns(ReadOnlySpan<float> x, Span<float> column)
    {
        column.Clear();
        for (var at = 0; at < x.Length; at += column.Length) TensorPrimitives.Add<float>(column, x.Slice(at, column.Length), column);
    }

    private static void PrimitiveAdam(ReadOnlySpan<float> gradient, Span<float> parameters, Span<float> mean, Span<float> square, Span<float> y, Span<float> z)
    {
        TensorPrimitives.Multiply<float>(parameters, 0.99999f, parameters);
        TensorPrimitives.Multiply<float>(gradient, 0.1f, y);
        TensorPrimitives.MultiplyAdd<float>(mean, 0.9f, y, mean);
        TensorPrimitives.Multiply<float>(gradient, gradient, y);
        TensorPrimitives.Multiply<float>(y, 0.001f, y);
        TensorPrimitives.MultiplyAdd<float>(square, 0.999f, y, square);
        TensorPrimitives.Sqrt<float>(square, y);
        TensorPrimitives.Divide<float>(y, 0.1f, y);
        TensorPrimitives.Add<float>(y, 1e-8f, y);
        TensorPrimitives.Divide<float>(mean, y, z);
        TensorPrimitives.MultiplyAdd<float>(z, -1e-3f, parameters, parameters);
    }

    private static float _kept;

    private static void Keep(float value) => _kept = value;

    private static double Seconds(Action engine, int calls)
    {
        engine(); // who comes after another process would else begin with a cold cache, and who comes after us on the same arrays with a warm one
        var watch = Stopwatch.StartNew();
        for (var call = 0; call < calls; call++) engine();
        return watch.Elapsed.TotalSeconds / calls;
    }

    private static AlignedFloats Normal(int seed, int length = Elements)
    {
        var random = new Random(seed);
        return AlignedFloats.Of([.. Enumerable.Range(0, length).Select(_ => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))]);
    }

    // Of 31 independent values, the tenth and the last but nine lie around their median in 97 of 100 cases (binomial).
    private static (double Median, double Low, double High) Interval(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return (ordered[Repetitions / 2], ordered[9], ordered[^10]);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Repetitions / 2);
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sintropia.Runs.Results;
using Sintropia.Tensors;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Kernels.Attending;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Threads;

namespace Sintropia.Benchmarks.Tensors;

/// <summary>Attention of 8 heads of 64 over 512 tokens against libtorch, which multiplies, takes the softmax and multiplies again. Engines take turns; a ratio is the median over repetitions, each of which ran within the same milliseconds.</summary>
internal static class AttentionBenchmarks
{
    private const int Repetitions = 31;

    private const string Setup = """
        batch, heads, tokens, width = {0}, {1}, {2}, {3}
        q, k, v = [torch.randn(batch, heads, tokens, width, requires_grad=True) for _ in range(3)]
        g = torch.randn(batch, heads, tokens, width)
        hidden = torch.full((tokens, tokens), float('-inf')).triu(1)
        scale = 1 / math.sqrt(width)
        def attend(mask=None):
            scores = (q * scale) @ k.transpose(-2, -1)
            return torch.softmax(scores if mask is None else scores + mask, -1) @ v
        flat = [x.detach().reshape(batch * heads, tokens, width) for x in (q, k, v)]
        nothing = torch.empty(1)
        def attend_flat():
            return torch.bmm(torch.softmax(torch.baddbmm(nothing, flat[0], flat[1].transpose(1, 2), beta=0, alpha=scale), -1), flat[2])
        def quietly(f):
            with torch.no_grad(): f()
        layer = torch.nn.MultiheadAttention(heads * width, heads, batch_first=True)
        x = torch.randn(batch, tokens, heads * width, requires_grad=True)
        h = torch.randn(batch, tokens, heads * width)
        def attend_whole(): return layer(x, x, x, need_weights=False)[0]
        """;

    private static readonly (string Name, AttentionShape Shape)[] Shapes =
    [
        ("8 heads, 512 tokens, width 64", new(1, 8, 512, 512, 64, 64, 0.125f)),
        ("the same, causal", new(1, 8, 512, 512, 64, 64, 0.125f, Causal: true)),
        ("16 × 4 heads, 128 tokens, width 32", new(16, 4, 128, 128, 32, 32, 0.17677669f)),
    ];

    public static int Run(string? resultFile)
    {
        Console.WriteLine($"{MachineNote.Here.Os}; {MachineNote.Here.Processor}; {MachineNote.Here.Cores} processors; {MachineNote.Here.Runtime}");
        Console.WriteLine($"Milliseconds: median, least ({Repetitions} interleaved repetitions); ratio libtorch / ours: median of repetitions, the best of its settings against us");

        var rows = new List<Dictionary<string, object>>();
        using var two = new Team(2);
        foreach (var team in new[] { Team.Single, two })
        {
            var torches = Libtorch.Settings.Select(s => Libtorch.Start(team.Threads, s)).OfType<Libtorch>().ToArray();
            if (torches.Length == 0)
            {
                Console.Error.WriteLine(Libtorch.HowToGetIt);
                return 1;
            }

            Console.WriteLine($"\n{team.Threads} thread(s); {string.Join("; ", torches.Select(t => t.Description))}");
            foreach (var (name, shape) in Shapes) Compare(rows, team, torches, name, shape);
            CompareLayers(rows, team, torches, Shapes[0].Shape);
            foreach (var torch in torches) torch.Dispose();
        }

        if (resultFile is not null)
        {
            var kept = new { machine = MachineNote.Here, date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), rows };
            File.WriteAllText(resultFile, JsonSerializer.Serialize(kept, new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
            Console.WriteLine($"\nwritten to {resultFile}");
        }

        return 0;
    }

    private static void Compare(List<Dictionary<string, object>> rows, Team team, Libtorch[] torches, string name, AttentionShape shape)
    {
        var random = new Random(1);
        var layout = HeadLayout.SideBySide(shape.Heads, shape.Queries, shape.Width);
        float[] q = Values(), k = Values(), v = Values(), g = Values(), output = Values(), ofQ = Values(), ofK = Values(), ofV = Values(), statistics = new float[shape.Statistics];
        foreach (var torch in torches) torch.Seconds(string.Format(CultureInfo.InvariantCulture, Setup, shape.Batches, shape.Heads, shape.Queries, shape.Width));
        var mask = shape.Causal ? "hidden" : "";

        Measure("forward", () => Forward(default), [$"quietly(lambda: attend({mask}))", .. shape.Causal ? Array.Empty<string>() : ["quietly(attend_flat)"]]);
        Measure("forward and backward", () =>
        {
            Forward(statistics);
            Attention.Backward(team, shape, new(q, layout), new(k, layout), new(v, layout), default, new(output, layout), statistics, new(g, layout), new(ofQ, layout), new(ofK, layout), new(ofV, layout));
        }, [$"torch.autograd.grad(attend({mask}), (q, k, v), g)"]);

        void Forward(Span<float> kept) => Attention.Forward(team, shape, new(q, layout), new(k, layout), new(v, layout), default, new(output, layout), kept);

        float[] Values() => [.. Enumerable.Range(0, shape.Batches * shape.Heads * shape.Queries * shape.Width).Select(_ => random.NextSingle() * 2 - 1)];

        void Measure(string what, Action own, string[] theirs) => AttentionBenchmarks.Measure(rows, team, torches, name, what, own, theirs);
    }

    // With projections, through tensors and tape; torch's own layer, which has a path of its own for inference.
    private static void CompareLayers(List<Dictionary<string, object>> rows, Team team, Libtorch[] torches, AttentionShape shape)
    {
        var (backend, workspace, random) = (new ManagedBackend(team), new Workspace(), new Random(1));
        var width = shape.Heads * shape.Width;
        var layer = new MultiHeadAttention(width, shape.Heads, backend: backend);
        layer.Initialise(1);
        Tensor[] sources = [Drawn(), .. layer.Parameters.Select(p => p.Tensor)];
        var (x, gradient) = (sources[0], Drawn());
        var name = $"MultiHeadAttention({width}, {shape.Heads}), {shape.Queries} tokens";
        foreach (var torch in torches) torch.Seconds(string.Format(CultureInfo.InvariantCulture, Setup, shape.Batches, shape.Heads, shape.Queries, shape.Width));

        Measure(rows, team, torches, name, "forward", () =>
        {
            using var scope = workspace.Begin();
            layer.Of(x);
        }, ["layer.eval(); quietly(attend_whole)", "layer.train(); quietly(attend_whole)"]);
        Measure(rows, team, torches, name, "forward and backward", () =>
        {
            using var scope = workspace.Begin();
            using var tape = new Tape();
            tape.Watch(sources);
            tape.Gradient(layer.Of(x), gradient, sources);
        }, ["layer.train(); torch.autograd.grad(attend_whole(), (x, *layer.parameters()), h)"]);

        Tensor Drawn() => Tensor.From([shape.Batches, shape.Queries, width], [.. Enumerable.Range(0, shape.Batches * shape.Queries * width).Select(_ => random.NextSingle() * 2 - 1)], backend);
    }

    private static void Measure(List<Dictionary<string, object>> rows, Team team, Libtorch[] torches, string name, string what, Action own, string[] theirs)
    {
        // Ours and every way of theirs in turn. Their best way is found by its median.
        List<Func<double>> engines = [() => Seconds(own), .. torches.SelectMany(t => theirs.Select(code => (Func<double>)(() => t.Seconds(code))))];
        foreach (var engine in engines) for (var i = 0; i < 3; i++) engine();
        var times = engines.Select(_ => new double[Repetitions]).ToArray();
        for (var repetition = 0; repetition < Repetitions; repetition++)
            for (var turn = 0; turn < engines.Count; turn++)
            {
                var engine = (repetition + turn) % engines.Count;
                times[engine][repetition] = engines[engine]() * 1e3;
            }

        var best = Enumerable.Range(1, engines.Count - 1).MinBy(e => Median(times[e]));
        var ratio = Median(times[best].Zip(times[0], (theirs, ours) => theirs / ours));
        Console.WriteLine($"{name,-36}{what,-22}  libtorch {Median(times[best]):f2} {times[best].Min():f2}   ours {Median(times[0]):f2} {times[0].Min():f2}   {ratio:f2} ×   least against least {times.Skip(1).Min(t => t.Min()) / times[0].Min():f2} ×");
        rows.Add(new()
        {
            ["name"] = $"{name}, {what}", ["threads"] = team.Threads, ["libtorch_ms"] = Median(times[best]), ["ms"] = Median(times[0]), ["libtorch_least_ms"] = times[best].Min(), ["least_ms"] = times[0].Min(), ["ratio"] = ratio,
            ["libtorch"] = torches[(best - 1) / theirs.Length].Description + ": " + theirs[(best - 1) % theirs.Length],
        });
    }

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Repetitions / 2);
}

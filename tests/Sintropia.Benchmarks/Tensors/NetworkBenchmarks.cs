using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sintropia.Runs.Results;
using Sintropia.Tensors;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;
using Sintropia.Tensors.Threads;

namespace Sintropia.Benchmarks.Tensors;

/// <summary>Whole networks through tensors, workspace and tape, against the same networks in libtorch. Engines take turns; a ratio is the median over repetitions, each of which ran within the same milliseconds.</summary>
internal static class NetworkBenchmarks
{
    private const int Repetitions = 31;

    private const string Setup = """
        import torch.nn.functional as F
        def quietly(f):
            with torch.no_grad(): f()
        def grown(*shape): return (torch.randn(*shape) * 0.05).requires_grad_()
        x = torch.randn(256, 256)
        p = [grown(1024, 256), grown(1024), grown(256, 1024), grown(256)]
        def perceptron(): return F.linear(F.gelu(F.linear(x, p[0], p[1])), p[2], p[3])
        def trained(f, q):
            y = f()
            torch.autograd.grad((y * y).mean(), q)
        s = torch.randn(8, 128, 256)
        l = [grown(768, 256), grown(768), grown(256, 256), grown(256), grown(1024, 256), grown(1024), grown(256, 1024), grown(256), grown(256), grown(256)]
        def layer():
            h = F.layer_norm(s, (256,), l[8], l[9])
            q, k, v = [t.reshape(8, 128, 8, 32).transpose(1, 2) for t in F.linear(h, l[0], l[1]).chunk(3, -1)]
            a = torch.softmax((q * 32 ** -0.5) @ k.transpose(-2, -1), -1) @ v
            r = s + F.linear(a.transpose(1, 2).reshape(8, 128, 256), l[2], l[3])
            return r + F.linear(F.gelu(F.linear(F.layer_norm(r, (256,), l[8], l[9]), l[4], l[5])), l[6], l[7])
        """;

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
            foreach (var torch in torches) torch.Seconds(Setup);
            Compare(rows, team, torches);
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

    private static void Compare(List<Dictionary<string, object>> rows, Team team, Libtorch[] torches)
    {
        var backend = new ManagedBackend(team);
        var workspace = new Workspace();
        var (x, s) = (Draw([256, 256], 1), Draw([8, 128, 256], 1));
        Tensor[] p = [Draw([1024, 256]), Draw([1024]), Draw([256, 1024]), Draw([256])];
        Tensor[] l = [Draw([768, 256]), Draw([768]), Draw([256, 256]), Draw([256]), Draw([1024, 256]), Draw([1024]), Draw([256, 1024]), Draw([256]), Draw([256]), Draw([256])];

        Measure("perceptron 256-1024-256, batch 256", "forward", () => Infer(Perceptron), "quietly(perceptron)");
        Measure("perceptron 256-1024-256, batch 256", "forward and backward", () => Train(Perceptron, p), "trained(perceptron, p)");
        Measure("transformer layer of 256, 8 × 128", "forward", () => Infer(Layer), "quietly(layer)");
        Measure("transformer layer of 256, 8 × 128", "forward and backward", () => Train(Layer, l), "trained(layer, l)");

        Tensor Draw(Shape shape, float size = 0.05f)
        {
            var random = new Random(shape.Count);
            return Tensor.From(shape, [.. Enumerable.Range(0, shape.Count).Select(_ => (random.NextSingle() * 2 - 1) * size)], backend);
        }

        Tensor Perceptron() => x.Linear(p[0], p[1]).Gelu().Linear(p[2], p[3]);

        Tensor Layer()
        {
            var projected = s.LayerNorm(l[8], l[9]).Linear(l[0], l[1]);
            var attended = Heads(projected, 0).Attention(Heads(projected, 1), Heads(projected, 2)).Permute(0, 2, 1, 3).Reshape(8, 128, 256);
            var r = s + attended.Linear(l[2], l[3]);
            return r + r.LayerNorm(l[8], l[9]).Linear(l[4], l[5]).Gelu().Linear(l[6], l[7]);
        }

        static Tensor Heads(Tensor projected, int part) => projected.Slice(2, part * 256, 256).Reshape(8, 128, 8, 32).Permute(0, 2, 1, 3);

        void Infer(Func<Tensor> network)
        {
            using var scope = workspace.Begin();
            network();
        }

        void Train(Func<Tensor> network, Tensor[] weights)
        {
            using var scope = workspace.Begin();
            using var tape = new Tape();
            tape.Watch(weights);
            tape.Gradient(network().Square().Mean(), weights);
        }

        void Measure(string name, string what, Action own, string theirs)
        {
            List<Func<double>> engines = [() => Seconds(own), .. torches.Select(t => (Func<double>)(() => t.Seconds(theirs)))];
            foreach (var engine in engines) for (var i = 0; i < 20; i++) engine();
            var times = engines.Select(_ => new double[Repetitions]).ToArray();
            for (var repetition = 0; repetition < Repetitions; repetition++)
                for (var turn = 0; turn < engines.Count; turn++)
                {
                    var engine = (repetition + turn) % engines.Count;
                    times[engine][repetition] = engines[engine]() * 1e3;
                }

            var best = Enumerable.Range(1, engines.Count - 1).MinBy(e => Median(times[e]));
            var ratio = Median(times[best].Zip(times[0], (torch, ours) => torch / ours));
            Console.WriteLine($"{name,-36}{what,-22}  libtorch {Median(times[best]):f2} {times[best].Min():f2}   ours {Median(times[0]):f2} {times[0].Min():f2}   {ratio:f2} ×   least against least {times.Skip(1).Min(t => t.Min()) / times[0].Min():f2} ×");
            rows.Add(new()
            {
                ["name"] = $"{name}, {what}", ["threads"] = team.Threads, ["libtorch_ms"] = Median(times[best]), ["ms"] = Median(times[0]), ["libtorch_least_ms"] = times[best].Min(), ["least_ms"] = times[0].Min(), ["ratio"] = ratio,
                ["libtorch"] = torches[best - 1].Description,
            });
        }
    }

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Repetitions / 2);
}

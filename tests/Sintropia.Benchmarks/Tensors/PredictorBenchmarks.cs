using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sintropia.Predictors.BioJepa;
using Sintropia.Predictors.Learning;
using Sintropia.Predictors.StateTransition;
using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Runs.Results;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Benchmarks.Tensors;

/// <summary>A step of training (forward, loss, gradients, clipping, Adam) and inference of each published network, against the same network written in PyTorch with as many threads. Engines take turns; a ratio is the median over repetitions.</summary>
internal static class PredictorBenchmarks
{
    private const int Repetitions = 9, Genes = 2000;

    private const string Setup = """
        import torch.nn as nn, torch.nn.functional as F
        def stepped(params, loss, opt, most):
            opt.zero_grad(set_to_none=True)
            l = loss(); l.backward()
            if most: torch.nn.utils.clip_grad_norm_(params, most)
            opt.step()
        def inferred(f):
            with torch.no_grad(): f()
        G = 2000
        # virtual cell line: 2000-1024-2000, batch 32
        vx = torch.rand(32, G); vc = vx * (torch.rand(32, G) > 0.5)
        vcl = nn.Sequential(nn.Linear(G, 1024), nn.ReLU(), nn.ReLU(), nn.Linear(1024, G), nn.ReLU())
        vo = torch.optim.Adam(vcl.parameters(), 1e-3)
        def vl():
            m = (vx != vc).float()
            return (m * (vcl(vc) - vx).square()).sum() / m.sum()
        # State Transition: width 256, 4 layers of 8 heads, 8 sets of 64 cells
        class Rms(nn.Module):
            def __init__(s, w): super().__init__(); s.w = nn.Parameter(torch.ones(w))
            def forward(s, x): return s.w * (x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-6))
        class Block(nn.Module):
            def __init__(s, w, h, f):
                super().__init__(); s.h = h; s.n1, s.n2 = Rms(w), Rms(w)
                s.q, s.k, s.v, s.o = [nn.Linear(w, w, bias=False) for _ in range(4)]
                s.g, s.u, s.d = nn.Linear(w, f, bias=False), nn.Linear(w, f, bias=False), nn.Linear(f, w, bias=False)
            def forward(s, x):
                b, n, w = x.shape; y = s.n1(x)
                q, k, v = [t(y).view(b, n, s.h, w // s.h).transpose(1, 2) for t in (s.q, s.k, s.v)]
                a = torch.softmax(q @ k.transpose(-2, -1) * (w // s.h) ** -0.5, -1) @ v
                x = x + s.o(a.transpose(1, 2).reshape(b, n, w)); y = s.n2(x)
                return x + s.d(F.silu(s.g(y)) * s.u(y))
        def chain(i, h, o, n):
            l = [nn.Linear(i, h if n > 1 else o)]
            for k in range(1, n): l += [nn.GELU(), nn.Linear(h, o if k == n - 1 else h)]
            return nn.Sequential(*l)
        class St(nn.Module):
            def __init__(s):
                super().__init__(); s.p, s.c, s.o = chain(64, 256, 256, 2), chain(G, 256, 256, 2), chain(256, 256, G, 2)
                s.b = nn.ModuleList([Block(256, 8, 1024) for _ in range(4)]); s.n = Rms(256)
            def forward(s, c, p):
                e = s.c(c); t = s.p(p) + e
                for b in s.b: t = b(t)
                return F.relu(s.o(s.n(t) + e))
        sc, sp, sy = torch.rand(8, 64, G), torch.rand(8, 64, 64), torch.rand(8, 64, G)
        st = St(); so = torch.optim.Adam(st.parameters(), 1e-4)
        def between(a, b): return ((a.square().sum(-1).unsqueeze(-1) + b.square().sum(-1).unsqueeze(-2) - 2 * a @ b.transpose(-2, -1)).clamp_min(1e-8)).sqrt().mean((-2, -1))
        def sl():
            y = st(sc, sp)
            return (between(y, sy) - 0.5 * (between(y, y) + between(sy, sy))).mean()
        # bio-JEPA: width 64, 4 heads, 2 blocks, 500 genes, 8 cells; stage 2: the response, encoders held
        J, W, H, N, C = 500, 64, 4, 2, 8
        def heads(t): return t.view(t.shape[0], t.shape[1], H, W // H).transpose(1, 2)
        class Att(nn.Module):
            def __init__(s): super().__init__(); s.q, s.k, s.v, s.c = [nn.Linear(W, W) for _ in range(4)]
            def forward(s, x, y):
                q, k, v = F.elu(heads(s.q(x))) + 1, F.elu(heads(s.k(y))) + 1, heads(s.v(y))
                a = (q @ (k.transpose(-2, -1) @ v)) / (q @ k.sum(2).unsqueeze(-1) + 1e-6)
                return s.c(a.transpose(1, 2).reshape(x.shape))
        def mlp(): return nn.Sequential(nn.Linear(W, 4 * W), nn.GELU('tanh'), nn.Linear(4 * W, W))
        class Enc(nn.Module):
            def __init__(s):
                super().__init__(); s.g = nn.Parameter(torch.randn(J, W) * 0.02); s.m = nn.Parameter(torch.randn(1, 1, W) * 0.02); s.t = nn.Linear(1, W)
                s.b = nn.ModuleList([nn.ModuleList([nn.LayerNorm(W), Att(), nn.LayerNorm(W), mlp()]) for _ in range(N)]); s.n = nn.LayerNorm(W)
            def forward(s, x, t, h=None):
                y = x.unsqueeze(-1) * s.g
                if h is not None: y = torch.where(h.unsqueeze(-1) > 0, s.m, y)
                y = y + s.t(t.unsqueeze(-1)).unsqueeze(1)
                for n1, a, n2, f in s.b:
                    z = n1(y); y = y + a(z, z); y = y + f(n2(y))
                return s.n(y)
        class Act(nn.Module):
            def __init__(s):
                super().__init__(); s.a = nn.Sequential(nn.Linear(64, W), nn.LayerNorm(W), nn.GELU(), nn.Linear(W, W)); s.q = nn.Parameter(torch.randn(J, W) * 0.1)
                s.b = nn.ModuleList([nn.ModuleList([nn.LayerNorm(W), Att(), nn.LayerNorm(W), Att(), nn.LayerNorm(W), mlp()]) for _ in range(N)])
                s.n, s.m, s.l = nn.LayerNorm(W), nn.Linear(W, W), nn.Linear(W, W)
            def forward(s, x, v):
                a = s.a(v).unsqueeze(1); y = torch.cat([x, s.q.expand(x.shape)], 1)
                for n1, e, n2, f, n3, g in s.b:
                    y = y + e(n1(y), a); z = n2(y); y = y + f(z, z); y = y + g(n3(y))
                y = s.n(y)[:, J:]
                return s.m(y), s.l(y).clamp(-10, 2)
        student, teacher, act = Enc(), Enc(), Act()
        jx, jy, jt, jh, jv = torch.rand(C, J), torch.rand(C, J), torch.rand(C) * 3, (torch.rand(C, J) < 0.6).float(), torch.randn(C, 64)
        jo = torch.optim.AdamW(act.parameters(), 1e-4, weight_decay=0.05)
        def spread(x): return F.relu(1 - (x.var(0) + 1e-4).sqrt()).mean()
        def cov(x):
            z = x - x.mean(0); c = z.t() @ z / (len(x) - 1)
            return (c.square().sum() - c.diagonal().square().sum()) / x.shape[1]
        def jl():
            with torch.no_grad(): l, y = student(jx, jt, jh), teacher(jy, jt)
            m, v = act(l, jv); v = v.exp().clamp_min(1e-6)
            n = 0.5 * (v.log() + (m - y).square() / v)
            p, q = m.reshape(-1, W), y.reshape(-1, W)
            return 25 * (n * jh.unsqueeze(-1)).sum() / (jh.sum() * W) + 25 * (spread(p) + spread(q)) + cov(p) + cov(q)
        """;

    public static int Run(string? resultFile)
    {
        var threads = Environment.ProcessorCount;
        Console.WriteLine($"{MachineNote.Here.Os}; {MachineNote.Here.Processor}; {threads} thread(s) each; {MachineNote.Here.Runtime}");
        var torches = Libtorch.Settings.Select(s => Libtorch.Start(threads, s)).OfType<Libtorch>().ToArray();
        if (torches.Length == 0)
        {
            Console.Error.WriteLine(Libtorch.HowToGetIt);
            return 1;
        }

        foreach (var torch in torches) torch.Seconds(Setup);
        Console.WriteLine($"{string.Join("; ", torches.Select(t => t.Description))}\nMilliseconds: median of {Repetitions} interleaved repetitions; ratio PyTorch / ours: median of repetitions, the best of its settings against us");
        List<Dictionary<string, object>> rows = [.. VirtualCellLine(torches), .. StateTransition(torches), .. BioJepa(torches)];
        foreach (var torch in torches) torch.Dispose();
        if (resultFile is null) return 0;
        File.WriteAllText(resultFile, JsonSerializer.Serialize(new { machine = MachineNote.Here, threads, date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), rows }, new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
        Console.WriteLine($"\nwritten to {resultFile}");
        return 0;
    }

    private static IEnumerable<Dictionary<string, object>> VirtualCellLine(Libtorch[] torches)
    {
        var network = VirtualCellLineNetwork.From(new() { Genes = Genes, Hidden = [1024] });
        network.Initialise(1);
        var (x, objective, workspace) = (Drawn([32, Genes]), new VirtualCellLineObjective(), new Workspace());
        var corrupted = x * Drawn([32, Genes], seed: 2).Map(v => v > 0.5f ? 1 : 0);
        var step = new GradientStep(new Adam(ParameterGroup.All(network.Parameters), AdamOptions.Adam with { Rate = 1e-3 }));
        yield return Measure(torches, "virtual cell line 2000-1024-2000, 32 cells", "step of training", 4, () => step.Take(() => objective.Of(network.Of(corrupted), x, corrupted)), "stepped(list(vcl.parameters()), vl, vo, None)");
        yield return Measure(torches, "virtual cell line 2000-1024-2000, 32 cells", "inference", 8, () => Inferred(workspace, () => network.Of(x)), "inferred(lambda: vcl(vx))");
    }

    private static IEnumerable<Dictionary<string, object>> StateTransition(Libtorch[] torches)
    {
        var network = new StateTransitionNetwork(new() { Inputs = Genes, Outputs = Genes, PerturbationWidth = 64, CellsPerSet = 64, Width = 256, Feedforward = 1024, Layers = 4, Heads = 8, EncoderLayers = 2, ProjectionLayers = 2 });
        network.Initialise(1);
        var (sets, observed, workspace) = (new CellSets(Drawn([8, 64, Genes]), Drawn([8, 64, 64], seed: 2)), Drawn([8, 64, Genes], seed: 3), new Workspace());
        var training = new StateTransitionTraining(network);
        yield return Measure(torches, "State Transition, width 256, 4 layers, 8 sets of 64 cells of 2000 genes", "step of training", 1, () => training.Step(sets, observed), "stepped(list(st.parameters()), sl, so, 10)");
        yield return Measure(torches, "State Transition, width 256, 4 layers, 8 sets of 64 cells of 2000 genes", "inference", 2, () => Inferred(workspace, () => network.Of(sets).Cells), "inferred(lambda: st(sc, sp))");
    }

    private static IEnumerable<Dictionary<string, object>> BioJepa(Libtorch[] torches)
    {
        const int Panel = 500, Cells = 8;
        var network = new BioJepaNetwork(new() { Genes = Panel, Width = 64, Heads = 4, Blocks = 2, MaskedBlocks = 1, Perturbations = Cells, PerturbationWidth = 64 });
        network.Initialise(1);
        var (totals, hidden, workspace) = (Drawn([Cells]), Drawn([Cells, Panel], seed: 2).Map(v => v < 0.6f ? 1 : 0), new Workspace());
        var pairs = new CellPairs(Drawn([Cells, Panel]), totals, Drawn([Cells, Panel], seed: 3), totals, Indices.Of([.. Enumerable.Range(0, Cells)]));
        var training = new BioJepaResponseTraining(network);
        yield return Measure(torches, "bio-JEPA, width 64, 2 blocks, 8 cells of 500 genes", "step of training (response)", 2, () => training.Step(pairs, hidden), "stepped(list(act.parameters()), jl, jo, 1)");
        yield return Measure(torches, "bio-JEPA, width 64, 2 blocks, 8 cells of 500 genes", "inference (latents and response)", 4, () => Inferred(workspace, () => network.Predictor.Of(network.Student.Of(pairs.Unperturbed, totals), pairs.Perturbations).Mean), "inferred(lambda: act(student(jx, jt), jv))");
    }

    private static Dictionary<string, object> Measure(Libtorch[] torches, string name, string what, int calls, Action own, string theirs)
    {
        List<Func<double>> engines = [() => Seconds(own, calls), .. torches.Select(t => (Func<double>)(() => t.Seconds(theirs, calls) / calls))];
        foreach (var engine in engines) for (var i = 0; i < 3; i++) engine();
        var times = engines.Select(_ => new double[Repetitions]).ToArray();
        for (var repetition = 0; repetition < Repetitions; repetition++)
            for (var turn = 0; turn < engines.Count; turn++)
            {
                var engine = (repetition + turn) % engines.Count;
                times[engine][repetition] = engines[engine]() * 1e3;
            }

        var best = Enumerable.Range(1, engines.Count - 1).MinBy(e => Median(times[e]));
        var ratio = Median(times[best].Zip(times[0], (torch, ours) => torch / ours));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-72} {what,-34} PyTorch {Median(times[best]):f2}   ours {Median(times[0]):f2}   {ratio:f2} ×"));
        return new() { ["name"] = $"{name}, {what}", ["torch_ms"] = Median(times[best]), ["ms"] = Median(times[0]), ["torch_least_ms"] = times[best].Min(), ["least_ms"] = times[0].Min(), ["ratio"] = ratio, ["torch"] = torches[best - 1].Description };
    }

    private static void Inferred(Workspace workspace, Func<Tensor> network)
    {
        using var scope = workspace.Begin();
        network();
    }

    private static Tensor Drawn(Shape shape, int seed = 1)
    {
        var random = new Random(seed);
        return Tensor.From(shape, [.. Enumerable.Range(0, shape.Count).Select(_ => random.NextSingle())]);
    }

    private static Tensor Map(this Tensor tensor, Func<float, float> of) => Tensor.From(tensor.Shape, [.. tensor.ToArray().Select(of)]);

    private static double Seconds(Action action, int calls)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < calls; i++) action();
        return watch.Elapsed.TotalSeconds / calls;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Repetitions / 2);
}

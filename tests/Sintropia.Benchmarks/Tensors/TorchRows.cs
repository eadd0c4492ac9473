using System.Diagnostics;
using System.Globalization;

namespace Sintropia.Benchmarks.Tensors;

/// <summary>The row kernels of libtorch in a process of its own, on one thread: a Python that is asked for an operation and answers with the seconds that a call took. Nothing where Python or torch is not installed.</summary>
internal sealed class TorchRows : IDisposable
{
    private readonly Process _process;

    private TorchRows(Process process, string description) => (_process, Description) = (process, description);

    /// <summary>What to do where it is not installed.</summary>
    public const string HowToGetIt = "libtorch is not installed here, so that nothing is compared with it. Install it (Debian: apt-get install python3-torch) and run this again.";

    /// <summary>Version and vector instructions in use.</summary>
    public string Description { get; }

    /// <summary>Starts one; null where it is not installed. Debian's picks AVX2 unless told otherwise, which is not always its best.</summary>
    /// <param name="capability">default, avx2 or avx512.</param>
    public static TorchRows? Start(string capability)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-u", "-c", Script])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        if (capability != "default") start.Environment["ATEN_CPU_CAPABILITY"] = capability;
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["GLIBC_TUNABLES"] = "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=1073741824:glibc.malloc.top_pad=67108864"; // all from one heap, on large pages
        if (!File.Exists(start.FileName)) return null;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine(); // drained, or a long complaint would block it
        if (process.StandardOutput.ReadLine() is { } description) return new(process, description);
        process.Dispose();
        return null;
    }

    /// <summary>Seconds of one call, the mean over some; NaN for an operation that it lacks.</summary>
    public double Seconds(string operation, int calls)
    {
        _process.StandardInput.WriteLine($"{operation} {calls}");
        _process.StandardInput.Flush();
        return double.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"libtorch ended at {operation}."), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    // Results go to tensors that are there already, where torch can be told so.
    private const string Script = """
        import sys, time, torch
        torch.set_num_threads(1)
        torch.manual_seed(1)
        torch.set_grad_enabled(False)
        nn, aten = torch._C._nn, torch.ops.aten
        n = 65536
        x, g, y = torch.randn(n), torch.randn(n), torch.empty(n)
        p, q = x.abs() + 0.1, g.abs() + 0.1
        def rows(length):
            m = n // length
            a, b, c = x.view(m, length), g.view(m, length), torch.empty(m, length)
            w, s, out = torch.randn(length), torch.randn(length), torch.empty(m)
            soft, logs = torch.softmax(a, -1), torch.log_softmax(a, -1)
            _, mean, rstd = torch.native_layer_norm(a, (length,), w, s, 1e-5)
            idx = torch.randint(0, m, (m,))
            return {
                f'softmax{length}': lambda: aten._softmax.out(a, -1, False, out=c),
                f'log_softmax{length}': lambda: aten._log_softmax.out(a, -1, False, out=c),
                f'softmax_backward{length}': lambda: aten._softmax_backward_data.default(b, soft, -1, torch.float32),
                f'layer_norm{length}': lambda: torch.native_layer_norm(a, (length,), w, s, 1e-5),
                f'layer_norm_backward{length}': lambda: aten.native_layer_norm_backward(b, a, (length,), mean, rstd, w, s, [True, True, True]),
                f'sum{length}': lambda: torch.sum(a, -1, out=out),
                f'sum_columns{length}': lambda: torch.sum(a, 0, out=s),
                f'max{length}': lambda: torch.amax(a, -1, out=out),
                f'var{length}': lambda: torch.var(a, -1, False, out=out),
                f'logsumexp{length}': lambda: torch.logsumexp(a, -1, out=out),
                f'take{length}': lambda: torch.index_select(a, 0, idx, out=c),
            }
        k128 = torch.randn(128, 128)
        l256 = torch.randint(0, 256, (256,))
        logits = x.view(256, 256)
        ops = {
            'exp': lambda: torch.exp(x, out=y), 'expm1': lambda: torch.expm1(x, out=y), 'log': lambda: torch.log(p, out=y), 'log1p': lambda: torch.log1p(p, out=y),
            'tanh': lambda: torch.tanh(x, out=y), 'erf': lambda: torch.erf(x, out=y), 'sigmoid': lambda: torch.sigmoid(x, out=y), 'softplus': lambda: nn.softplus(x, out=y),
            'sin': lambda: torch.sin(x, out=y), 'sqrt': lambda: torch.sqrt(p, out=y), 'rsqrt': lambda: torch.rsqrt(p, out=y),
            'lgamma': lambda: torch.lgamma(p, out=y), 'digamma': lambda: torch.digamma(p, out=y), 'pow': lambda: torch.pow(p, q, out=y),
            'gelu': lambda: nn.gelu(x, out=y), 'gelu_tanh': lambda: nn.gelu(x, approximate='tanh', out=y), 'silu': lambda: nn.silu(x, out=y), 'elu': lambda: nn.elu(x, out=y),
            'relu': lambda: torch.clamp_min(x, 0, out=y),
            'gelu_backward': lambda: aten.gelu_backward(g, x), 'silu_backward': lambda: aten.silu_backward(g, x),
            'add': lambda: torch.add(x, g, out=y), 'mul': lambda: torch.mul(x, g, out=y), 'div': lambda: torch.div(x, q, out=y),
            'sum': lambda: torch.sum(x), 'dot': lambda: torch.dot(x, g), 'norm': lambda: torch.linalg.vector_norm(x),
            'cross_entropy256': lambda: torch.nn.functional.cross_entropy(logits, l256),
            'topk32': lambda: torch.topk(x.view(64, 1024), 32),
            'cdist128': lambda: torch.cdist(k128, k128, compute_mode='donot_use_mm_for_euclid_dist'),
        }
        for length in (64, 256, 1024): ops.update(rows(length))
        print('libtorch', torch.__version__, [line.strip(' -') for line in torch.__config__.show().split('\n') if 'capability' in line][0], flush=True)
        for line in sys.stdin:
            name, calls = line.split()
            try:
                f = ops[name]
                f()
                start = time.perf_counter()
                for _ in range(int(calls)): f()
                print((time.perf_counter() - start) / int(calls), flush=True)
            except Exception:
                print('NaN', flush=True)
        """;
}

using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Sintropia.Benchmarks.Tensors;

/// <summary>libtorch, driven through Python in a process of its own that waits between turns: it computes only when asked, so that engines can take turns.</summary>
internal sealed class Libtorch : IDisposable
{
    // Reads a line of code, runs it as often as told, answers with the seconds it took.
    private const string Driver = """
        import sys, time, math, torch
        torch.set_num_threads(int(sys.argv[1]))
        torch.manual_seed(1)
        names = {'torch': torch, 'math': math}
        print(torch.__version__, torch.__config__.show().split('CPU capability usage: ')[1].split()[0], flush=True)
        for line in sys.stdin:
            calls, code = line.rstrip('\n').split(' ', 1)
            code = compile(code.replace('\\n', '\n'), 'turn', 'exec')
            start = time.perf_counter()
            for _ in range(int(calls)): exec(code, names)
            print(time.perf_counter() - start, flush=True)
        """;

    private readonly Process _process;

    private Libtorch(Process process, string description) => (_process, Description) = (process, description);

    /// <summary>What to do where it was not found.</summary>
    public static string HowToGetIt => "libtorch is not on this machine, so there is nothing to compare with. Install it (Debian: apt-get install python3-torch libopenblas0-pthread) and run this again.";

    /// <summary>Version and instructions in use.</summary>
    public string Description { get; }

    /// <summary>Started with so many threads and its best settings, or null where it is not installed.</summary>
    /// <param name="threads">Of torch and of the BLAS beneath.</param>
    /// <param name="settings">Which of <see cref="Settings"/> to use.</param>
    public static Libtorch? Start(int threads, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in (string[])["-c", Driver, threads.ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(word);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        start.StandardInputEncoding = new UTF8Encoding(false);
        if (!File.Exists(start.FileName)) return null;

        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process.StandardOutput.ReadLine() is { } about ? new(process, $"{about} {string.Join(' ', settings.Select(s => $"{s.Key}={s.Value}"))}") : null;
    }

    /// <summary>The settings to choose the best from: which instructions its own kernels use changes much, and not always for the better.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Settings { get; } = [Best("avx2"), Best("avx512")];

    /// <summary>Runs a line of Python so many times.</summary>
    public double Seconds(string code, int calls = 1)
    {
        _process.StandardInput.WriteLine($"{calls} {code.ReplaceLineEndings("\\n")}");
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"torch ended while it ran: {code}");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    // The memory of large results is kept by the C library: else every call fetches it anew from the system, page by page, which costs it a third of its time here.
    private static Dictionary<string, string> Best(string instructions) => new(OpenBlas.Environment)
    {
        ["ATEN_CPU_CAPABILITY"] = instructions, ["MALLOC_MMAP_MAX_"] = "0", ["MALLOC_TRIM_THRESHOLD_"] = "4000000000", ["MALLOC_TOP_PAD_"] = "268435456",
    };
}

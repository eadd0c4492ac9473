using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Sintropia.Benchmarks.Tensors;

/// <summary>The library to compare with, by its C interface. It reads its settings when it is loaded, so they have to be in the environment of the process before that.</summary>
internal static unsafe class OpenBlas
{
    private const int RowMajor = 101, NotTransposed = 111, Transposed = 112;

    private static readonly string[] Names =
    [
        "/usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblas.so.0", "/usr/lib/aarch64-linux-gnu/openblas-pthread/libopenblas.so.0", "libopenblas.so.0", "libopenblas.so", "libopenblas", "openblas",
    ];

    private static readonly nint Library = Names.Select(n => NativeLibrary.TryLoad(n, out var library) ? library : 0).FirstOrDefault(l => l != 0);

    private static readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> Sgemm =
        (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)Export("cblas_sgemm");

    private static readonly delegate* unmanaged<int, void> SetThreads = (delegate* unmanaged<int, void>)Export("openblas_set_num_threads");

    /// <summary>What the environment has to hold for OpenBLAS to be at its best: version 0.3.21 does not know newer AMD processors and halves itself, and its threads would spin in each other's way, and for 2²⁶ ticks of the clock after a product in the way of whoever computes next (the first variable is for builds on OpenMP, the second for those on threads: it is as fast with 2⁴, 2¹⁸ and 2²¹).</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = Avx512F.IsSupported
        ? new Dictionary<string, string> { ["OPENBLAS_CORETYPE"] = "SkylakeX", ["OMP_WAIT_POLICY"] = "passive", ["OPENBLAS_THREAD_TIMEOUT"] = "21" }
        : new Dictionary<string, string> { ["OMP_WAIT_POLICY"] = "passive", ["OPENBLAS_THREAD_TIMEOUT"] = "21" };

    /// <summary>Whether it was found.</summary>
    public static bool IsPresent => Library != 0;

    /// <summary>What to do where it was not.</summary>
    public static string HowToGetIt => "OpenBLAS is not on this machine, so there is nothing to compare with. Install it (Debian: apt-get install libopenblas0-pthread) and run this again.";

    /// <summary>Version and kernels in use.</summary>
    public static string Description
    {
        get
        {
            var config = (delegate* unmanaged<byte*>)Export("openblas_get_config");
            var core = (delegate* unmanaged<byte*>)Export("openblas_get_corename");
            return $"{Marshal.PtrToStringUTF8((nint)config())}; kernels {Marshal.PtrToStringUTF8((nint)core())}";
        }
    }

    /// <summary>How many threads it takes from now on.</summary>
    public static void UseThreads(int threads) => SetThreads(threads);

    /// <summary>C = A·B, or with B stored as its transpose or A as its.</summary>
    public static void Multiply(float* a, bool aTransposed, float* b, bool bTransposed, float* c, int m, int n, int k) =>
        Sgemm(RowMajor, aTransposed ? Transposed : NotTransposed, bTransposed ? Transposed : NotTransposed, m, n, k, 1, a, aTransposed ? m : k, b, bTransposed ? k : n, 0, c, n);

    private static nint Export(string name) => Library == 0 ? 0 : NativeLibrary.GetExport(Library, name);
}

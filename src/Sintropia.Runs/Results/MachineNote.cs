using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Sintropia.Runs.Results;

/// <summary>The machine a run was made on. Its result does not depend on it; its speed does.</summary>
/// <param name="Os">Operating system.</param>
/// <param name="Processor">Architecture and vector extensions.</param>
/// <param name="Cores">Processors that the run could use.</param>
/// <param name="Runtime">Version of .NET.</param>
public sealed record MachineNote(string Os, string Processor, int Cores, string Runtime)
{
    /// <summary>This machine.</summary>
    public static MachineNote Here => new(RuntimeInformation.OSDescription, $"{RuntimeInformation.ProcessArchitecture}{Vectors}", Environment.ProcessorCount, RuntimeInformation.FrameworkDescription);

    private static string Vectors => Avx512F.IsSupported ? ", AVX-512" : Avx2.IsSupported ? ", AVX2" : "";
}

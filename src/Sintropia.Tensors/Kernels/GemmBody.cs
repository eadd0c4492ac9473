using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sintropia.Tensors.Kernels;

/// <summary>For which kind of processor a product is computed. It decides the speed, never a bit.</summary>
internal enum GemmBody
{
    /// <summary>Vectors of four lanes, of any processor.</summary>
    Portable,

    /// <summary>Vectors of eight lanes with fused multiply-add.</summary>
    Avx2,

    /// <summary>Vectors of sixteen lanes.</summary>
    Avx512,
}

/// <summary>What this machine has.</summary>
internal static class GemmBodies
{
    extension(GemmBody body)
    {
        /// <summary>The widest that this processor runs.</summary>
        public static GemmBody Best =>
            GemmBody.Avx512.IsSupported() ? GemmBody.Avx512
            : GemmBody.Avx2.IsSupported() ? GemmBody.Avx2
            : GemmBody.Portable;

        /// <summary>Whether this processor runs it.</summary>
        public bool IsSupported() => body switch
        {
            GemmBody.Avx512 => Avx512F.IsSupported && Vector512.IsHardwareAccelerated,
            GemmBody.Avx2 => Avx2.IsSupported && Fma.IsSupported,
            _ => true,
        };

        /// <summary>Width of its panels.</summary>
        public int Columns() => body switch
        {
            GemmBody.Avx512 => GemmAvx512.Columns,
            GemmBody.Avx2 => GemmAvx2.Columns,
            _ => GemmPortable.Columns,
        };
    }
}

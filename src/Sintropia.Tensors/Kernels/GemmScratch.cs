namespace Sintropia.Tensors.Kernels;

/// <summary>Each thread's own room for panels of B and strips of A; reused by every call, never grown.</summary>
internal static unsafe class GemmScratch
{
    /// <summary>Panels are packed in groups of so many columns.</summary>
    public const int GroupColumns = 256;

    /// <summary>A is taken in blocks of so many rows: 96 × 256 floats stay in the second-level cache while all panels of a group pass by. A multiple of every body's rows.</summary>
    public const int BlockRows = 96;

    private const int Line = 16; // floats in 64 bytes

    [ThreadStatic]
    private static float[]? s_room;

    /// <summary>Room for a group of panels, then for a block of A; both begin on a cache line.</summary>
    public static float* Panels()
    {
        s_room ??= GC.AllocateUninitializedArray<float>(GroupColumns * Gemm.Block + BlockRows * Gemm.Block + Line, pinned: true);
        fixed (float* room = s_room) return Aligned(room); // pinned for life: the address stays
    }

    /// <summary>The block of A behind the panels.</summary>
    public static float* Strips(float* panels) => panels + GroupColumns * Gemm.Block;

    /// <summary>The first address on a cache line at or after one.</summary>
    public static float* Aligned(float* address) => (float*)(((nuint)address + 63) & ~(nuint)63);
}

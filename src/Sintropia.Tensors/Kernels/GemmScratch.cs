namespace Sintropia.Tensors.Kernels;

/// <summary>Each thread's own room for panels of B and strips of A; reused by every call, never grown.</summary>
internal static unsafe class GemmScratch
{
    /// <summary>Panels are packed in groups of so many columns: 256 × 256 floats stay in the second-level cache. A multiple of every body's columns.</summary>
    public const int GroupColumns = 256;

    /// <summary>The widest group, for an A that has to be packed as well: once for all of its columns.</summary>
    public const int WidestGroup = 1024;

    /// <summary>A is taken in blocks of so many rows, which stay in the second-level cache while the panels of a group pass by. A multiple of every body's rows.</summary>
    public const int BlockRows = 96;

    /// <summary>Between panels, and between strips, which are written side by side: without it they would all fall on the same few places of the first-level cache.</summary>
    public const int Stagger = 2 * FloatsPerLine;

    private const int FloatsPerLine = 16;
    private const int PanelsRoom = WidestGroup * Gemm.Block + WidestGroup / 8 * Stagger; // no body's panels are narrower than 8
    private const int StripsRoom = BlockRows * Gemm.Block + BlockRows / 4 * Stagger; // nor its strips than 4

    [ThreadStatic]
    private static float[]? s_room;

    /// <summary>Room for a group of panels, then for a block of A; both begin on a cache line.</summary>
    public static float* Panels()
    {
        s_room ??= Lines(PanelsRoom + StripsRoom);
        return First(s_room);
    }

    /// <summary>The block of A behind the panels.</summary>
    public static float* Strips(float* panels) => panels + PanelsRoom;

    /// <summary>An array that stays where it is, with room for so many elements from a cache line on.</summary>
    public static float[] Lines(int elements) => GC.AllocateUninitializedArray<float>(checked(elements + FloatsPerLine - 1), pinned: true);

    /// <summary>The first element of such an array that lies on a cache line.</summary>
    public static float* First(float[] lines)
    {
        fixed (float* start = lines) return (float*)(((nuint)start + 63) & ~(nuint)63);
    }
}

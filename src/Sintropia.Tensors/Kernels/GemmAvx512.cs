using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sintropia.Tensors.Kernels;

/// <summary>Tiles of 8 × 32: sixteen accumulators of sixteen lanes, two loads of B and a broadcast of A in turn; 19 of 32 registers.</summary>
internal readonly unsafe struct GemmAvx512 : IGemmBody
{
    private const int WorthFetching = 128;

    public static int Rows => 8;

    public static int Columns => 32;

    public static void Tile(int rows, in GemmTile tile)
    {
        switch (rows)
        {
            case 8: Tile<GemmRows.R8>(tile); break;
            case 7: Tile<GemmRows.R7>(tile); break;
            case 6: Tile<GemmRows.R6>(tile); break;
            case 5: Tile<GemmRows.R5>(tile); break;
            case 4: Tile<GemmRows.R4>(tile); break;
            case 3: Tile<GemmRows.R3>(tile); break;
            case 2: Tile<GemmRows.R2>(tile); break;
            case 1: Tile<GemmRows.R1>(tile); break;
        }
    }

    public static void Thin(int rows, in GemmTile tile)
    {
        if (rows == 1) Thin<GemmRows.R1>(tile);
        else Thin<GemmRows.R2>(tile);
    }

    // Every accumulator is a chain of one output element per lane; unused rows vanish when the compiler sees TRows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows>(in GemmTile tile) where TRows : struct, IGemmRows
    {
        var rows = TRows.Count;
        if (rows == 8 && Sse.IsSupported && tile.Depth >= WorthFetching) Fetch(tile.C, tile.CRow);
        float* a = tile.A, b = tile.B;
        nint r1 = tile.ARow, r2 = 2 * r1, r3 = 3 * r1, aDepth = tile.ADepth, bDepth = tile.BDepth;
        var a4 = a + 4 * r1;
        Vector512<float> x0 = Vector512<float>.Zero, y0 = Vector512<float>.Zero;
        Vector512<float> x1 = Vector512<float>.Zero, y1 = Vector512<float>.Zero;
        Vector512<float> x2 = Vector512<float>.Zero, y2 = Vector512<float>.Zero;
        Vector512<float> x3 = Vector512<float>.Zero, y3 = Vector512<float>.Zero;
        Vector512<float> x4 = Vector512<float>.Zero, y4 = Vector512<float>.Zero;
        Vector512<float> x5 = Vector512<float>.Zero, y5 = Vector512<float>.Zero;
        Vector512<float> x6 = Vector512<float>.Zero, y6 = Vector512<float>.Zero;
        Vector512<float> x7 = Vector512<float>.Zero, y7 = Vector512<float>.Zero;

        for (var depth = tile.Depth; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            Add(a[0], b0, b1, ref x0, ref y0);
            if (rows > 1) Add(a[r1], b0, b1, ref x1, ref y1);
            if (rows > 2) Add(a[r2], b0, b1, ref x2, ref y2);
            if (rows > 3) Add(a[r3], b0, b1, ref x3, ref y3);
            if (rows > 4) Add(a4[0], b0, b1, ref x4, ref y4);
            if (rows > 5) Add(a4[r1], b0, b1, ref x5, ref y5);
            if (rows > 6) Add(a4[r2], b0, b1, ref x6, ref y6);
            if (rows > 7) Add(a4[r3], b0, b1, ref x7, ref y7);
            a += aDepth;
            if (rows > 4) a4 += aDepth;
            b += bDepth;
        }

        var alpha = Vector512.Create(tile.Alpha);
        float* start = tile.Start, c = tile.C;
        nint startRow = tile.StartRow, cRow = tile.CRow;
        Store(x0, y0, alpha, start, c);
        if (rows > 1) Store(x1, y1, alpha, start + startRow, c + cRow);
        if (rows > 2) Store(x2, y2, alpha, start + 2 * startRow, c + 2 * cRow);
        if (rows > 3) Store(x3, y3, alpha, start + 3 * startRow, c + 3 * cRow);
        if (rows > 4) Store(x4, y4, alpha, start + 4 * startRow, c + 4 * cRow);
        if (rows > 5) Store(x5, y5, alpha, start + 5 * startRow, c + 5 * cRow);
        if (rows > 6) Store(x6, y6, alpha, start + 6 * startRow, c + 6 * cRow);
        if (rows > 7) Store(x7, y7, alpha, start + 7 * startRow, c + 7 * cRow);
    }

    // The result of large products has left the near caches since the last block of K, and nothing but this asks for it before the sums are there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(float* c, nint cRow)
    {
        for (var i = 0; i < 8; i++, c += cRow)
        {
            Sse.Prefetch0(c);
            Sse.Prefetch0(c + 16);
        }
    }

    // One or two rows against four panels at once: enough chains to keep the multipliers busy where B is read but once or twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Thin<TRows>(in GemmTile tile) where TRows : struct, IGemmRows
    {
        var two = TRows.Count > 1;
        float* a = tile.A, b = tile.B;
        nint aRow = tile.ARow, aDepth = tile.ADepth, bDepth = tile.BDepth, p1 = tile.BPanel, p2 = 2 * p1, p3 = 3 * p1;
        Vector512<float> x0 = Vector512<float>.Zero, y0 = Vector512<float>.Zero, u0 = Vector512<float>.Zero, v0 = Vector512<float>.Zero;
        Vector512<float> x1 = Vector512<float>.Zero, y1 = Vector512<float>.Zero, u1 = Vector512<float>.Zero, v1 = Vector512<float>.Zero;
        Vector512<float> x2 = Vector512<float>.Zero, y2 = Vector512<float>.Zero, u2 = Vector512<float>.Zero, v2 = Vector512<float>.Zero;
        Vector512<float> x3 = Vector512<float>.Zero, y3 = Vector512<float>.Zero, u3 = Vector512<float>.Zero, v3 = Vector512<float>.Zero;

        for (var depth = tile.Depth; depth > 0; depth--)
        {
            Add(a[0], b, ref x0, ref y0);
            if (two) Add(a[aRow], b, ref u0, ref v0);
            Add(a[0], b + p1, ref x1, ref y1);
            if (two) Add(a[aRow], b + p1, ref u1, ref v1);
            Add(a[0], b + p2, ref x2, ref y2);
            if (two) Add(a[aRow], b + p2, ref u2, ref v2);
            Add(a[0], b + p3, ref x3, ref y3);
            if (two) Add(a[aRow], b + p3, ref u3, ref v3);
            a += aDepth;
            b += bDepth;
        }

        var alpha = Vector512.Create(tile.Alpha);
        float* start = tile.Start, c = tile.C;
        nint startPanel = tile.StartPanel;
        Store(x0, y0, alpha, start, c);
        Store(x1, y1, alpha, start + startPanel, c + 32);
        Store(x2, y2, alpha, start + 2 * startPanel, c + 64);
        Store(x3, y3, alpha, start + 3 * startPanel, c + 96);
        if (!two) return;
        start += tile.StartRow;
        c += tile.CRow;
        Store(u0, v0, alpha, start, c);
        Store(u1, v1, alpha, start + startPanel, c + 32);
        Store(u2, v2, alpha, start + 2 * startPanel, c + 64);
        Store(u3, v3, alpha, start + 3 * startPanel, c + 96);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float a, float* b, ref Vector512<float> x, ref Vector512<float> y) => Add(a, Vector512.Load(b), Vector512.Load(b + 16), ref x, ref y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float a, Vector512<float> b0, Vector512<float> b1, ref Vector512<float> x, ref Vector512<float> y)
    {
        var factor = Vector512.Create(a);
        x = Vector512.FusedMultiplyAdd(factor, b0, x);
        y = Vector512.FusedMultiplyAdd(factor, b1, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> x, Vector512<float> y, Vector512<float> alpha, float* start, float* c)
    {
        Vector512.FusedMultiplyAdd(alpha, x, Vector512.Load(start)).Store(c);
        Vector512.FusedMultiplyAdd(alpha, y, Vector512.Load(start + 16)).Store(c + 16);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sintropia.Tensors.Kernels;

/// <summary>
/// Products of so few rows that each element of B is used but a few times: B is read where it lies, along its rows, and never copied. Factors from A stay in registers while a sweep over the columns
/// carries the chains, which wait in memory between sweeps; storing a chain and loading it again changes no bit.
/// </summary>
internal static unsafe class GemmFewRows
{
    // Up to here in-place sweeps beat in-place tiles, and turning columns in registers beats turning them into panels.
    private const int SweptRows = 6;
    private const int TurnedRows = 4;

    /// <summary>Whether a product, or columns of it, is done here.</summary>
    public static bool Takes(in GemmProduct p, int columns) =>
        !p.IsPacked && (p.BColumn == 1 ? p.Rows <= SweptRows : p.Rows <= TurnedRows && p.BDepth == 1 && p.ADepth == 1 && columns >= 16 && Avx512F.IsSupported);

    /// <summary>Computes columns of a product, at most <see cref="GemmScratch.GroupColumns"/>, so that their chains wait in the first-level cache.</summary>
    public static void Compute(in GemmProduct p, int column, int columns)
    {
        var chains = GemmScratch.Panels();
        var room = (columns + 15) & ~15;
        for (var depth = 0; depth == 0 || depth < p.Depth; depth += Gemm.Block)
        {
            Chains(p, depth, column, columns, chains, room);
            for (var i = 0; i < p.Rows; i++) Add(p, i, column, columns, chains + i * room, isFirst: depth == 0);
        }
    }

    private static void Chains(in GemmProduct p, int block, int column, int columns, float* chains, int room)
    {
        var depth = Math.Min(Gemm.Block, p.Depth - block);
        var a = p.A + block * p.ADepth;
        var b = p.B + block * p.BDepth + column * p.BColumn;
        if (p.BColumn != 1)
        {
            Turned(a, p.ARow, b, p.BColumn, p.Rows, columns, depth, chains, room);
            return;
        }

        new Span<float>(chains, p.Rows * room).Clear();
        var whole = columns & ~15;
        Sweep(a, p.ARow, p.ADepth, b, p.BDepth, p.Rows, whole, depth, chains, room);
        if (whole == columns) return;
        var aside = GemmScratch.Strips(GemmScratch.Panels()); // a last sixteen, filled up with zeros
        GemmPacking.Panel(b + whole, p.BDepth, 1, depth, columns - whole, 16, aside);
        Sweep(a, p.ARow, p.ADepth, aside, 16, p.Rows, 16, depth, chains + whole, room);
    }

    private static void Add(in GemmProduct p, int row, int column, int columns, float* chains, bool isFirst)
    {
        var c = p.C + row * p.CRow + column * p.CColumn;
        var (isAdded, j) = (p.Accumulate || !isFirst, 0);
        if (p.CColumn == 1)
        {
            for (var alpha = Vector512.Create(p.Alpha); j + 16 <= columns; j += 16)
            {
                var start = isAdded ? Vector512.Load(c + j) : p.Bias != null ? Vector512.Load(p.Bias + column + j) : Vector512<float>.Zero;
                Vector512.FusedMultiplyAdd(alpha, Vector512.Load(chains + j), start).Store(c + j);
            }
        }

        for (; j < columns; j++)
        {
            var start = isAdded ? c[j * p.CColumn] : p.Bias != null ? p.Bias[column + j] : 0;
            c[j * p.CColumn] = MathF.FusedMultiplyAdd(p.Alpha, chains[j], start);
        }
    }

    /// <summary>Adds the products of one block of K to chains: chains[i, j] = fma(a[i, k], b[k, j], chains[i, j]) for k in order.</summary>
    /// <param name="a">The rows of A.</param>
    /// <param name="aRow">From one row to the next.</param>
    /// <param name="aDepth">From one k to the next.</param>
    /// <param name="b">The rows of B.</param>
    /// <param name="bDepth">From one k to the next.</param>
    /// <param name="rows">How many.</param>
    /// <param name="columns">A multiple of 16.</param>
    /// <param name="depth">How many k.</param>
    /// <param name="chains">Room for [rows, chainsRow].</param>
    /// <param name="chainsRow">From one row of chains to the next.</param>
    private static void Sweep(float* a, nint aRow, nint aDepth, float* b, nint bDepth, int rows, int columns, int depth, float* chains, nint chainsRow)
    {
        for (var k = 0; k < depth;)
        {
            var step = depth - k < 4 ? 1 : rows > 2 || depth - k < 8 ? 4 : 8;
            for (var i = 0; i < rows;)
            {
                var (source, target) = ((nint)(a + i * aRow + k * aDepth), (nint)(chains + i * chainsRow));
                var take = step == 8 ? Math.Min(2, rows - i) : Math.Min(4, rows - i);
                switch (take, step)
                {
                    case (1, 8): Eight<GemmRows.R1>((float*)source, aRow, aDepth, b, bDepth, columns, (float*)target, chainsRow); break;
                    case (2, 8): Eight<GemmRows.R2>((float*)source, aRow, aDepth, b, bDepth, columns, (float*)target, chainsRow); break;
                    case (1, _): Four<GemmRows.R1>((float*)source, aRow, aDepth, step, b, bDepth, columns, (float*)target, chainsRow); break;
                    case (2, _): Four<GemmRows.R2>((float*)source, aRow, aDepth, step, b, bDepth, columns, (float*)target, chainsRow); break;
                    case (3, _): Four<GemmRows.R3>((float*)source, aRow, aDepth, step, b, bDepth, columns, (float*)target, chainsRow); break;
                    default: Four<GemmRows.R4>((float*)source, aRow, aDepth, step, b, bDepth, columns, (float*)target, chainsRow); break;
                }

                i += take;
            }

            k += step;
            b += step * bDepth;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight<TRows>(float* a, nint aRow, nint aDepth, float* b, nint bDepth, int columns, float* chains, nint chainsRow) where TRows : struct, IGemmRows
    {
        var rows = TRows.Count;
        Vector512<float> a00 = Factor(a, true), a01 = Factor(a + aDepth, true), a02 = Factor(a + 2 * aDepth, true), a03 = Factor(a + 3 * aDepth, true), a04 = Factor(a + 4 * aDepth, true), a05 = Factor(a + 5 * aDepth, true), a06 = Factor(a + 6 * aDepth, true), a07 = Factor(a + 7 * aDepth, true);
        Vector512<float> a10 = Factor(a + aRow, rows > 1), a11 = Factor(a + aRow + aDepth, rows > 1), a12 = Factor(a + aRow + 2 * aDepth, rows > 1), a13 = Factor(a + aRow + 3 * aDepth, rows > 1), a14 = Factor(a + aRow + 4 * aDepth, rows > 1), a15 = Factor(a + aRow + 5 * aDepth, rows > 1), a16 = Factor(a + aRow + 6 * aDepth, rows > 1), a17 = Factor(a + aRow + 7 * aDepth, rows > 1);
        var b4 = b + 4 * bDepth;
        nint b1 = bDepth, b2 = 2 * bDepth, b3 = 3 * bDepth, c1 = chainsRow;
        for (var j = 0; j < columns; j += 16)
        {
            var x0 = Vector512.Load(chains);
            var x1 = rows > 1 ? Vector512.Load(chains + c1) : default;
            var y = Vector512.Load(b);
            x0 = Vector512.FusedMultiplyAdd(a00, y, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(a10, y, x1);
            y = Vector512.Load(b + b1);
            x0 = Vector512.FusedMultiplyAdd(a01, y, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(a11, y, x1);
            y = Vector512.Load(b + b2);
            x0 = Vector512.FusedMultiplyAdd(a02, y, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(a12, y, x1);
            y = Vector512.Load(b + b3);
            x0 = Vector512.FusedMultiplyAdd(a03, y, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(a13, y, x1);
            y = Vector512.Load(b4);
            x0 = Vector512.FusedMultiplyAdd(a04, y, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(a14, y, x1);
            y = Vector512.Load(b4 + b1);
            x0 = Vector512.FusedMultiplyAdd(a05, y, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(a15, y, x1);
            y = Vector512.Load(b4 + b2);
            x0 = Vector512.FusedMultiplyAdd(a06, y, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(a16, y, x1);
            y = Vector512.Load(b4 + b3);
            x0 = Vector512.FusedMultiplyAdd(a07, y, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(a17, y, x1);
            x0.Store(chains);
            if (rows > 1) x1.Store(chains + c1);
            b += 16;
            b4 += 16;
            chains += 16;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four<TRows>(float* a, nint aRow, nint aDepth, int depth, float* b, nint bDepth, int columns, float* chains, nint chainsRow) where TRows : struct, IGemmRows
    {
        var rows = TRows.Count;
        if (depth == 1)
        {
            One<TRows>(a, aRow, b, columns, chains, chainsRow);
            return;
        }

        Vector512<float> a00 = Factor(a, true), a01 = Factor(a + aDepth, true), a02 = Factor(a + 2 * aDepth, true), a03 = Factor(a + 3 * aDepth, true);
        Vector512<float> a10 = Factor(a + aRow, rows > 1), a11 = Factor(a + aRow + aDepth, rows > 1), a12 = Factor(a + aRow + 2 * aDepth, rows > 1), a13 = Factor(a + aRow + 3 * aDepth, rows > 1);
        Vector512<float> a20 = Factor(a + 2 * aRow, rows > 2), a21 = Factor(a + 2 * aRow + aDepth, rows > 2), a22 = Factor(a + 2 * aRow + 2 * aDepth, rows > 2), a23 = Factor(a + 2 * aRow + 3 * aDepth, rows > 2);
        Vector512<float> a30 = Factor(a + 3 * aRow, rows > 3), a31 = Factor(a + 3 * aRow + aDepth, rows > 3), a32 = Factor(a + 3 * aRow + 2 * aDepth, rows > 3), a33 = Factor(a + 3 * aRow + 3 * aDepth, rows > 3);
        nint b1 = bDepth, b2 = 2 * bDepth, b3 = 3 * bDepth, c1 = chainsRow, c2 = 2 * chainsRow, c3 = 3 * chainsRow;
        for (var j = 0; j < columns; j += 16)
        {
            var x0 = Vector512.Load(chains);
            var x1 = rows > 1 ? Vector512.Load(chains + c1) : default;
            var x2 = rows > 2 ? Vector512.Load(chains + c2) : default;
            var x3 = rows > 3 ? Vector512.Load(chains + c3) : default;
            var y = Vector512.Load(b);
            x0 = Vector512.FusedMultiplyAdd(a00, y, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(a10, y, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(a20, y, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(a30, y, x3);
            y = Vector512.Load(b + b1);
            x0 = Vector512.FusedMultiplyAdd(a01, y, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(a11, y, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(a21, y, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(a31, y, x3);
            y = Vector512.Load(b + b2);
            x0 = Vector512.FusedMultiplyAdd(a02, y, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(a12, y, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(a22, y, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(a32, y, x3);
            y = Vector512.Load(b + b3);
            x0 = Vector512.FusedMultiplyAdd(a03, y, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(a13, y, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(a23, y, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(a33, y, x3);
            x0.Store(chains);
            if (rows > 1) x1.Store(chains + c1);
            if (rows > 2) x2.Store(chains + c2);
            if (rows > 3) x3.Store(chains + c3);
            b += 16;
            chains += 16;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<TRows>(float* a, nint aRow, float* b, int columns, float* chains, nint chainsRow) where TRows : struct, IGemmRows
    {
        for (var i = 0; i < TRows.Count; i++, a += aRow, chains += chainsRow)
        {
            var factor = Vector512.Create(*a);
            for (var j = 0; j < columns; j += 16) Vector512.FusedMultiplyAdd(factor, Vector512.Load(b + j), Vector512.Load(chains + j)).Store(chains + j);
        }
    }

    /// <summary>The same where columns of B lie along memory: sixteen of them are turned in registers, sixteen k at a time. Needs AVX-512, adjacent k in A too, and at least 16 columns; any number above.</summary>
    private static void Turned(float* a, nint aRow, float* b, nint bColumn, int rows, int columns, int depth, float* chains, nint chainsRow)
    {
        for (var j = 0; j < columns; j += 16)
        {
            var first = Math.Min(j, columns - 16); // the last sixteen may repeat some; they are the same
            var (source, target) = ((nint)(b + first * bColumn), (nint)(chains + first));
            switch (rows)
            {
                case 1: Turned<GemmRows.R1>(a, aRow, (float*)source, bColumn, depth, (float*)target, chainsRow); break;
                case 2: Turned<GemmRows.R2>(a, aRow, (float*)source, bColumn, depth, (float*)target, chainsRow); break;
                case 3: Turned<GemmRows.R3>(a, aRow, (float*)source, bColumn, depth, (float*)target, chainsRow); break;
                default: Turned<GemmRows.R4>(a, aRow, (float*)source, bColumn, depth, (float*)target, chainsRow); break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turned<TRows>(float* a, nint aRow, float* b, nint bColumn, int depth, float* chains, nint chainsRow) where TRows : struct, IGemmRows
    {
        var rows = TRows.Count;
        float* a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
        Vector512<float> x0 = default, x1 = default, x2 = default, x3 = default;
        for (; depth >= 16; depth -= 16, b += 16)
        {
            GemmPacking.Quarters(b, bColumn, out var p0, out var p1, out var p2, out var p3);
            GemmPacking.Quarters(b + 4 * bColumn, bColumn, out var q0, out var q1, out var q2, out var q3);
            GemmPacking.Quarters(b + 8 * bColumn, bColumn, out var r0, out var r1, out var r2, out var r3);
            GemmPacking.Quarters(b + 12 * bColumn, bColumn, out var s0, out var s1, out var s2, out var s3);

            var pq0 = Avx512F.Shuffle4x128(p0, q0, 0x44);
            var rs0 = Avx512F.Shuffle4x128(r0, s0, 0x44);
            var pq1 = Avx512F.Shuffle4x128(p1, q1, 0x44);
            var rs1 = Avx512F.Shuffle4x128(r1, s1, 0x44);
            var pq2 = Avx512F.Shuffle4x128(p2, q2, 0x44);
            var rs2 = Avx512F.Shuffle4x128(r2, s2, 0x44);
            var pq3 = Avx512F.Shuffle4x128(p3, q3, 0x44);
            var rs3 = Avx512F.Shuffle4x128(r3, s3, 0x44);
            var t = Avx512F.Shuffle4x128(pq0, rs0, 0x88);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[0]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[0]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[0]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[0]), t, x3);
            t = Avx512F.Shuffle4x128(pq1, rs1, 0x88);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[1]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[1]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[1]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[1]), t, x3);
            t = Avx512F.Shuffle4x128(pq2, rs2, 0x88);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[2]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[2]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[2]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[2]), t, x3);
            t = Avx512F.Shuffle4x128(pq3, rs3, 0x88);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[3]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[3]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[3]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[3]), t, x3);
            t = Avx512F.Shuffle4x128(pq0, rs0, 0xDD);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[4]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[4]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[4]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[4]), t, x3);
            t = Avx512F.Shuffle4x128(pq1, rs1, 0xDD);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[5]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[5]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[5]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[5]), t, x3);
            t = Avx512F.Shuffle4x128(pq2, rs2, 0xDD);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[6]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[6]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[6]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[6]), t, x3);
            t = Avx512F.Shuffle4x128(pq3, rs3, 0xDD);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[7]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[7]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[7]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[7]), t, x3);
            pq0 = Avx512F.Shuffle4x128(p0, q0, 0xEE);
            rs0 = Avx512F.Shuffle4x128(r0, s0, 0xEE);
            pq1 = Avx512F.Shuffle4x128(p1, q1, 0xEE);
            rs1 = Avx512F.Shuffle4x128(r1, s1, 0xEE);
            pq2 = Avx512F.Shuffle4x128(p2, q2, 0xEE);
            rs2 = Avx512F.Shuffle4x128(r2, s2, 0xEE);
            pq3 = Avx512F.Shuffle4x128(p3, q3, 0xEE);
            rs3 = Avx512F.Shuffle4x128(r3, s3, 0xEE);
            t = Avx512F.Shuffle4x128(pq0, rs0, 0x88);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[8]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[8]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[8]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[8]), t, x3);
            t = Avx512F.Shuffle4x128(pq1, rs1, 0x88);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[9]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[9]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[9]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[9]), t, x3);
            t = Avx512F.Shuffle4x128(pq2, rs2, 0x88);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[10]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[10]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[10]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[10]), t, x3);
            t = Avx512F.Shuffle4x128(pq3, rs3, 0x88);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[11]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[11]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[11]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[11]), t, x3);
            t = Avx512F.Shuffle4x128(pq0, rs0, 0xDD);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[12]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[12]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[12]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[12]), t, x3);
            t = Avx512F.Shuffle4x128(pq1, rs1, 0xDD);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[13]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[13]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[13]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[13]), t, x3);
            t = Avx512F.Shuffle4x128(pq2, rs2, 0xDD);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[14]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[14]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[14]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[14]), t, x3);
            t = Avx512F.Shuffle4x128(pq3, rs3, 0xDD);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[15]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[15]), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[15]), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[15]), t, x3);
            a += 16;
            if (rows > 1) a1 += 16;
            if (rows > 2) a2 += 16;
            if (rows > 3) a3 += 16;
        }

        for (; depth > 0; depth--, a++, b++)
        {
            var t = Vector512.Create(
                b[0], b[bColumn], b[2 * bColumn], b[3 * bColumn], b[4 * bColumn], b[5 * bColumn], b[6 * bColumn], b[7 * bColumn],
                b[8 * bColumn], b[9 * bColumn], b[10 * bColumn], b[11 * bColumn], b[12 * bColumn], b[13 * bColumn], b[14 * bColumn], b[15 * bColumn]);
            x0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[0]), t, x0);
            if (rows > 1) x1 = Vector512.FusedMultiplyAdd(Vector512.Create(*a1++), t, x1);
            if (rows > 2) x2 = Vector512.FusedMultiplyAdd(Vector512.Create(*a2++), t, x2);
            if (rows > 3) x3 = Vector512.FusedMultiplyAdd(Vector512.Create(*a3++), t, x3);
        }

        x0.Store(chains);
        if (rows > 1) x1.Store(chains + chainsRow);
        if (rows > 2) x2.Store(chains + 2 * chainsRow);
        if (rows > 3) x3.Store(chains + 3 * chainsRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Factor(float* a, bool isUsed) => isUsed ? Vector512.Create(*a) : default;
}

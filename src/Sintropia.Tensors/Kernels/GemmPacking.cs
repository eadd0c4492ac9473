using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sintropia.Tensors.Kernels;

/// <summary>Copies matrices into the order in which the micro-kernels read them. Values are moved, never computed.</summary>
internal static unsafe class GemmPacking
{
    private const int RowsAhead = 12;

    /// <summary>Panels of <paramref name="width"/> columns of B, each with its k in turn; columns that the last one lacks are zero.</summary>
    /// <param name="from">First element.</param>
    /// <param name="depthStep">From one k to the next.</param>
    /// <param name="columnStep">From one column to the next.</param>
    /// <param name="depth">How many k.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="width">32, 16 or 8.</param>
    /// <param name="to">The first panel.</param>
    /// <param name="panelStep">From one panel to the next.</param>
    public static void Panels(float* from, nint depthStep, nint columnStep, int depth, int columns, int width, float* to, nint panelStep)
    {
        var whole = columnStep == 1 ? columns / width : 0;
        if (whole > 0) AlongRows(from, depthStep, depth, whole, width, to, panelStep);
        for (var i = whole; i * width < columns; i++)
            Panel(from + i * width * columnStep, depthStep, columnStep, depth, Math.Min(width, columns - i * width), width, to + i * panelStep);
    }

    /// <summary>Strips of <paramref name="width"/> rows of A, each with its k in turn.</summary>
    /// <param name="from">First element.</param>
    /// <param name="rowStep">From one row to the next.</param>
    /// <param name="depthStep">From one k to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="depth">How many k.</param>
    /// <param name="width">8, 6 or 4.</param>
    /// <param name="to">The first strip.</param>
    /// <param name="stripStep">From one strip to the next.</param>
    public static void Strips(float* from, nint rowStep, nint depthStep, int rows, int depth, int width, float* to, nint stripStep)
    {
        var whole = rowStep == 1 ? rows / width : 0;
        if (whole > 0) AlongColumns(from, depthStep, depth, whole, width, to, stripStep);
        for (var i = whole; i * width < rows; i++)
            Panel(from + i * width * rowStep, depthStep, rowStep, depth, Math.Min(width, rows - i * width), width, to + i * stripStep);
    }

    /// <summary>to[k, j] = from[k·depthStep + j·columnStep] for k &lt; depth and j &lt; columns; the rest of the <paramref name="width"/> columns is zero.</summary>
    public static void Panel(float* from, nint depthStep, nint columnStep, int depth, int columns, int width, float* to)
    {
        if (columns < width) new Span<float>(to, depth * width).Clear();
        if (depthStep == 1) Turned(from, columnStep, depth, columns, width, to);
        else Scattered(from, depthStep, columnStep, depth, columns, width, to);
    }

    // All panels at once, so that memory is read in long runs: the hardware then fetches ahead.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AlongRows(float* from, nint depthStep, int depth, int panels, int width, float* to, nint panelStep)
    {
        for (var k = 0; k < depth; k++, from += depthStep, to += width)
        {
            float* source = from, target = to;
            if (width == 32)
            {
                for (var i = 0; i < panels; i++, source += 32, target += panelStep)
                {
                    Vector512.Load(source).Store(target);
                    Vector512.Load(source + 16).Store(target + 16);
                }
            }
            else if (width == 16)
            {
                for (var i = 0; i < panels; i++, source += 16, target += panelStep) Vector512.Load(source).Store(target);
            }
            else
            {
                for (var i = 0; i < panels; i++, source += 8, target += panelStep) Vector256.Load(source).Store(target);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AlongColumns(float* from, nint depthStep, int depth, int strips, int width, float* to, nint stripStep)
    {
        for (var k = 0; k < depth; k++, from += depthStep, to += width)
        {
            // Rows far apart lie on pages of their own, past whose ends the hardware does not fetch ahead.
            if (Sse.IsSupported)
                for (var i = 0; i < strips * width; i += 16) Sse.Prefetch0(from + RowsAhead * depthStep + i);

            float* source = from, target = to;
            for (var i = 0; i < strips; i++, source += width, target += stripStep)
            {
                if (width == 8)
                {
                    Vector256.Load(source).Store(target);
                }
                else
                {
                    Vector128.Load(source).Store(target);
                    if (width == 6) Vector64.Load(source + 4).Store(target + 4);
                }
            }
        }
    }

    private static void Scattered(float* from, nint depthStep, nint columnStep, int depth, int columns, int width, float* to)
    {
        for (var k = 0; k < depth; k++)
            for (var j = 0; j < columns; j++)
                to[(nint)k * width + j] = from[k * depthStep + j * columnStep];
    }

    private static void Turned(float* from, nint columnStep, int depth, int columns, int width, float* to)
    {
        var j = 0;
        if (Avx512F.IsSupported)
        {
            for (; j + 16 <= columns; j += 16) Sixteen(from + j * columnStep, columnStep, depth, width, to + j);
        }

        if (Avx.IsSupported)
        {
            for (; j + 8 <= columns; j += 8) Eight(from + j * columnStep, columnStep, depth, width, to + j);
        }

        for (; j < columns; j++)
        {
            var source = from + j * columnStep;
            for (var k = 0; k < depth; k++) to[(nint)k * width + j] = source[k];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sixteen(float* from, nint columnStep, int depth, nint width, float* to)
    {
        for (; depth >= 16; depth -= 16, from += 16, to += 16 * width)
        {
            Quarters(from, columnStep, out var a0, out var a1, out var a2, out var a3);
            Quarters(from + 4 * columnStep, columnStep, out var b0, out var b1, out var b2, out var b3);
            Quarters(from + 8 * columnStep, columnStep, out var c0, out var c1, out var c2, out var c3);
            Quarters(from + 12 * columnStep, columnStep, out var d0, out var d1, out var d2, out var d3);
            Meet(a0, b0, c0, d0, to, width);
            Meet(a1, b1, c1, d1, to + width, width);
            Meet(a2, b2, c2, d2, to + 2 * width, width);
            Meet(a3, b3, c3, d3, to + 3 * width, width);
        }

        for (; depth > 0; depth--, from++, to += width)
            for (var i = 0; i < 16; i++) to[i] = from[i * columnStep];
    }

    /// <summary>Four rows to four vectors: quarter q of the i-th holds element 4q + i of each row. Needs AVX-512.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Quarters(float* from, nint step, out Vector512<float> v0, out Vector512<float> v1, out Vector512<float> v2, out Vector512<float> v3)
    {
        Vector512<float> r0 = Vector512.Load(from), r1 = Vector512.Load(from + step), r2 = Vector512.Load(from + 2 * step), r3 = Vector512.Load(from + 3 * step);
        Vector512<double> low01 = Avx512F.UnpackLow(r0, r1).AsDouble(), high01 = Avx512F.UnpackHigh(r0, r1).AsDouble();
        Vector512<double> low23 = Avx512F.UnpackLow(r2, r3).AsDouble(), high23 = Avx512F.UnpackHigh(r2, r3).AsDouble();
        v0 = Avx512F.UnpackLow(low01, low23).AsSingle();
        v1 = Avx512F.UnpackHigh(low01, low23).AsSingle();
        v2 = Avx512F.UnpackLow(high01, high23).AsSingle();
        v3 = Avx512F.UnpackHigh(high01, high23).AsSingle();
    }

    // Four rows of the result, four apart, each from the same quarter of all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Meet(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* to, nint toStep)
    {
        Vector512<float> ab = Avx512F.Shuffle4x128(a, b, 0x44), cd = Avx512F.Shuffle4x128(c, d, 0x44);
        Avx512F.Shuffle4x128(ab, cd, 0x88).Store(to);
        Avx512F.Shuffle4x128(ab, cd, 0xDD).Store(to + 4 * toStep);
        ab = Avx512F.Shuffle4x128(a, b, 0xEE);
        cd = Avx512F.Shuffle4x128(c, d, 0xEE);
        Avx512F.Shuffle4x128(ab, cd, 0x88).Store(to + 8 * toStep);
        Avx512F.Shuffle4x128(ab, cd, 0xDD).Store(to + 12 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight(float* from, nint columnStep, int depth, nint width, float* to)
    {
        for (; depth >= 8; depth -= 8, from += 8, to += 8 * width)
        {
            Four(from, columnStep, to, width);
            Four(from + 4, columnStep, to + 4 * width, width);
        }

        for (; depth > 0; depth--, from++, to += width)
            for (var i = 0; i < 8; i++) to[i] = from[i * columnStep];
    }

    // Four k of eight columns: halves of rows i and i + 4 side by side, so that what is left happens within the halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(float* from, nint step, float* to, nint toStep)
    {
        var from4 = from + 4 * step;
        Vector256<float> a0 = Pair(from, from4), a1 = Pair(from + step, from4 + step), a2 = Pair(from + 2 * step, from4 + 2 * step), a3 = Pair(from + 3 * step, from4 + 3 * step);
        Vector256<double> low01 = Avx.UnpackLow(a0, a1).AsDouble(), high01 = Avx.UnpackHigh(a0, a1).AsDouble();
        Vector256<double> low23 = Avx.UnpackLow(a2, a3).AsDouble(), high23 = Avx.UnpackHigh(a2, a3).AsDouble();
        Avx.UnpackLow(low01, low23).AsSingle().Store(to);
        Avx.UnpackHigh(low01, low23).AsSingle().Store(to + toStep);
        Avx.UnpackLow(high01, high23).AsSingle().Store(to + 2 * toStep);
        Avx.UnpackHigh(high01, high23).AsSingle().Store(to + 3 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(float* low, float* high) => Avx.InsertVector128(Vector128.Load(low).ToVector256Unsafe(), Vector128.Load(high), 1);
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sintropia.Tensors.Kernels;

/// <summary>Copies matrices into the order in which the micro-kernels read them. Values are moved, never computed.</summary>
internal static unsafe class GemmPacking
{
    /// <summary>to[k, j] = from[k·depthStep + j·columnStep] for k &lt; depth and j &lt; columns; the rest of the <paramref name="width"/> columns is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panel(float* from, nint depthStep, nint columnStep, int depth, int columns, int width, float* to)
    {
        if (columns < width) new Span<float>(to, depth * width).Clear();
        if (columnStep == 1) Rows(from, depthStep, depth, columns, width, to);
        else if (depthStep == 1) Columns(from, columnStep, depth, columns, width, to);
        else Scattered(from, depthStep, columnStep, depth, columns, width, to);
    }

    private static void Scattered(float* from, nint depthStep, nint columnStep, int depth, int columns, int width, float* to)
    {
        for (var k = 0; k < depth; k++)
            for (var j = 0; j < columns; j++)
                to[(nint)k * width + j] = from[k * depthStep + j * columnStep];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows(float* from, nint depthStep, int depth, int columns, int width, float* to)
    {
        if (columns == 32 && Vector512.IsHardwareAccelerated)
        {
            for (var k = 0; k < depth; k++, from += depthStep, to += 32)
            {
                Vector512.Load(from).Store(to);
                Vector512.Load(from + 16).Store(to + 16);
            }
        }
        else if (columns == 16)
        {
            for (var k = 0; k < depth; k++, from += depthStep, to += width)
            {
                Vector256.Load(from).Store(to);
                Vector256.Load(from + 8).Store(to + 8);
            }
        }
        else if (columns == 8)
        {
            for (var k = 0; k < depth; k++, from += depthStep, to += width) Vector256.Load(from).Store(to);
        }
        else
        {
            for (var k = 0; k < depth; k++, from += depthStep, to += width)
                for (var j = 0; j < columns; j++) to[j] = from[j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns(float* from, nint columnStep, int depth, int columns, int width, float* to)
    {
        var j = 0;
        if (Avx.IsSupported)
        {
            for (; j + 8 <= columns; j += 8)
            {
                var source = from + j * columnStep;
                var target = to + j;
                var k = 0;
                for (; k + 8 <= depth; k += 8, source += 8, target += 8 * width) Transpose8(source, columnStep, target, width);
                for (; k < depth; k++, source++, target += width)
                    for (var i = 0; i < 8; i++) target[i] = source[i * columnStep];
            }
        }

        for (; j < columns; j++)
        {
            var source = from + j * columnStep;
            for (var k = 0; k < depth; k++) to[(nint)k * width + j] = source[k];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose8(float* from, nint fromStep, float* to, nint toStep)
    {
        var f4 = from + 4 * fromStep;
        nint f1 = fromStep, f2 = 2 * fromStep, f3 = 3 * fromStep;
        // Halves of rows i and i + 4 side by side, so that what is left happens within the halves.
        var a0 = Pair(from, f4);
        var a1 = Pair(from + f1, f4 + f1);
        var a2 = Pair(from + f2, f4 + f2);
        var a3 = Pair(from + f3, f4 + f3);
        var a4 = Pair(from + 4, f4 + 4);
        var a5 = Pair(from + f1 + 4, f4 + f1 + 4);
        var a6 = Pair(from + f2 + 4, f4 + f2 + 4);
        var a7 = Pair(from + f3 + 4, f4 + f3 + 4);
        Four(a0, a1, a2, a3, to, toStep);
        Four(a4, a5, a6, a7, to + 4 * toStep, toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(float* low, float* high) => Avx.InsertVector128(Vector256.CreateScalarUnsafe(0f).WithLower(Vector128.Load(low)), Vector128.Load(high), 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(Vector256<float> a0, Vector256<float> a1, Vector256<float> a2, Vector256<float> a3, float* to, nint toStep)
    {
        var b0 = Avx.UnpackLow(a0, a1).AsDouble();
        var b1 = Avx.UnpackLow(a2, a3).AsDouble();
        var b2 = Avx.UnpackHigh(a0, a1).AsDouble();
        var b3 = Avx.UnpackHigh(a2, a3).AsDouble();
        Avx.UnpackLow(b0, b1).AsSingle().Store(to);
        Avx.UnpackHigh(b0, b1).AsSingle().Store(to + toStep);
        Avx.UnpackLow(b2, b3).AsSingle().Store(to + 2 * toStep);
        Avx.UnpackHigh(b2, b3).AsSingle().Store(to + 3 * toStep);
    }
}

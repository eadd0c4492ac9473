using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Sintropia.Tensors.Shapes;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Kernels;

/// <summary>Products with weights of a byte each, y = scale·Σ q·x + bias. An element is defined by itself, so its bits depend neither on the rows beside it nor on threads nor on the width of vectors.</summary>
public static unsafe class ByteProduct
{
    // Rows of weights of a chunk: a few thousand bytes, which stay near while all rows of x pass.
    private const int RowsOfChunk = 16;
    private const int Four = 4;

    /// <summary>What it means: sixteen chains of fused multiply-adds, one for each place in a step, folded as all sums are; then fma(scale, sum, bias).</summary>
    /// <param name="x">[rows, columns of w].</param>
    /// <param name="w">Weights.</param>
    /// <param name="bias">[rows of w], or none.</param>
    /// <param name="y">[rows, rows of w].</param>
    public static void Reference(ReadOnlySpan<float> x, ByteMatrix w, ReadOnlySpan<float> bias, Span<float> y)
    {
        ArgumentNullException.ThrowIfNull(w);
        Span<float> chains = stackalloc float[Lanes.Count];
        for (var i = 0; i < y.Length; i++)
        {
            var (row, output) = (i / w.Rows * w.Columns, i % w.Rows);
            chains.Clear();
            for (var k = 0; k < w.Columns; k++) chains[k % Lanes.Count] = MathF.FusedMultiplyAdd(w.Held[output * w.Stride + k], x[row + k], chains[k % Lanes.Count]);
            y[i] = MathF.FusedMultiplyAdd(w.Scales[output], Lanes.Fold(chains), bias.IsEmpty ? 0 : bias[output]);
        }
    }

    /// <summary>The same in vectors, by a team.</summary>
    /// <param name="team">Who computes.</param>
    /// <param name="x">[rows, columns of w].</param>
    /// <param name="w">Weights.</param>
    /// <param name="bias">[rows of w], or none.</param>
    /// <param name="y">[rows, rows of w]; shares no element with the others.</param>
    /// <exception cref="ShapeException">Lengths do not fit.</exception>
    public static void Multiply(Team team, ReadOnlySpan<float> x, ByteMatrix w, ReadOnlySpan<float> bias, Span<float> y)
    {
        ArgumentNullException.ThrowIfNull(team);
        ArgumentNullException.ThrowIfNull(w);
        var rows = y.Length / w.Rows;
        if (y.Length != rows * w.Rows || x.Length != (long)rows * w.Columns || (!bias.IsEmpty && bias.Length != w.Rows))
            throw new ShapeException($"ByteProduct: {x.Length} inputs, {y.Length} outputs and a bias of {bias.Length} do not fit weights of {w.Rows} × {w.Columns}. Give whole rows, and one bias per output or none.");
        fixed (float* from = x, to = y, offset = bias, scales = w.Scales)
        fixed (sbyte* weights = w.Held)
            team.Run(new Job(from, weights, scales, bias.IsEmpty ? null : offset, to, rows, w.Rows, w.Columns, w.Stride), (w.Rows + RowsOfChunk - 1) / RowsOfChunk);
    }

    private readonly struct Job(float* x, sbyte* w, float* scales, float* bias, float* y, int rows, int outputs, int columns, int stride) : IChunks
    {
        public void Run(int chunk)
        {
            var last = Math.Min(outputs, (chunk + 1) * RowsOfChunk);
            for (var output = chunk * RowsOfChunk; output < last; output += Four)
            {
                var some = Math.Min(Four, last - output);
                var row = 0;
                if (some == Four)
                    for (; row + Four <= rows; row += Four) Square(row, output);
                for (; row < rows; row++)
                {
                    if (some == Four) Column(row, output);
                    else
                        for (var i = 0; i < some; i++) Single(row, output + i);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Square(int row, int output)
        {
            float* x0 = x + (nint)row * columns, x1 = x0 + columns, x2 = x1 + columns, x3 = x2 + columns;
            sbyte* w0 = w + (nint)output * stride, w1 = w0 + stride, w2 = w1 + stride, w3 = w2 + stride;
            Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default, c0 = default, c1 = default, c2 = default, c3 = default, d0 = default, d1 = default, d2 = default, d3 = default;
            for (var k = 0; k < columns; k += Lanes.Count)
            {
                Vector512<float> p0 = Weights(w0 + k), p1 = Weights(w1 + k), p2 = Weights(w2 + k), p3 = Weights(w3 + k);
                var v = Inputs(x0, k);
                (a0, a1, a2, a3) = (Lanes.Fma(p0, v, a0), Lanes.Fma(p1, v, a1), Lanes.Fma(p2, v, a2), Lanes.Fma(p3, v, a3));
                v = Inputs(x1, k);
                (b0, b1, b2, b3) = (Lanes.Fma(p0, v, b0), Lanes.Fma(p1, v, b1), Lanes.Fma(p2, v, b2), Lanes.Fma(p3, v, b3));
                v = Inputs(x2, k);
                (c0, c1, c2, c3) = (Lanes.Fma(p0, v, c0), Lanes.Fma(p1, v, c1), Lanes.Fma(p2, v, c2), Lanes.Fma(p3, v, c3));
                v = Inputs(x3, k);
                (d0, d1, d2, d3) = (Lanes.Fma(p0, v, d0), Lanes.Fma(p1, v, d1), Lanes.Fma(p2, v, d2), Lanes.Fma(p3, v, d3));
            }

            Store(row, output, a0, a1, a2, a3);
            Store(row + 1, output, b0, b1, b2, b3);
            Store(row + 2, output, c0, c1, c2, c3);
            Store(row + 3, output, d0, d1, d2, d3);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Column(int row, int output)
        {
            var x0 = x + (nint)row * columns;
            sbyte* w0 = w + (nint)output * stride, w1 = w0 + stride, w2 = w1 + stride, w3 = w2 + stride;
            Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default;
            for (var k = 0; k < columns; k += Lanes.Count)
            {
                var v = Inputs(x0, k);
                (a0, a1, a2, a3) = (Lanes.Fma(Weights(w0 + k), v, a0), Lanes.Fma(Weights(w1 + k), v, a1), Lanes.Fma(Weights(w2 + k), v, a2), Lanes.Fma(Weights(w3 + k), v, a3));
            }

            Store(row, output, a0, a1, a2, a3);
        }

        private void Single(int row, int output)
        {
            var sum = Vector512<float>.Zero;
            for (var k = 0; k < columns; k += Lanes.Count) sum = Lanes.Fma(Weights(w + (nint)output * stride + k), Inputs(x + (nint)row * columns, k), sum);
            Store(row, output, sum);
        }

        private void Store(int row, int output, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
        {
            Store(row, output, a);
            Store(row, output + 1, b);
            Store(row, output + 2, c);
            Store(row, output + 3, d);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Store(int row, int output, Vector512<float> chains)
        {
            y[(nint)row * outputs + output] = MathF.FusedMultiplyAdd(scales[output], Lanes.Fold(chains), bias is null ? 0 : bias[output]);
        }

        // The weights behind the last column are zeros, and so have the inputs to be.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector512<float> Inputs(float* from, int k) => columns - k >= Lanes.Count ? Vector512.Load(from + k) : Lanes.LoadFirst(new(from, columns), k, columns - k);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<float> Weights(sbyte* from)
        {
            if (Avx512F.IsSupported) return Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(Vector128.Load(from)));
            if (Avx2.IsSupported) return Vector512.Create(Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(from)), Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(from + 8)));
            var lanes = Vector512<float>.Zero;
            for (var i = 0; i < Lanes.Count; i++) ((float*)&lanes)[i] = from[i];
            return lanes;
        }
    }
}

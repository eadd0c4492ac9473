using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sintropia.Predictors.StandIn;

/// <summary>A matrix of weights in panels of 32 columns, as a dense layer reads it: c = max(least, c + a·W). Each output is one chain of fused multiply-adds from c through all inputs in order, whatever rows are beside it.</summary>
internal sealed unsafe class DensePanels
{
    private const int Columns = 32; // two vectors
    private const int Rows = 8; // with two vectors each, sixteen chains in flight hide the latency of a multiply-add
    private readonly float[] _panels; // shape [panels, inputs, 32]
    private readonly int _inputs;

    /// <summary>Packs weights.</summary>
    /// <param name="weights">Shape [inputs, outputs], row-major.</param>
    /// <param name="inputs">Inputs.</param>
    /// <param name="outputs">Outputs.</param>
    public DensePanels(ReadOnlySpan<float> weights, int inputs, int outputs)
    {
        _inputs = inputs;
        Width = (outputs + Columns - 1) / Columns * Columns;
        _panels = new float[Width * inputs];
        for (var k = 0; k < inputs; k++)
            for (var j = 0; j < outputs; j++) _panels[(j / Columns * inputs + k) * Columns + j % Columns] = weights[k * outputs + j];
    }

    /// <summary>Outputs, rounded up to whole panels: the width of a row of c.</summary>
    public int Width { get; }

    /// <summary>What the layer means.</summary>
    public void Reference(ReadOnlySpan<float> a, Span<float> c, int rows, float least)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < Width; j++)
            {
                var sum = c[i * Width + j];
                for (var k = 0; k < _inputs; k++) sum = MathF.FusedMultiplyAdd(a[i * _inputs + k], _panels[(j / Columns * _inputs + k) * Columns + j % Columns], sum);
                c[i * Width + j] = MathF.Max(sum, least);
            }
        }
    }

    /// <summary>The same in vectors over outputs, eight rows at a time, so that a weight that was read serves eight cells.</summary>
    /// <param name="a">Inputs; shape [rows, inputs].</param>
    /// <param name="c">Outputs, which start from what stands there; shape [rows, width].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="least">Least output.</param>
    public void Add(ReadOnlySpan<float> a, Span<float> c, int rows, float least)
    {
        fixed (float* panels = _panels, inputs = a[..(rows * _inputs)], outputs = c[..(rows * Width)])
        {
            for (var column = 0; column < Width; column += Columns)
            {
                var panel = panels + column * _inputs;
                var i = 0;
                for (; i + Rows <= rows; i += Rows) AddEight(panel, inputs + i * _inputs, outputs + i * Width + column, _inputs, Width, least);
                for (; i < rows; i++) AddOne(panel, inputs + i * _inputs, outputs + i * Width + column, _inputs, least);
            }
        }
    }

    /// <summary>sum = from + scale·by, element by element.</summary>
    public static void AddScaled(ReadOnlySpan<float> from, float scale, ReadOnlySpan<float> by, Span<float> sum)
    {
        var x = MemoryMarshal.Cast<float, Vector512<float>>(from);
        var y = MemoryMarshal.Cast<float, Vector512<float>>(by[..from.Length]);
        var z = MemoryMarshal.Cast<float, Vector512<float>>(sum[..from.Length]);
        var s = Vector512.Create(scale);
        for (var v = 0; v < x.Length; v++) z[v] = Vector512.FusedMultiplyAdd(s, y[v], x[v]);
        for (var k = x.Length * Vector512<float>.Count; k < from.Length; k++) sum[k] = MathF.FusedMultiplyAdd(scale, by[k], from[k]);
    }

    private static void AddOne(float* w, float* a, float* c, int inputs, float least)
    {
        var (s, t) = (Vector512.Load(c), Vector512.Load(c + 16));
        for (var k = 0; k < inputs; k++, w += Columns)
        {
            var x = Vector512.Create(a[k]);
            s = Vector512.FusedMultiplyAdd(x, Vector512.Load(w), s);
            t = Vector512.FusedMultiplyAdd(x, Vector512.Load(w + 16), t);
        }

        Store(s, t, c, least);
    }

    private static void AddEight(float* w, float* a, float* c, int inputs, int width, float least)
    {
        float* a1 = a + inputs, a2 = a1 + inputs, a3 = a2 + inputs, a4 = a3 + inputs, a5 = a4 + inputs, a6 = a5 + inputs, a7 = a6 + inputs;
        float* c1 = c + width, c2 = c1 + width, c3 = c2 + width, c4 = c3 + width, c5 = c4 + width, c6 = c5 + width, c7 = c6 + width;
        Vector512<float> s0 = Vector512.Load(c), t0 = Vector512.Load(c + 16), s1 = Vector512.Load(c1), t1 = Vector512.Load(c1 + 16);
        Vector512<float> s2 = Vector512.Load(c2), t2 = Vector512.Load(c2 + 16), s3 = Vector512.Load(c3), t3 = Vector512.Load(c3 + 16);
        Vector512<float> s4 = Vector512.Load(c4), t4 = Vector512.Load(c4 + 16), s5 = Vector512.Load(c5), t5 = Vector512.Load(c5 + 16);
        Vector512<float> s6 = Vector512.Load(c6), t6 = Vector512.Load(c6 + 16), s7 = Vector512.Load(c7), t7 = Vector512.Load(c7 + 16);
        for (var k = 0; k < inputs; k++, w += Columns)
        {
            Vector512<float> u = Vector512.Load(w), v = Vector512.Load(w + 16);
            var x = Vector512.Create(a[k]);
            s0 = Vector512.FusedMultiplyAdd(x, u, s0);
            t0 = Vector512.FusedMultiplyAdd(x, v, t0);
            x = Vector512.Create(a1[k]);
            s1 = Vector512.FusedMultiplyAdd(x, u, s1);
            t1 = Vector512.FusedMultiplyAdd(x, v, t1);
            x = Vector512.Create(a2[k]);
            s2 = Vector512.FusedMultiplyAdd(x, u, s2);
            t2 = Vector512.FusedMultiplyAdd(x, v, t2);
            x = Vector512.Create(a3[k]);
            s3 = Vector512.FusedMultiplyAdd(x, u, s3);
            t3 = Vector512.FusedMultiplyAdd(x, v, t3);
            x = Vector512.Create(a4[k]);
            s4 = Vector512.FusedMultiplyAdd(x, u, s4);
            t4 = Vector512.FusedMultiplyAdd(x, v, t4);
            x = Vector512.Create(a5[k]);
            s5 = Vector512.FusedMultiplyAdd(x, u, s5);
            t5 = Vector512.FusedMultiplyAdd(x, v, t5);
            x = Vector512.Create(a6[k]);
            s6 = Vector512.FusedMultiplyAdd(x, u, s6);
            t6 = Vector512.FusedMultiplyAdd(x, v, t6);
            x = Vector512.Create(a7[k]);
            s7 = Vector512.FusedMultiplyAdd(x, u, s7);
            t7 = Vector512.FusedMultiplyAdd(x, v, t7);
        }

        Store(s0, t0, c, least);
        Store(s1, t1, c1, least);
        Store(s2, t2, c2, least);
        Store(s3, t3, c3, least);
        Store(s4, t4, c4, least);
        Store(s5, t5, c5, least);
        Store(s6, t6, c6, least);
        Store(s7, t7, c7, least);
    }

    private static void Store(Vector512<float> s, Vector512<float> t, float* c, float least)
    {
        var floor = Vector512.Create(least);
        Vector512.Max(s, floor).Store(c);
        Vector512.Max(t, floor).Store(c + 16);
    }
}

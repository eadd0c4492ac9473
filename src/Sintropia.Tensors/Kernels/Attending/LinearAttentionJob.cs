using Sintropia.Tensors.Kernels.Activations;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Kernels.Attending;

/// <summary>One head of one sequence is a chunk. Rows are padded to whole panels with zeros, which add nothing to a chain and are not looked at.</summary>
internal unsafe struct LinearAttentionJob<TBody>(AttentionProblem problem, float epsilon, bool backwards) : IChunks where TBody : struct, IGemmBody
{
    private const int Lanes = Attention.Lanes;

    private AttentionProblem _p = problem;

    /// <inheritdoc/>
    public readonly void Run(int chunk)
    {
        var (batch, head) = Math.DivRem(chunk, _p.Shape.Heads);
        var shape = _p.Shape;
        int width = shape.Width, valueWidth = shape.ValueWidth, wide = Padded(width), valueWide = Padded(valueWidth + 1);
        var scratch = new AttentionScratch(
            Lanes + (long)(shape.Queries + shape.Keys) * (wide + valueWide) + 2L * width * valueWide + 2L * (valueWidth + 1) * wide + (long)Math.Max(shape.Queries, shape.Keys) * Math.Max(wide, valueWide), 10);
        var zeros = scratch.Take(Lanes);
        var queries = scratch.Take((long)shape.Queries * wide);
        var keys = scratch.Take((long)shape.Keys * wide);
        var values = scratch.Take((long)shape.Keys * valueWide);
        var memory = scratch.Take((long)width * valueWide);
        var sums = scratch.Take((long)shape.Queries * valueWide);
        new Span<float>(zeros, Lanes).Clear();

        Feel(At(_p.Q, _p.QLayout, batch, head), _p.QLayout.Row, shape.Queries, width, wide, null, queries);
        var ignored = _p.Ignored == null ? null : _p.Ignored + (nint)batch * _p.IgnoredBatch;
        Feel(At(_p.K, _p.KLayout, batch, head), _p.KLayout.Row, shape.Keys, width, wide, ignored, keys);
        Widen(At(_p.V, _p.VLayout, batch, head), _p.VLayout.Row, shape.Keys, valueWidth, valueWide, ignored, values);
        AttentionProblem.Multiply<TBody>(width, valueWide, shape.Keys, keys, 1, wide, values, valueWide, memory, valueWide, 1, zeros);
        AttentionProblem.Multiply<TBody>(shape.Queries, valueWide, width, queries, wide, 1, memory, valueWide, sums, valueWide, 1, zeros);
        if (!backwards)
        {
            var output = At(_p.Output, _p.OutputLayout, batch, head);
            for (var i = 0; i < shape.Queries; i++, sums += valueWide, output += _p.OutputLayout.Row) Divide(sums, valueWidth, sums[valueWidth] + epsilon, output);
            return;
        }

        var gradient = At(_p.Gradient, _p.GradientLayout, batch, head);
        for (var (i, row) = (0, 0); i < shape.Queries; i++, row += valueWide, gradient += _p.GradientLayout.Row) Share(sums + row, gradient, valueWidth, valueWide);

        var turned = scratch.Take((long)(valueWidth + 1) * wide);
        var room = scratch.Take((long)Math.Max(shape.Queries, shape.Keys) * Math.Max(wide, valueWide));
        if (_p.OfQ != null)
        {
            GemmPacking.Panel(memory, 1, valueWide, valueWidth + 1, width, wide, turned);
            AttentionProblem.Multiply<TBody>(shape.Queries, wide, valueWidth + 1, sums, valueWide, 1, turned, wide, room, wide, 1, zeros);
            Slope(At(_p.Q, _p.QLayout, batch, head), _p.QLayout.Row, room, wide, shape.Queries, width, null, At(_p.OfQ, _p.OfQLayout, batch, head), _p.OfQLayout.Row);
        }

        if (_p.OfK == null && _p.OfV == null) return;
        var ofMemory = scratch.Take((long)width * valueWide);
        AttentionProblem.Multiply<TBody>(width, valueWide, shape.Queries, queries, 1, wide, sums, valueWide, ofMemory, valueWide, 1, zeros);
        if (_p.OfK != null)
        {
            GemmPacking.Panel(ofMemory, 1, valueWide, valueWidth + 1, width, wide, turned);
            AttentionProblem.Multiply<TBody>(shape.Keys, wide, valueWidth + 1, values, valueWide, 1, turned, wide, room, wide, 1, zeros);
            Slope(At(_p.K, _p.KLayout, batch, head), _p.KLayout.Row, room, wide, shape.Keys, width, ignored, At(_p.OfK, _p.OfKLayout, batch, head), _p.OfKLayout.Row);
        }

        if (_p.OfV == null) return;
        AttentionProblem.Multiply<TBody>(shape.Keys, valueWide, width, keys, wide, 1, ofMemory, valueWide, room, valueWide, 1, zeros);
        var ofV = At(_p.OfV, _p.OfVLayout, batch, head);
        for (var j = 0; j < shape.Keys; j++, room += valueWide, ofV += _p.OfVLayout.Row) new ReadOnlySpan<float>(room, valueWidth).CopyTo(new Span<float>(ofV, valueWidth));
    }

    // φ of each row, zeros behind it; zeros throughout where ignored.
    private static void Feel(float* from, nint row, int rows, int width, int wide, float* ignored, float* to)
    {
        for (var i = 0; i < rows; i++, from += row, to += wide)
        {
            if (ignored != null && ignored[i] != 0) new Span<float>(to, wide).Clear();
            else
            {
                Elementwise.Map(new(from, width), new(to, width), default(EluPlusOne));
                new Span<float>(to + width, wide - width).Clear();
            }
        }
    }

    // [v, 1] and zeros behind it; zeros throughout where ignored.
    private static void Widen(float* from, nint row, int rows, int width, int wide, float* ignored, float* to)
    {
        for (var i = 0; i < rows; i++, from += row, to += wide)
        {
            new Span<float>(to, wide).Clear();
            if (ignored != null && ignored[i] != 0) continue;
            new ReadOnlySpan<float>(from, width).CopyTo(new Span<float>(to, width));
            to[width] = 1;
        }
    }

    private static void Divide(float* over, int width, float under, float* to)
    {
        for (var e = 0; e < width; e++) to[e] = over[e] / under;
    }

    // [sums, divisor] becomes [gradient, −gradient·result] over the divisor.
    private readonly void Share(float* sums, float* gradient, int width, int wide)
    {
        var under = sums[width] + epsilon;
        Divide(sums, width, under, sums);
        var dot = Attention.Dot(new(gradient, width), new(sums, width));
        Divide(gradient, width, under, sums);
        sums[width] = -dot / under;
        new Span<float>(sums + width + 1, wide - width - 1).Clear();
    }

    private static void Slope(float* x, nint xRow, float* gradients, nint gradientRow, int rows, int width, float* ignored, float* to, nint toRow)
    {
        for (var i = 0; i < rows; i++, x += xRow, gradients += gradientRow, to += toRow)
        {
            if (ignored != null && ignored[i] != 0) new Span<float>(to, width).Clear();
            else Elementwise.Zip(new ReadOnlySpan<float>(x, width), new ReadOnlySpan<float>(gradients, width), new Span<float>(to, width), default(EluPlusOne.Gradient));
        }
    }

    private static float* At(float* values, HeadLayout layout, int batch, int head) => values + (nint)batch * layout.Batch + (nint)head * layout.Head;

    private static int Padded(int width) => (width + Lanes - 1) / Lanes * Lanes;
}

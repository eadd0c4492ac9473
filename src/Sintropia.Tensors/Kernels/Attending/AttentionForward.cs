using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Kernels.Attending;

/// <summary>
/// Queries lie across the lanes of vectors, 32 to a panel, so that all of softmax happens lane by lane. A chunk is some panels of one head; a block of keys and values, once in cache, serves all of them.
/// </summary>
internal unsafe struct AttentionForward<TBody> : IChunks where TBody : struct, IGemmBody
{
    private const int Lanes = Attention.Lanes, KeyBlock = Attention.KeyBlock, MostPanels = 8;

    private AttentionProblem _p;
    private int _panelsPerChunk;
    private int _chunksPerPair;

    public static void Run(Team team, in AttentionProblem problem)
    {
        var job = new AttentionForward<TBody> { _p = problem };
        var (panels, pairs) = (problem.Shape.Panels, problem.Shape.Pairs);
        job._panelsPerChunk = Math.Min(panels, MostPanels);
        while (job._panelsPerChunk > 1 && pairs * ((panels - 1) / job._panelsPerChunk + 1) < 4 * team.Threads && team.Threads > 1) job._panelsPerChunk = (job._panelsPerChunk + 1) / 2;
        job._chunksPerPair = (panels - 1) / job._panelsPerChunk + 1;
        team.Run(job, checked(pairs * job._chunksPerPair));
    }

    /// <inheritdoc/>
    public readonly void Run(int chunk)
    {
        var (pair, group) = Math.DivRem(chunk, _chunksPerPair);
        var (batch, head) = Math.DivRem(pair, _p.Shape.Heads);
        var first = group * _panelsPerChunk;
        Compute(batch, head, first, Math.Min(_panelsPerChunk, _p.Shape.Panels - first));
    }

    private readonly void Compute(int batch, int head, int first, int panels)
    {
        var shape = _p.Shape;
        int width = shape.Width, valueWidth = shape.ValueWidth;
        var blank = _p.Ignored != null;
        var scratch = new AttentionScratch((long)panels * Lanes * (width + valueWidth + 2) + Lanes * 2 + 2 * KeyBlock * Lanes + (long)Lanes * valueWidth + (blank ? (long)KeyBlock * valueWidth : 0), 8);
        var queries = scratch.Take((long)panels * Lanes * width);
        var results = scratch.Take((long)panels * Lanes * valueWidth);
        var state = scratch.Take(2 * panels * Lanes);
        var scores = scratch.Take(KeyBlock * Lanes);
        var room = scratch.Take(KeyBlock * Lanes + (long)Lanes * valueWidth);
        var alpha = scratch.Take(Lanes);
        var zeros = scratch.Take(Lanes);
        var blanked = blank ? scratch.Take((long)KeyBlock * valueWidth) : null;

        var q = _p.Q + (nint)batch * _p.QLayout.Batch + (nint)head * _p.QLayout.Head;
        var k = _p.K + (nint)batch * _p.KLayout.Batch + (nint)head * _p.KLayout.Head;
        var v = _p.V + (nint)batch * _p.VLayout.Batch + (nint)head * _p.VLayout.Head;
        new Span<float>(zeros, Lanes).Clear();
        new Span<float>(results, panels * Lanes * valueWidth).Clear();
        for (var panel = 0; panel < panels; panel++)
        {
            var query = (first + panel) * Lanes;
            GemmPacking.Panel(q + (nint)query * _p.QLayout.Row, 1, _p.QLayout.Row, width, Math.Min(Lanes, shape.Queries - query), Lanes, queries + (nint)panel * Lanes * width);
            new Span<float>(state + 2 * panel * Lanes, Lanes).Fill(float.NegativeInfinity);
            new Span<float>(state + (2 * panel + 1) * Lanes, Lanes).Clear();
        }

        for (var key = 0; key < shape.Keys; key += KeyBlock)
        {
            var keys = Math.Min(KeyBlock, shape.Keys - key);
            float* kBlock = k + (nint)key * _p.KLayout.Row, vBlock = v + (nint)key * _p.VLayout.Row;
            nint vRow = _p.VLayout.Row;
            if (blank)
            {
                _p.Blank(batch, key, keys, vBlock, vRow, valueWidth, blanked);
                vBlock = blanked;
                vRow = valueWidth;
            }

            for (var panel = 0; panel < panels; panel++)
            {
                var query = (first + panel) * Lanes;
                if (!Attention.Meets(shape, query, key)) continue;
                AttentionProblem.Multiply<TBody>(keys, Lanes, width, kBlock, _p.KLayout.Row, 1, queries + (nint)panel * Lanes * width, Lanes, scores, Lanes, shape.Scale, zeros);
                _p.Hide(batch, head, query, Math.Min(Lanes, shape.Queries - query), key, keys, scores, Lanes, room);
                Weigh(scores, keys, state + 2 * panel * Lanes, alpha);
                var result = results + (nint)panel * Lanes * valueWidth;
                Fade(result, valueWidth, alpha);
                AttentionProblem.Multiply<TBody>(valueWidth, Lanes, keys, vBlock, 1, vRow, scores, Lanes, result, Lanes, 1, null);
            }
        }

        for (var panel = 0; panel < panels; panel++)
        {
            var query = (first + panel) * Lanes;
            var lanes = Math.Min(Lanes, shape.Queries - query);
            var result = results + (nint)panel * Lanes * valueWidth;
            Divide(result, valueWidth, state + (2 * panel + 1) * Lanes);
            var to = _p.Output + (nint)batch * _p.OutputLayout.Batch + (nint)head * _p.OutputLayout.Head + (nint)query * _p.OutputLayout.Row;
            AttentionProblem.Unpack(result, lanes, valueWidth, to, _p.OutputLayout.Row, room);
            if (_p.Statistics == null) continue;
            var at = ((nint)batch * shape.Heads + head) * shape.Queries + query;
            new ReadOnlySpan<float>(state + 2 * panel * Lanes, lanes).CopyTo(new Span<float>(_p.Statistics + at, lanes));
            new ReadOnlySpan<float>(state + (2 * panel + 1) * Lanes, lanes).CopyTo(new Span<float>(_p.Statistics + (nint)shape.Pairs * shape.Queries + at, lanes));
        }
    }

    // Scores become weights, relative to the largest score so far; alpha is what earlier weights are worth now. State: the largest scores, then the sums of weights.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weigh(float* scores, int keys, float* state, float* alpha)
    {
        for (var lane = 0; lane < Lanes; lane += 16)
        {
            var before = Vector512.Load(state + lane);
            var largest = before;
            for (var j = 0; j < keys; j++) largest = Vector512.MaxNative(largest, Vector512.Load(scores + j * Lanes + lane));

            var reference = Attention.Finite(largest);
            var faded = Exp.OfNegative(before - reference);
            var sum = Vector512<float>.Zero;
            for (var j = 0; j < keys; j++)
            {
                var weight = Exp.OfNegative(Vector512.Load(scores + j * Lanes + lane) - reference);
                weight.Store(scores + j * Lanes + lane);
                sum += weight;
            }

            largest.Store(state + lane);
            Vector512.FusedMultiplyAdd(Vector512.Load(state + Lanes + lane), faded, sum).Store(state + Lanes + lane);
            faded.Store(alpha + lane);
        }
    }

    private static void Fade(float* result, int width, float* alpha)
    {
        Vector512<float> x = Vector512.Load(alpha), y = Vector512.Load(alpha + 16);
        if (x == Vector512<float>.One && y == Vector512<float>.One) return;
        for (var j = 0; j < width; j++, result += Lanes)
        {
            (Vector512.Load(result) * x).Store(result);
            (Vector512.Load(result + 16) * y).Store(result + 16);
        }
    }

    private static void Divide(float* result, int width, float* sums)
    {
        Vector512<float> x = Vector512.Load(sums), y = Vector512.Load(sums + 16);
        Vector512<float> seenX = ~Vector512.Equals(x, Vector512<float>.Zero), seenY = ~Vector512.Equals(y, Vector512<float>.Zero);
        for (var j = 0; j < width; j++, result += Lanes)
        {
            (Vector512.Load(result) / x & seenX).Store(result);
            (Vector512.Load(result + 16) / y & seenY).Store(result + 16);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sintropia.Tensors.Kernels.Functions;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Kernels.Attending;

/// <summary>
/// Weights are computed again block by block from the statistics. A chunk is a whole head, or, where there are fewer heads than threads, a range of its keys (for the gradients of keys and values) or
/// of its queries (for those of queries and bias): the same chains in the same order, with scores computed once more.
/// </summary>
internal unsafe struct AttentionBackward<TBody> : IChunks where TBody : struct, IGemmBody
{
    private const int Lanes = Attention.Lanes, KeyBlock = Attention.KeyBlock, QueryBlock = Attention.QueryBlock;

    private AttentionProblem _p;
    private int _keyRanges;
    private int _queryRanges;

    public static void Run(Team team, in AttentionProblem problem)
    {
        var job = new AttentionBackward<TBody> { _p = problem };
        var (pairs, threads) = (problem.Shape.Pairs, team.Threads);
        if (pairs < threads)
        {
            // Twice as many ranges as there are threads, so that whoever is done early finds more.
            var ranges = (2 * threads + pairs - 1) / pairs;
            job._keyRanges = problem.OfK == null && problem.OfV == null ? 0 : Math.Min(ranges, Ceiling(problem.Shape.Keys, KeyBlock));
            job._queryRanges = problem.OfQ == null && problem.OfBias == null ? 0 : Math.Min(ranges, Ceiling(problem.Shape.Queries, QueryBlock));
        }

        team.Run(job, checked(pairs * Math.Max(1, job._keyRanges + job._queryRanges)));
    }

    /// <inheritdoc/>
    public readonly void Run(int chunk)
    {
        var (pair, part) = Math.DivRem(chunk, Math.Max(1, _keyRanges + _queryRanges));
        var (batch, head) = Math.DivRem(pair, _p.Shape.Heads);
        if (_keyRanges + _queryRanges == 0) Compute(batch, head, 0, _p.Shape.Queries, 0, _p.Shape.Keys, true, true);
        else if (part < _keyRanges)
        {
            var (from, to) = Range(part, _keyRanges, _p.Shape.Keys, KeyBlock);
            Compute(batch, head, 0, _p.Shape.Queries, from, to, false, true);
        }
        else
        {
            var (from, to) = Range(part - _keyRanges, _queryRanges, _p.Shape.Queries, QueryBlock);
            Compute(batch, head, from, to, 0, _p.Shape.Keys, true, false);
        }
    }

    private readonly void Compute(int batch, int head, int firstQuery, int endQuery, int firstKey, int endKey, bool forQueries, bool forKeys)
    {
        var shape = _p.Shape;
        int width = shape.Width, valueWidth = shape.ValueWidth;
        var wantsQ = forQueries && _p.OfQ != null;
        var wantsK = forKeys && _p.OfK != null;
        var wantsV = forKeys && _p.OfV != null;
        var wantsBias = forQueries && _p.OfBias != null;
        var blank = _p.Ignored != null;
        int queries = endQuery - firstQuery, panels = Ceiling(queries, Lanes), padded = panels * Lanes;
        // Rows of q and of the gradient are read in place where they are made of whole panels, else copied with zeros behind them.
        int wide = Ceiling(width, Lanes) * Lanes, valueWide = Ceiling(valueWidth, Lanes) * Lanes;
        bool copiesQ = wantsK && wide != width, copiesGradient = wantsV && valueWide != valueWidth;

        var scratch = new AttentionScratch(
            (long)padded * (2 * width + valueWidth + 3 + (copiesQ ? wide : 0) + (copiesGradient ? valueWide : 0)) + (long)KeyBlock * (wide + valueWide + (blank ? width + valueWidth : 0))
            + 2 * KeyBlock * QueryBlock + KeyBlock * Lanes + (long)Lanes * Math.Max(width, KeyBlock) + Lanes, 14);
        var room = scratch.Take(KeyBlock * Lanes + (long)Lanes * Math.Max(width, KeyBlock));
        var zeros = scratch.Take(Lanes);
        var qPanels = scratch.Take((long)padded * width);
        var gradientPanels = scratch.Take((long)padded * valueWidth);
        var ofQPanels = scratch.Take((long)padded * width);
        var references = scratch.Take(padded);
        var shares = scratch.Take(padded);
        var dots = scratch.Take(padded);
        var weights = scratch.Take(KeyBlock * QueryBlock);
        var slopes = scratch.Take(KeyBlock * QueryBlock);
        var ofKBlock = scratch.Take((long)KeyBlock * wide);
        var ofVBlock = scratch.Take((long)KeyBlock * valueWide);
        new Span<float>(zeros, Lanes).Clear();
        new Span<float>(ofQPanels, padded * width).Clear();

        var q = At(_p.Q, _p.QLayout, batch, head, firstQuery);
        var gradient = At(_p.Gradient, _p.GradientLayout, batch, head, firstQuery);
        nint qRow = _p.QLayout.Row, gradientRow = _p.GradientLayout.Row;
        for (var query = 0; query < queries; query += Lanes)
        {
            var lanes = Math.Min(Lanes, queries - query);
            GemmPacking.Panel(q + query * qRow, 1, qRow, width, lanes, Lanes, qPanels + (nint)query * width);
            GemmPacking.Panel(gradient + query * gradientRow, 1, gradientRow, valueWidth, lanes, Lanes, gradientPanels + (nint)query * valueWidth);
        }

        Recall(batch, head, firstQuery, queries, references, shares);
        Dots(queries, valueWidth, gradient, gradientRow, At(_p.Output, _p.OutputLayout, batch, head, firstQuery), _p.OutputLayout.Row, dots);
        if (copiesQ)
        {
            var copy = scratch.Take((long)padded * wide);
            GemmPacking.Panel(q, qRow, 1, queries, width, wide, copy);
            q = copy;
            qRow = wide;
        }

        if (copiesGradient)
        {
            var copy = scratch.Take((long)padded * valueWide);
            GemmPacking.Panel(gradient, gradientRow, 1, queries, valueWidth, valueWide, copy);
            gradient = copy;
            gradientRow = valueWide;
        }

        var blankedK = blank ? scratch.Take((long)KeyBlock * width) : null;
        var blankedV = blank ? scratch.Take((long)KeyBlock * valueWidth) : null;

        for (var key = firstKey; key < endKey; key += KeyBlock)
        {
            var keys = Math.Min(KeyBlock, endKey - key);
            float* k = At(_p.K, _p.KLayout, batch, head, key), v = At(_p.V, _p.VLayout, batch, head, key);
            nint kRow = _p.KLayout.Row, vRow = _p.VLayout.Row;
            if (blank)
            {
                _p.Blank(batch, key, keys, k, kRow, width, blankedK);
                _p.Blank(batch, key, keys, v, vRow, valueWidth, blankedV);
                k = blankedK;
                v = blankedV;
                kRow = width;
                vRow = valueWidth;
            }

            if (wantsK) new Span<float>(ofKBlock, keys * wide).Clear();
            if (wantsV) new Span<float>(ofVBlock, keys * valueWide).Clear();

            for (var block = 0; block < queries; block += QueryBlock)
            {
                if (!Attention.Meets(shape, firstQuery + block, key)) continue;
                var rows = Math.Min(QueryBlock, queries - block);
                for (var query = block; query < block + rows; query += Lanes)
                {
                    float* w = weights + (query - block), s = slopes + (query - block);
                    var lanes = Math.Min(Lanes, queries - query);
                    AttentionProblem.Multiply<TBody>(keys, Lanes, width, k, kRow, 1, qPanels + (nint)query * width, Lanes, w, QueryBlock, shape.Scale, zeros);
                    _p.Hide(batch, head, firstQuery + query, lanes, key, keys, w, QueryBlock, room);
                    AttentionProblem.Multiply<TBody>(keys, Lanes, valueWidth, v, vRow, 1, gradientPanels + (nint)query * valueWidth, Lanes, s, QueryBlock, 1, zeros);
                    Slope(w, s, keys, references + query, shares + query, dots + query);
                    if (wantsQ) AttentionProblem.Multiply<TBody>(width, Lanes, keys, k, 1, kRow, s, QueryBlock, ofQPanels + (nint)query * width, Lanes, shape.Scale, null);
                    if (wantsBias) KeepBias(s, batch, head, firstQuery + query, lanes, key, keys);
                }

                if (wantsV) AttentionProblem.Multiply<TBody>(keys, valueWide, rows, weights, QueryBlock, 1, gradient + block * gradientRow, gradientRow, ofVBlock, valueWide, 1, null);
                if (wantsK) AttentionProblem.Multiply<TBody>(keys, wide, rows, slopes, QueryBlock, 1, q + block * qRow, qRow, ofKBlock, wide, shape.Scale, null);
            }

            if (wantsK) Keep(ofKBlock, wide, keys, width, At(_p.OfK, _p.OfKLayout, batch, head, key), _p.OfKLayout.Row);
            if (wantsV) Keep(ofVBlock, valueWide, keys, valueWidth, At(_p.OfV, _p.OfVLayout, batch, head, key), _p.OfVLayout.Row);
        }

        if (!wantsQ) return;
        for (var query = 0; query < queries; query += Lanes)
        {
            var to = At(_p.OfQ, _p.OfQLayout, batch, head, firstQuery + query);
            AttentionProblem.Unpack(ofQPanels + (nint)query * width, Math.Min(Lanes, queries - query), width, to, _p.OfQLayout.Row, room);
        }
    }

    // What each query's scores were compared with, and what its weights are divided by: 0 and ×0 where it saw no key.
    private readonly void Recall(int batch, int head, int query, int queries, float* references, float* shares)
    {
        var at = ((nint)batch * _p.Shape.Heads + head) * _p.Shape.Queries + query;
        var largest = _p.Statistics + at;
        var sums = _p.Statistics + (nint)_p.Shape.Pairs * _p.Shape.Queries + at;
        for (var i = 0; i < Ceiling(queries, Lanes) * Lanes; i++)
        {
            references[i] = i >= queries || largest[i] == float.NegativeInfinity ? 0 : largest[i];
            shares[i] = i >= queries || sums[i] == 0 ? 0 : 1 / sums[i];
        }
    }

    private static void Dots(int queries, int width, float* gradient, nint gradientRow, float* output, nint outputRow, float* dots)
    {
        for (var i = 0; i < queries; i++) dots[i] = Attention.Dot(new(gradient + i * gradientRow, width), new(output + i * outputRow, width));
        new Span<float>(dots + queries, Ceiling(queries, Lanes) * Lanes - queries).Clear();
    }

    // Scores become weights, and gradients of weights become gradients of scores.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Slope(float* scores, float* gradients, int keys, float* references, float* shares, float* dots)
    {
        for (var lane = 0; lane < Lanes; lane += 16)
        {
            Vector512<float> reference = Vector512.Load(references + lane), share = Vector512.Load(shares + lane), dot = Vector512.Load(dots + lane);
            float* w = scores + lane, s = gradients + lane;
            for (var j = 0; j < keys; j++, w += QueryBlock, s += QueryBlock)
            {
                var weight = Exp.OfNegative(Vector512.Load(w) - reference) * share;
                weight.Store(w);
                (weight * (Vector512.Load(s) - dot)).Store(s);
            }
        }
    }

    private readonly void KeepBias(float* slopes, int batch, int head, int query, int lanes, int key, int keys)
    {
        var row = (nint)_p.Shape.Keys;
        var to = _p.OfBias + (((nint)batch * _p.Shape.Heads + head) * _p.Shape.Queries + query) * row + key;
        for (var lane = 0; lane < lanes; lane++, to += row)
            for (var j = 0; j < keys; j++)
                to[j] = slopes[j * QueryBlock + lane];
    }

    private static void Keep(float* from, int fromRow, int rows, int width, float* to, nint toRow)
    {
        for (var row = 0; row < rows; row++) new ReadOnlySpan<float>(from + row * fromRow, width).CopyTo(new Span<float>(to + row * toRow, width));
    }

    private static float* At(float* values, HeadLayout layout, int batch, int head, int row) => values + (nint)batch * layout.Batch + (nint)head * layout.Head + (nint)row * layout.Row;

    private static (int From, int To) Range(int part, int parts, int length, int block)
    {
        var blocks = Ceiling(length, block);
        return ((int)((long)blocks * part / parts) * block, Math.Min(length, (int)((long)blocks * (part + 1) / parts) * block));
    }

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;
}
